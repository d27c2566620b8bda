package dev.tallyman.description;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/** In which encoding the letters of an RTF document stand: each font has its own. */
final class RichTextFonts {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private final Map<Long, Charset> fonts = new HashMap<>();
    private Charset page = WESTERN;

    /** The document’s own, by the number of its code page. */
    Charset page(long number) {
        page = charset("windows-" + number, "x-windows-" + number, "IBM" + number);
        return page;
    }

    /** The one of a font. */
    Charset of(long font) {
        return fonts.getOrDefault(font, page);
    }

    /** Says a font’s by the number that Windows has for it. */
    void put(long font, long set) {
        fonts.put(font, set == 1 ? page : charset(names((int) set)));
    }

    private static String[] names(int set) {
        return switch (set) {
            case 128 -> new String[] {"windows-31j", "Shift_JIS"};
            case 129 -> new String[] {"x-windows-949", "EUC-KR"};
            case 134 -> new String[] {"GBK"};
            case 136 -> new String[] {"Big5"};
            case 161 -> new String[] {"windows-1253"};
            case 162 -> new String[] {"windows-1254"};
            case 163 -> new String[] {"windows-1258"};
            case 177 -> new String[] {"windows-1255"};
            case 178 -> new String[] {"windows-1256"};
            case 186 -> new String[] {"windows-1257"};
            case 204 -> new String[] {"windows-1251"};
            case 222 -> new String[] {"x-windows-874", "TIS-620"};
            case 238 -> new String[] {"windows-1250"};
            default -> new String[0];
        };
    }

    // A small JDK leaves some of them out.
    private static Charset charset(String... names) {
        for (String name : names) {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return WESTERN;
    }
}
