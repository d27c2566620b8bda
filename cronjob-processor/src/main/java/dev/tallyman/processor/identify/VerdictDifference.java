package dev.tallyman.processor.identify;

import dev.tallyman.file.Identification;
import dev.tallyman.identification.Identifier;
import dev.tallyman.look.Words;
import dev.tallyman.program.TerminalText;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code identify --diff}: which verdicts of a report this version would change. Reads the files
 * and touches nothing.
 *
 * @param rules whose categories go before what the content says
 * @param folder where the report's files lie
 */
record VerdictDifference(Identifier identifier, Rules rules, Path folder, boolean json, PrintStream out) {
    private static final Set<String> STANDING = Set.of("classified", "quarantined");

    /** What people know of a verdict. */
    private record Verdict(
            @Nullable String category,
            @Nullable String mime,
            @Nullable String puid,
            @Nullable String format) {
        String words() {
            String known = puid == null ? String.valueOf(mime) : mime + ", " + puid;
            return Objects.requireNonNullElse(format, Identification.UNKNOWN) + " (" + category + ", " + known + ")";
        }

        JsonObject json() {
            JsonObject.Builder json = JsonObject.builder();
            set(json, "category", category);
            set(json, "mime", mime);
            set(json, "puid", puid);
            set(json, "format", format);
            return json.build();
        }

        private static void set(JsonObject.Builder json, String key, @Nullable String value) {
            if (value == null) {
                json.setNull(key);
            } else {
                json.set(key, value);
            }
        }
    }

    private static final class Counts {
        private long files;
        private long changed;
        private long unread;
    }

    /** In the data folder of an intake its files lie below. */
    static Path files(Path given) {
        Path files = given.resolve("files");
        return Files.isDirectory(files) && Files.isDirectory(given.resolve("index")) ? files : given;
    }

    /** True when nothing would change. */
    boolean print(Path table) throws IOException {
        var counts = new Counts();
        ReportedFile.each(table, file -> {
            if (STANDING.contains(file.state()) && file.mime() != null) {
                counts.files++;
                compare(file, counts);
            }
        });
        if (!json) {
            String left = counts.unread == 0
                    ? ""
                    : "; " + Words.count(counts.unread) + " are not there as the report has them";
            out.println(Words.count(counts.changed) + " of " + Words.files(counts.files)
                    + " would be something else by " + identifier.detector() + left);
        }
        out.flush();
        return counts.changed == 0;
    }

    private void compare(ReportedFile file, Counts counts) {
        var raw = new RawName(joined(file.path().bytes()), 1, 0);
        var attributes = raw.attributes();
        if (attributes == null || !attributes.isRegularFile() || attributes.size() != file.size()) {
            counts.unread++;
            return;
        }
        Identification now = raw.identify(identifier, false);
        String category = rules.categories()
                .of(file.path().extension(), now.mime())
                .orElse(now.category())
                .label();
        var was = new Verdict(file.category(), file.mime(), file.puid(), file.format());
        var is = new Verdict(category, now.mime(), now.puid(), now.format());
        if (!was.equals(is)) {
            counts.changed++;
            tell(file.path(), was, is);
        }
    }

    private byte[] joined(byte[] below) {
        byte[] start = (folder + "/").getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + below.length);
        System.arraycopy(below, 0, whole, start.length, below.length);
        return whole;
    }

    private void tell(FilePath path, Verdict was, Verdict is) {
        if (!json) {
            out.println(TerminalText.text(path.text() + ": " + was.words() + " → " + is.words()));
            return;
        }
        JsonObject.Builder line = JsonObject.builder().set("path", path.text());
        if (!path.isUtf8()) {
            line.set("path_bytes", Base64.getEncoder().encodeToString(path.bytes()));
        }
        out.println(line.set("old", was.json()).set("new", is.json()).build());
    }
}
