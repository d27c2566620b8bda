package dev.tallyman.identification.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Tika's regular expressions as conditions, which cost nothing where they cannot hold. Written by
 * hand; one that is not here ends the generator.
 */
final class Regexes {
    // Where it begins is the match's own offset
    private static final String ADTS = "B{%s}FF[F0 F1 F8 F9]{102-2002}FF[F0 F1 F8 F9]";
    private static final String SPACE = "[09:0D 20]";
    private static final String NO_WORD = "{0-0}[!30:39 41:5A 5F 61:7A]";
    private static final String LINE = "0D0A|0A";
    private static final String DXF = "30{0-0}" + LINE + "{0-0}'SECTION'{0-0}" + LINE;
    private static final String FUNCTION = "B{0-0}'function '{0-0}[41:5A 61:7A]{0-62:[30:39 41:5A 5F 61:7A]}";
    private static final String TGA = "B{8-8192:[!0A 0D 85]}[00 2D 2E 45 46 49 4C 4E 4F 52 53 54 55 56 58]";

    private static final Map<String, String> CONDITIONS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "(?s)^[\\x02\\x03\\x30\\x31\\x32\\x43\\x63\\x83\\x8B\\xCB\\xF5\\xE5\\xFB].[\\x01-\\x0C][\\x01-\\x1F].{4}"
                            + "(?:.[^\\x00]|[\\x41-\\xFF].)(?:[^\\x00\\x01].|.[^\\x00]).{31}(?<=[\\x00][^\\x00]{0,10})[A-Z@+]",
                    "(& B{0-0}[02 03 30:32 43 63 83 8B CB F5 E5 FB][00:FF][01:0C][01:1F]"
                            + " B{8-8}[00:FF][!00]|[41:FF][00:FF] B{10-10}[!00 01][00:FF]|[00:FF][!00]"
                            + " B{32-42}00 B{43-43}[40:5A 2B])"),
            Map.entry("[\r\n]%AI5_FileFormat [1-4][\r\n]", "B{0-8192}[0A 0D]'%AI5_FileFormat '[31:34][0A 0D]"),
            Map.entry("JAVA PROFILE \\d\\.\\d\\.\\d\\u0000", "B{0-0}'JAVA PROFILE '[30:39]2E[30:39]2E[30:39]00"),
            Map.entry("JAVA PROFILE \\d\\.\\d\\.\\d,", "B{0-0}'JAVA PROFILE '[30:39]2E[30:39]2E[30:39]2C"),
            Map.entry("[0-9]{5,5}", "B{0-0}[30:39][30:39][30:39][30:39][30:39]"),
            Map.entry(
                    "[acdnp][acdefgijkmoprt][abcdims]",
                    "B{5-5}[61 63 64 6E 70][61 63:67 69:6B 6D 6F 70 72 74][61:64 69 6D 73]"),
            Map.entry("[acdnosx]z", "B{5-5}[61 63 64 6E 6F 73 78]7A"),
            Map.entry("[cdn][uvxy]", "B{5-5}[63 64 6E][75 76 78 79]"),
            Map.entry("[acdn]w", "B{5-5}[61 63 64 6E]77"),
            Map.entry("[cdn]q", "B{5-5}[63 64 6E]71"),
            // Of the lines before it, only the first is looked at
            Map.entry(
                    "(?>(?:%%[^\\r\\n]{0,148})?(?:\\r\\n|[\\r\\n])){1,50}%PDF-[12]\\.",
                    "(1 B{0-100:[0A 0D]}[0A 0D]'%PDF-'[31 32]2E B{0-0}'%%'{0-7500}[0A 0D]'%PDF-'[31 32]2E)"),
            Map.entry(
                    ".*[\\x54\\x52\\x55\\x45\\x56\\x49\\x53\\x49\\x4F\\x4E\\x2D\\x58\\x46\\x49\\x4C\\x45\\x2E\\x00]",
                    TGA),
            Map.entry("FCS[1-3]\\.[0-9]    ", "B{0-0}'FCS'[31:33]2E[30:39]20202020"),
            Map.entry("BZh[1-9]", "B{0-0}'BZh'[31:39]"),
            Map.entry("(\1|\2|\4|\10|\20|\40\100|x80)", "B{14-14}[01 02 04 08 10]|2040|'x80'"),
            Map.entry("(?s)^([\\x05-\\x0F])[\\x00\\x20-\\x7E]{10}.{43}\\1\0", owner()),
            Map.entry("(?s)^\\x0D.{51}\\x0C\\x00\\x0D\\x00\\x0E", "(& B{0-0}0D B{52-52}0C000D000E)"),
            Map.entry("(?s)^\\x44\\x43.\\x01", "B{0-0}4443[00:FF]01"),
            Map.entry("[r|3|6|5]", "B{3-3}[33 35 36 72 7C]"),
            Map.entry("\\xFF[\\xE3\\xF2-\\xF7\\xFA-\\xFD\\xFF]", "B{%s}FF[E3 F2:F7 FA:FD FF]"),
            Map.entry(
                    "(?:\\x0D\\x0A|\\x00{1,1024})(?:\\xff[\\xe3\\xf2\\xf3\\xf4\\xf5\\xf6\\xf7\\xf8\\xf9\\xfa\\xfb\\xfc"
                            + "\\xfd\\xfe\\xff]|ID3)",
                    "(1 B{0-0}0D0A{0-0}FF[E3 F2:FF]|'ID3' B{0-0}00{0-1023:[00]}FF[E3 F2:FF]|'ID3')"),
            Map.entry(
                    "(999\r?\n[^\r\n]{0,64}\\s+)?0\r?\nSECTION\r?\n",
                    "(1 B{0-32}" + DXF + " B{0-32}'999'{0-0}" + LINE + "{0-64:[!0A 0D]}" + SPACE + "{0-64:" + SPACE
                            + "}" + DXF + ")"),
            Map.entry(
                    "2\r?\n(?:HEADER|ENTITIES)\r?\n",
                    "B{12-60}32{0-0}" + LINE + "{0-0}'HEADER'|'ENTITIES'{0-0}" + LINE),
            Map.entry("(?s)\\xFF[\\xF0\\xF1\\xF8\\xF9].{2}.{100,2000}\\xFF[\\xF0\\xF1\\xF8\\xF9]", ADTS),
            Map.entry("P4", "B{0-0}'P4'"),
            Map.entry("P5", "B{0-0}'P5'"),
            Map.entry("P6", "B{0-0}'P6'"),
            Map.entry("(?i)<(html|head|body|title|div)[ >]", tags("html", "head", "body", "title", "div")),
            Map.entry("(?i)<h[123][ >]", "B{0-0}3C[48 68][31:33][20 3E]"),
            Map.entry("(X|DKIM|ARC)-", "B{0-0}'X-'|'DKIM-'|'ARC-'"),
            Map.entry("(?s)^\\s*(?:strict\\s+)?(?:di)?graph\\b", any(graph("B", 0))),
            Map.entry("(?s)^(?:\\s*//[^\\n]*\n){1,10}\\s*(?:strict\\s+)?(?:di)?graph\\b", remarked()),
            Map.entry(
                    "(?s)^\\s*/\\*.{0,1024}?\\*/\\s*(?:strict\\s+)?(?:di)?graph\\b",
                    any(graph("B{0-512:" + SPACE + "}'/*'{0-1024}'*/'", 0))),
            Map.entry(
                    "function [a-zA-Z][A-Za-z0-9_]{0,62}\\s*=",
                    any(List.of(FUNCTION + "3D", FUNCTION + SPACE + "{0-512:" + SPACE + "}3D"))),
            Map.entry("function [a-zA-Z][A-Za-z0-9_]{0,62}[\\r\\n]", FUNCTION + "[0A 0D]")));

    private Regexes() {}

    /**
     * The same as a condition.
     *
     * @param offset where it may begin, as {@code least-most}
     */
    static String condition(String regex, String offset) {
        String condition = CONDITIONS.get(regex);
        return Objects.requireNonNull(condition, () -> "no condition is written for " + regex)
                .replace("%s", offset);
    }

    private static String any(List<String> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : "(1 " + String.join(" ", conditions) + ")";
    }

    private static String tags(String... names) {
        List<String> any = new ArrayList<>();
        for (String name : names) {
            StringBuilder tag = new StringBuilder("3C");
            name.chars().forEach(c -> tag.append("[%02X %02X]".formatted(c - 32, c)));
            any.add(tag + "[20 3E]");
        }
        return "B{0-0}" + String.join("|", any);
    }

    private static List<String> graph(String before, int least) {
        String space = "{" + least + "-512:" + SPACE + "}";
        String graph = "'graph'|'digraph'" + NO_WORD;
        return List.of(before + space + graph, before + space + "'strict'{1-512:" + SPACE + "}" + graph);
    }

    private static String remarked() {
        List<String> any = new ArrayList<>();
        StringBuilder lines = new StringBuilder("B");
        for (int count = 1; count <= 10; count++) {
            lines.append("{0-512:").append(SPACE).append("}2F2F{0-512:[!0A]}0A");
            any.addAll(graph(lines.toString(), 0));
        }
        return any(any);
    }

    // The length of a name, the name, and the length once more
    private static String owner() {
        List<String> any = new ArrayList<>();
        for (int length = 5; length <= 15; length++) {
            String value = "%02X".formatted(length);
            any.add("(& B{0-0}" + value + "[00 20:7E]".repeat(10) + " B{54-54}" + value + "00)");
        }
        return any(any);
    }
}
