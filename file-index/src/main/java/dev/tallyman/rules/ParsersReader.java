package dev.tallyman.rules;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what may be read of a file, and what that may cost. */
final class ParsersReader {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ParsersReader() {}

    static Rules.Parsers parsers(RulesSection top, String source) {
        RulesSection pronom = top.section("pronom");
        Path signatures = beside(source, pronom.get("signatures"));
        Path containers = beside(source, pronom.get("containers"));
        if (containers != null && signatures == null) {
            throw pronom.get("containers")
                    .wrong("pronom.containers needs pronom.signatures", "give the signature file that belongs to it");
        }
        return new Rules.Parsers(
                top.section("parsers").get("time").duration(SECOND),
                top.section("identify").get("refresh").integer(0, 100_000_000),
                signatures,
                containers,
                describe(top.section("describe")));
    }

    // Whoever moves the rules moves the files beside them too.
    private static @Nullable Path beside(String source, Value file) {
        String name = file.parsed(text -> text, "a file, by its path from the rules file’s folder");
        return name.isEmpty()
                ? null
                : file.parsed(
                        text -> Path.of(source).toAbsolutePath().resolveSibling(text),
                        "a file, by its path from the rules file’s folder");
    }

    private static Rules.Describe describe(RulesSection section) {
        return new Rules.Describe(
                section.get("metadata").flag(),
                section.get("text").flag(),
                section.get("thumbnails").flag(),
                section.get("members").flag(),
                section.get("time").duration(SECOND),
                section.get("bytes").bytes(),
                section.get("pixels").integer(1, Integer.MAX_VALUE),
                section.get("characters").integer(1, 10_000_000),
                section.get("entries").integer(1, 100_000),
                section.get("refresh").integer(0, 100_000_000));
    }
}
