package dev.tallyman.processor.rules;

import dev.tallyman.look.Words;
import dev.tallyman.program.TerminalText;
import io.helidon.json.JsonObject;
import java.io.PrintStream;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A preview on its way out: changes as they are found, then how many there are. */
sealed interface PreviewForm {
    /** The changes that a page of a pull request lists; the counts are of all. */
    int LISTED = 200;

    void change(RulesDifference.Change change);

    void end(long files, Map<RulesDifference.What, Long> counts);

    /** The counts of nothing yet. */
    static Map<RulesDifference.What, Long> none() {
        Map<RulesDifference.What, Long> counts = new EnumMap<>(RulesDifference.What.class);
        for (RulesDifference.What what : RulesDifference.What.values()) {
            counts.put(what, 0L);
        }
        return counts;
    }

    private static String label(RulesDifference.What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /** One line for each change. */
    record Text(PrintStream out) implements PreviewForm {
        @Override
        public void change(RulesDifference.Change change) {
            out.printf(
                    "%-9s %s: %s → %s%n",
                    label(change.what()), TerminalText.text(change.path().text()), change.from(), change.to());
        }

        @Override
        public void end(long files, Map<RulesDifference.What, Long> counts) {
            long all = counts.values().stream().mapToLong(count -> count).sum();
            out.println(all == 0 ? "Nothing would change for " + Words.files(files) : "Of " + Words.files(files) + ":");
            counts.forEach((what, count) -> {
                if (count > 0) {
                    out.printf("%-9s %s%n", label(what), Words.count(count));
                }
            });
        }
    }

    /** One object, its items one a line. */
    final class Json implements PreviewForm {
        private final PrintStream out;
        private String before;

        Json(PrintStream out, String old, String now) {
            this.out = out;
            String head =
                    JsonObject.builder().set("old", old).set("new", now).build().toString();
            this.before = head.substring(0, head.length() - 1) + ",\"items\":[\n";
        }

        @Override
        public void change(RulesDifference.Change change) {
            JsonObject.Builder json =
                    JsonObject.builder().set("path", change.path().text());
            if (!change.path().isUtf8()) {
                json.set(
                        "path_bytes",
                        Base64.getEncoder().encodeToString(change.path().bytes()));
            }
            json.set("change", label(change.what())).set("from", change.from()).set("to", change.to());
            out.print(before + json.build());
            before = ",\n";
        }

        @Override
        public void end(long files, Map<RulesDifference.What, Long> counts) {
            JsonObject.Builder sums = JsonObject.builder();
            counts.forEach((what, count) -> sums.set(label(what), count));
            out.println((before.equals(",\n") ? "" : before) + "\n],\"files\":" + files + ",\"changes\":" + sums.build()
                    + "}");
        }
    }

    /** For a pull request: a table of the first changes. */
    final class Markdown implements PreviewForm {
        private final PrintStream out;
        private long listed;

        Markdown(PrintStream out, String old, String now) {
            this.out = out;
            out.println("### What these rules would change (" + old + " → " + now + ")\n");
        }

        @Override
        public void change(RulesDifference.Change change) {
            if (listed++ == 0) {
                out.println("| file | changes | from | to |\n|---|---|---|---|");
            }
            if (listed <= LISTED) {
                out.println("| %s | %s | %s | %s |"
                        .formatted(
                                escaped(change.path().text()),
                                label(change.what()),
                                change.from(),
                                escaped(change.to())));
            }
        }

        // A name is not to end the cell, the line, or become a link or markup of its own.
        private static String escaped(String text) {
            return TerminalText.text(text)
                    .replaceAll("([\\\\`*_{}\\[\\]()#+!|~@:.-])", "\\\\$1")
                    .replace("&", "&amp;")
                    .replace("<", "&lt;");
        }

        @Override
        public void end(long files, Map<RulesDifference.What, Long> counts) {
            if (listed > LISTED) {
                out.println("\nThe first " + LISTED + " of " + Words.count(listed) + " changes.");
            }
            out.println(
                    listed == 0 ? "Nothing, for " + Words.files(files) + "." : "\nOf " + Words.files(files) + ":\n");
            counts.forEach((what, count) -> {
                if (count > 0) {
                    out.println("- " + label(what) + ": " + Words.count(count));
                }
            });
        }
    }
}
