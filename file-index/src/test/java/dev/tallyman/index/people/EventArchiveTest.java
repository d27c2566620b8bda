package dev.tallyman.index.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.OnAVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventArchiveTest extends OnAVolume {
    private static final Duration YEAR = Duration.ofDays(365);

    @BeforeEach
    void twoNights() {
        note(5);
        keep();
        note(5);
        keep();
    }

    private void note(int events) {
        for (int i = 0; i < events; i++) {
            data.now.updateAndGet(now -> now.plusSeconds(61));
            data.index.events().note(new Author("ann", null, "10.0.0.0/24"), Deed.SIGN_IN, "sübject \"" + i + "\"");
        }
    }

    private EventArchive.Kept keep() {
        return data.index.eventFiles().keep(YEAR);
    }

    private Path file(int night) throws IOException {
        return EventArchive.in(data.volume.logs()).get(night).path();
    }

    private List<String> faults() throws IOException {
        return EventProof.of(data.volume.logs(), data.index.eventFiles().anchors())
                .faults();
    }

    @Test
    void whatNobodyTouchedIsIntact() throws IOException {
        assertEquals(List.of(), faults());
        assertEquals(List.of("events-1-5.jsonl", "events-6-10.jsonl"), names());
        assertEquals(12, EventProof.of(data.volume.logs(), List.of()).lines(), "ten events, and the end of each file");
        assertEquals(List.of(), EventProof.of(file(1)).faults(), "one alone too");
        assertTrue(keep().file().isEmpty(), "nothing is new");
    }

    private List<String> names() throws IOException {
        return EventArchive.in(data.volume.logs()).stream().map(EventFile::name).toList();
    }

    /** What somebody does to the lines of the first file. */
    enum Tampering {
        CHANGED(lines -> {
            lines.set(2, lines.get(2).replace("ann", "bob"));
            return lines;
        }),
        CHANGED_TIME(lines -> {
            lines.set(0, lines.get(0).replace("2026", "2025"));
            return lines;
        }),
        CUT_OUT(lines -> {
            lines.remove(2);
            return lines;
        }),
        FIRST_CUT(lines -> {
            lines.removeFirst();
            return lines;
        }),
        LAST_CUT(lines -> {
            lines.removeLast();
            return lines;
        }),
        MOVED(lines -> {
            Collections.swap(lines, 1, 2);
            return lines;
        }),
        ADDED(lines -> {
            lines.add(3, lines.get(2));
            return lines;
        }),
        HASHED_ANEW(lines -> {
            String changed = lines.get(2).replace("ann", "bob");
            var parsed = io.helidon.json.JsonParser.create(changed).readJsonObject();
            var fields = io.helidon.json.JsonObject.builder();
            parsed.keysAsStrings().stream()
                    .filter(key -> !key.equals("previous") && !key.equals("hash"))
                    .forEach(key -> fields.set(key, parsed.value(key).orElseThrow()));
            lines.set(2, EventFile.Line.text(parsed.stringValue("previous", ""), fields.build()));
            return lines;
        }),
        EMPTIED(lines -> new ArrayList<>()),
        NO_JSON(lines -> {
            lines.set(1, "x");
            return lines;
        });

        @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
        private final UnaryOperator<List<String>> how;

        Tampering(UnaryOperator<List<String>> how) {
            this.how = how;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverSomebodyDoesToALineIsFound(Tampering tampering) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file(0)));
        Files.write(file(0), tampering.how.apply(lines));

        assertFalse(faults().isEmpty());
        assertFalse(
                EventProof.of(data.volume.logs(), List.of()).faults().isEmpty(),
                "and without the index that knows more");
        assertTrue(
                faults().stream()
                        .allMatch(fault -> fault.contains("events-1-5.jsonl")
                                || fault.contains("-10.jsonl")
                                || fault.contains("the index knows")),
                faults().toString());
    }

    @Test
    void anInvalidByteIsAChangeAndNoFailure() throws IOException {
        byte[] bytes = Files.readAllBytes(file(0));
        bytes[bytes.length / 2] = (byte) 0xff;
        Files.write(file(0), bytes);
        assertFalse(faults().isEmpty());
    }

    @Test
    void aFileThatIsGoneIsMissedTheLastOneByTheIndex() throws IOException {
        byte[] last = Files.readAllBytes(file(1));
        Path gone = file(1);
        Files.delete(gone);
        assertEquals(1, faults().size());
        Files.write(gone, last);
        assertEquals(List.of(), faults());
        Files.delete(file(0));
        assertTrue(faults().getFirst().startsWith("events-6-10.jsonl:1: does not follow"), faults().toString());
    }

    @Test
    void aFileThatWasChainedAnewOrRenamedIsNotTheOneThatTheIndexKnows() throws IOException {
        List<String> anew = new ArrayList<>();
        String previous = "";
        for (String line : Files.readAllLines(file(1))) {
            previous = previous.isEmpty() ? line.substring(13, 77) : previous;
            String fields = line.replaceFirst("\"previous\":\"\\w+\",", "").replaceFirst(",\"hash\":\"\\w+\"", "");
            var changed = io.helidon.json.JsonParser.create(fields.replace("ann", "bob"))
                    .readJsonObject();
            anew.add(EventFile.Line.text(previous, changed));
            previous = EventFile.Line.of(anew.getLast()).orElseThrow().hash();
        }
        byte[] last = Files.readAllBytes(file(1));
        Files.write(file(1), anew);
        assertEquals(List.of(), EventProof.of(data.volume.logs(), List.of()).faults(), "a chain that is whole");
        assertEquals(1, faults().size(), "but another one");

        Files.write(file(1), last);
        Files.move(file(1), data.volume.logs().resolve("events-6-999.jsonl"));
        assertEquals(1, faults().size());
    }

    @Test
    void whatIsOldLeavesTheIndexOnceItIsInAFile() throws IOException {
        data.now.updateAndGet(now -> now.plus(Duration.ofDays(400)));
        note(2);
        assertEquals(10, data.index.eventFiles().keep(YEAR).forgotten());

        assertEquals(
                2,
                data.index
                        .events()
                        .list(History.Filter.ALL, Long.MAX_VALUE, 100)
                        .size());
        assertEquals(List.of(), faults());
        assertTrue(Files.readString(file(0), StandardCharsets.UTF_8).contains("s\u00fcbject \\\"0\\\""));
    }

    @Test
    void aNightThatDiedBeforeTheIndexKnewIsTakenUp() throws IOException {
        note(1);
        EventArchive.Kept third = keep();
        Files.copy(file(2), data.volume.logs().resolve("events.part"));
        note(1);
        assertEquals("events-12-12.jsonl", keep().file().orElseThrow());
        assertEquals(List.of(), faults());
        assertFalse(Files.exists(data.volume.logs().resolve("events.part")));
        assertTrue(third.head().matches("[0-9a-f]{64}"));
    }
}
