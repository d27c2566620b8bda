package dev.tallyman.report.proof;

import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.ContentHash;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files below a folder with the SHA-256 of each, written as {@code sha256sum} of the GNU core utilities writes and
 * checks it; without the list itself and its signature.
 *
 * @param digests in hex; empty where a fault says why there is none
 * @param faults what could not be listed or read, each with its name
 */
record Manifest(SortedMap<FilePath, String> digests, List<String> faults) {
    static final FilePath NAME = FilePath.of("manifest-sha256.txt");
    static final FilePath SIGNATURE = FilePath.of("manifest-sha256.txt.sig");

    private static final Pattern LINE = Pattern.compile("(\\\\?)([0-9a-f]{64}) [ *](.+)", Pattern.DOTALL);

    /** Of what lies there now. Links are not followed. */
    static Manifest of(Path folder) throws IOException {
        var manifest = new Manifest(new TreeMap<>(), new ArrayList<>());
        try (OpenFolder top = OpenFolder.of(folder)) {
            manifest.add(top, Optional.empty(), new byte[1 << 16]);
        }
        return manifest;
    }

    private void add(OpenFolder top, Optional<FilePath> within, byte[] block) throws IOException {
        List<OpenFolder.Entry> entries = new ArrayList<>(within.isEmpty() ? top.list() : top.list(within.get()));
        entries.sort(Comparator.comparing(OpenFolder.Entry::name));
        for (OpenFolder.Entry entry : entries) {
            try {
                add(top, within.map(entry.name()::below).orElse(entry.name()), entry.status(), block);
            } catch (BadPathException e) {
                faults.add(entry.name().text() + ": lies deeper than any file of a report");
            }
        }
    }

    private void add(OpenFolder top, FilePath path, FileStatus status, byte[] block) throws IOException {
        if (status.isFolder()) {
            add(top, Optional.of(path), block);
        } else if (!status.isFile()) {
            fault(path, "is " + status.kind().words() + ", which a report has none of");
        } else if (!path.equals(NAME) && !path.equals(SIGNATURE)) {
            digest(top, path, block);
        }
    }

    private void digest(OpenFolder top, FilePath path, byte[] block) {
        try (OpenFile file = top.file(path)) {
            ContentHash.of(file, block, _ -> {})
                    .ifPresentOrElse(
                            digest -> digests.put(path, digest),
                            () -> fault(path, "is larger than any file of a report"));
        } catch (IOException e) {
            fault(path, "cannot be read: " + e.getMessage());
        }
    }

    private void fault(FilePath path, String what) {
        digests.put(path, "");
        faults.add(path.text() + ": " + what);
    }

    /** As it was written. */
    static Manifest of(byte[] written) {
        var manifest = new Manifest(new TreeMap<>(), new ArrayList<>());
        String[] lines = new String(written, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int at = 0; at < lines.length; at++) {
            boolean end = at == lines.length - 1 && lines[at].isEmpty();
            if (!end && !manifest.add(lines[at])) {
                manifest.faults.add(NAME.text() + ":" + (at + 1) + ": is no line of a list of digests");
            }
        }
        return manifest;
    }

    private boolean add(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group(1).isEmpty() ? matcher.group(3) : unescaped(matcher.group(3));
        try {
            digests.put(FilePath.of(name.getBytes(StandardCharsets.ISO_8859_1)), matcher.group(2));
            return true;
        } catch (BadPathException e) {
            return false;
        }
    }

    /** As it is written. */
    byte[] written() {
        var out = new ByteArrayOutputStream();
        digests.forEach((path, digest) -> {
            String name = new String(path.bytes(), StandardCharsets.ISO_8859_1);
            String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            String line = (escaped.equals(name) ? "" : "\\") + digest + "  " + escaped + "\n";
            out.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
        });
        return out.toByteArray();
    }

    private static String unescaped(String name) {
        return Pattern.compile("\\\\([\\\\nr])").matcher(name).replaceAll(escape -> switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            default -> "\\\\";
        });
    }
}
