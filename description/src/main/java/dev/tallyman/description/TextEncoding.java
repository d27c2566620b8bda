package dev.tallyman.description;

import dev.tallyman.identification.text.Text;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a text is decoded: as identification tells it by its bytes, and of pages and XML as they say
 * themselves where the bytes leave it open.
 */
final class TextEncoding {
    private static final int DECLARED_WITHIN = 1024;

    // https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding,
    // https://www.w3.org/TR/xml/#sec-guessing
    private static final Pattern DECLARED = Pattern.compile(
            "(?i)(?:<\\?xml[^>]{0,200}?\\sencoding|<meta[^>]{0,200}?charset)\\s*=\\s*[\"']?([a-z0-9._:-]{2,40})");

    private TextEncoding() {}

    /**
     * What decodes it.
     *
     * @param whole nothing follows these bytes
     * @param markup it may say itself how it is encoded
     */
    static Charset of(byte[] head, boolean whole, boolean markup) {
        Text text = Text.of(head, whole);
        if (text != null && text.isUnicode()) {
            return text.decoder(head);
        }
        Charset declared = markup ? declared(head) : null;
        if (declared != null) {
            return declared;
        }
        return text == null ? Charset.forName("windows-1252") : text.decoder(head);
    }

    private static @Nullable Charset declared(byte[] head) {
        Matcher says = DECLARED.matcher(
                new String(head, 0, Math.min(head.length, DECLARED_WITHIN), StandardCharsets.ISO_8859_1));
        if (!says.find() || says.group(1).toLowerCase(Locale.ROOT).startsWith("utf-")) {
            return null; // the bytes have said that it is not
        }
        try {
            return Charset.forName(says.group(1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
