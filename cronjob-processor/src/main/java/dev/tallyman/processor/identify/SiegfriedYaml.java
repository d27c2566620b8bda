package dev.tallyman.processor.identify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Siegfried's YAML: a document about the scan, then one for each file with every format that is left
 * over for it. It is what demystify reads. The class of a format is not in a signature file, and
 * Siegfried leaves its line out as well when it was built from that alone.
 *
 * @see <a href="https://github.com/richardlehane/siegfried/wiki">Siegfried</a>
 */
record SiegfriedYaml(@Nullable Checksum checksum, ZoneId zone, Scan scan) implements PreservationForm {
    /** The release whose form this is: readers look for its number. */
    private static final String SIEGFRIED = "1.11.2";

    // What Siegfried writes for a file that it could not look at.
    private static final String NEVER = "0001-01-01T00:00:00Z";

    /**
     * What stands in the first document.
     *
     * @param date now
     * @param signature what decides, by name
     * @param created when The National Archives made the signatures
     * @param details the files that they are from
     */
    record Scan(String date, String signature, String created, String details) {}

    @Override
    public String header() {
        return """
                ---
                siegfried   : %s
                scandate    : %s
                signature   : %s
                created     : %s
                identifiers :\s
                  - name    : 'pronom'
                    details : %s
                """.formatted(SIEGFRIED, scan.date(), scan.signature(), scan.created(), quoted(scan.details()));
    }

    @Override
    public void write(PreservedFile file, ByteArrayOutputStream out) {
        var text = new StringBuilder("---\n");
        text.append("filename : ").append(name(file.name().text())).append('\n');
        text.append("filesize : ").append(file.size()).append('\n');
        text.append("modified : ")
                .append(SiegfriedCsv.modified(file, zone, NEVER))
                .append('\n');
        text.append("errors   : ").append(quoted(file.error())).append('\n');
        if (checksum != null && !file.checksum().isEmpty()) {
            text.append("%-8s : %s\n".formatted(checksum.label(), file.checksum()));
        }
        text.append("matches  :\n");
        file.said().forEach(values -> match(text, values));
        text.setLength(text.length() - 1);
        out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void match(StringBuilder text, List<String> values) {
        String[] keys = {
            "  - ns      : ",
            "    id      : ",
            "    format  : ",
            "    version : ",
            "    mime    : ",
            "    basis   : ",
            "    warning : "
        };
        for (int i = 0; i < keys.length; i++) {
            text.append(keys[i]).append(quoted(values.get(i))).append('\n');
        }
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "" : "'" + value.replace("'", "''") + "'";
    }

    // As Siegfried has it: in double quotes with escapes where a control character needs one. It leaves the rarer ones
    // as they are, and no reader of YAML takes them.
    private static String name(String name) {
        if (name.chars().noneMatch(SiegfriedYaml::needsEscape)) {
            return "'" + name.replace("'", "''") + "'";
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int escape = "\0\7\b\n\13\f\r\33\"/\\".indexOf(c);
            if (escape >= 0) {
                quoted.append('\\').append("0abnvfre\"/\\".charAt(escape));
            } else if (needsEscape(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    // What is not printable in YAML, and what ends a line in it: 5.1 and 5.4 of YAML 1.1.
    private static boolean needsEscape(int c) {
        return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c >= 0xfffe;
    }
}
