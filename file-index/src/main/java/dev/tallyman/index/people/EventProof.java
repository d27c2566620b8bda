package dev.tallyman.index.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proves that files of events are as they were written, or says what is wrong with which line. */
public final class EventProof {
    private static final int MOST = 1_000;

    private final List<String> faults = new ArrayList<>();
    private final List<EventArchive.Anchor> seen = new ArrayList<>();
    private long lines;
    private String head = "";

    private EventProof() {}

    /** Of one file; what came before it is believed. */
    public static EventProof of(Path file) throws IOException {
        var proof = new EventProof();
        proof.file(file, null);
        return proof;
    }

    /**
     * Of all files in a folder.
     *
     * @param anchors what the index knows of them; empty for a copy without one
     */
    public static EventProof of(Path folder, List<EventArchive.Anchor> anchors) throws IOException {
        var proof = new EventProof();
        String head = EventFile.NOTHING;
        for (EventFile file : EventArchive.in(folder)) {
            head = proof.file(file.path(), head);
            proof.seen.add(new EventArchive.Anchor(file.last(), head));
        }
        anchors.stream()
                .filter(anchor -> !proof.seen.contains(anchor))
                .forEach(anchor -> proof.fault("the index knows of a file that ends with event " + anchor.last()
                        + " and the hash " + anchor.hash() + ": it is gone, or was written anew"));
        return proof;
    }

    /** Each fault, the first 1,000; none where all is intact. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** Lines that were looked at. */
    public long lines() {
        return lines;
    }

    /** The hash of the last one; empty without any. */
    public String head() {
        return head;
    }

    private void fault(String what) {
        if (faults.size() < MOST) {
            faults.add(what);
        }
    }

    private String file(Path file, @Nullable String before) throws IOException {
        String name = String.valueOf(file.getFileName());
        String previous = before;
        boolean ended = false;
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                number++;
                String place = name + ":" + number + ": ";
                Optional<EventFile.Line> line = EventFile.Line.of(text);
                if (line.isEmpty()) {
                    fault(place + "is no line of a chain of events");
                    continue;
                }
                if (ended) {
                    fault(place + "comes after the end");
                }
                if (!line.get().intact()) {
                    fault(place + "was changed: its hash is not that of its content");
                }
                if (previous != null && !line.get().previous().equals(previous)) {
                    fault(place + "does not follow " + (number == 1 ? "the file" : "the line")
                            + " before it: something was changed, cut out, added or moved");
                }
                previous = line.get().hash();
                ended = line.get().end();
            }
        } catch (CharacterCodingException e) {
            fault(name + ":" + (number + 1) + ": was changed: it is not text any more");
        }
        if (!ended) {
            fault(name + ": its end is cut off");
        }
        lines += number;
        head = previous == null ? "" : previous;
        return head;
    }
}
