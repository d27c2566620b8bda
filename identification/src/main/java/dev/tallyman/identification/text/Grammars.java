package dev.tallyman.identification.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that the shape of their lines tells, without a name: settings and translations. */
public final class Grammars {
    private static final int MOST = 40;
    private static final int LEAST = 2;

    private static final Pattern SECTION = Pattern.compile("\\[[^\\]\\[<>{}]{1,80}]\\s*");
    private static final Pattern SETTING = Pattern.compile("[\\w.$@/\\\\ *\\[\\]-]{1,80}?\\s*[=:].*");
    private static final Pattern REMARK = Pattern.compile("\\s*[;#].*");
    private static final Pattern MESSAGE = Pattern.compile("msg(id|str|ctxt|id_plural)(\\[\\d])? \".*\"\\s*");

    private Grammars() {}

    /** The type that the lines of a text have the shape of, or null. */
    public static @Nullable String of(byte[] head, boolean whole) {
        String start = new String(head, 0, Math.min(head.length, 8192), StandardCharsets.ISO_8859_1);
        List<String> lines = start.lines().filter(line -> !line.isBlank()).toList();
        // The last one may be cut off.
        boolean cut = !whole || start.length() < head.length;
        List<String> sure = lines.subList(0, Math.min(MOST, Math.max(0, lines.size() - (cut ? 1 : 0))));
        List<String> said =
                sure.stream().filter(line -> !REMARK.matcher(line).matches()).toList();
        if (said.isEmpty()) {
            return null;
        }
        if (isSettings(said)) {
            return "text/x-ini";
        }
        return isMessages(said) ? "text/x-gettext-translation" : null;
    }

    // A section first, and then nothing but sections and settings.
    private static boolean isSettings(List<String> lines) {
        long settings =
                lines.stream().filter(line -> SETTING.matcher(line).matches()).count();
        return settings >= LEAST
                && SECTION.matcher(lines.getFirst()).matches()
                && lines.stream()
                        .allMatch(line -> SETTING.matcher(line).matches()
                                || SECTION.matcher(line).matches());
    }

    private static boolean isMessages(List<String> lines) {
        return lines.size() >= LEAST
                && MESSAGE.matcher(lines.getFirst()).matches()
                && lines.stream().allMatch(line -> MESSAGE.matcher(line).matches() || line.startsWith("\""));
    }
}
