package dev.tallyman.processor.identify;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.Identifier;
import dev.tallyman.identification.pronom.Pronom;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the words of digital preservation: the formats as PRONOM names them, how they were
 * found as Siegfried says it.
 *
 * @param attributes null where there is no file to be seen
 * @param matches none where PRONOM has nothing for it
 * @param checksum in hexadecimal; empty where none was asked for
 */
record PreservedFile(
        RawName name,
        @Nullable BasicFileAttributes attributes,
        Identification answer,
        List<Match> matches,
        String checksum) {
    /** A format of PRONOM's; its version and MIME type may be empty. */
    record Match(String puid, String format, String version, String mime, boolean usualEnding) {}

    PreservedFile {
        matches = List.copyOf(matches);
    }

    static PreservedFile of(RawName name, Identification answer, Identifier identifier, @Nullable Checksum checksum) {
        List<Match> matches = new ArrayList<>();
        for (String puid : answer.puids()) {
            matches.add(match(puid, name, answer, identifier.format(puid), matches.isEmpty()));
        }
        return new PreservedFile(name, name.attributes(), answer, matches, checksum == null ? "" : checksum.of(name));
    }

    private static Match match(
            String puid, RawName name, Identification answer, Pronom.@Nullable Format known, boolean first) {
        if (known == null) {
            String format = Objects.requireNonNullElse(answer.format(), "");
            return new Match(puid, format, Objects.requireNonNullElse(answer.version(), ""), answer.mime(), false);
        }
        return new Match(
                puid,
                known.name(),
                Objects.requireNonNullElse(known.version(), ""),
                first ? answer.mime() : Objects.requireNonNullElse(known.mime(), ""),
                known.endings().contains(extension(name).toLowerCase(Locale.ROOT)));
    }

    /** In bytes; 0 where there is no file to be seen. */
    long size() {
        return attributes == null ? 0 : attributes.size();
    }

    boolean isFolder() {
        return attributes != null && attributes.isDirectory();
    }

    boolean isEmpty() {
        return attributes != null && attributes.isRegularFile() && attributes.size() == 0;
    }

    /** Why nothing could be said, or empty. */
    String error() {
        boolean failed = answer.basis() == Basis.NONE && !Identification.UNKNOWN.equals(answer.format());
        return isEmpty() ? "empty source" : failed ? Objects.requireNonNullElse(answer.format(), "") : "";
    }

    /** What of its name follows the last dot. */
    String extension() {
        return extension(name);
    }

    private static String extension(RawName name) {
        int dot = name.name().lastIndexOf('.');
        return dot < 0 ? "" : name.name().substring(dot + 1);
    }

    /** What Siegfried says of each format that is left over: namespace, id, format, version, MIME type, basis, warning. */
    List<List<String>> said() {
        return matches.isEmpty()
                ? List.of(List.of("pronom", "UNKNOWN", "", "", "", "", "no match"))
                : matches.stream().map(this::said).toList();
    }

    private List<String> said(Match match) {
        return List.of(
                "pronom", match.puid(), match.format(), match.version(), match.mime(), basis(match), warning(match));
    }

    // How Siegfried would say what this match rests on.
    private String basis(Match match) {
        String found = switch (answer.basis()) {
            case MAGIC -> "byte match";
            case CONTAINER -> "container match";
            case XML -> "xml match";
            case TEXT -> "text match";
            case NAME, NONE -> "";
        };
        String ending = match.usualEnding() || found.isEmpty() ? "extension match " + extension() : "";
        return ending.isEmpty() || found.isEmpty() ? ending + found : ending + "; " + found;
    }

    // How Siegfried would warn of this match.
    private String warning(Match match) {
        if (answer.mismatch()) {
            return "extension mismatch";
        }
        return switch (answer.basis()) {
            case NAME -> "match on extension only";
            case TEXT -> match.usualEnding() ? "" : "match on text only";
            default -> "";
        };
    }
}
