package dev.tallyman.index.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of docs/decisions/0037: each state of a row × each place of its bytes, after a sweep.
 */
class PlacesTest extends OnAVolume {
    // The row says "one". Where there are two files, "two" is what lies under files/.
    @ParameterizedTest(name = "{0}, bytes in {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    received    | files   | received one
                    received    | trash   | trashed one
                    received    | both    | received two, trashed one
                    received    | nowhere | missing
                    claimed     | files   | received one
                    claimed     | trash   | trashed one
                    claimed     | both    | received two, trashed one
                    claimed     | nowhere | missing
                    classified  | files   | classified one
                    classified  | trash   | trashed one
                    classified  | both    | received two, trashed one
                    classified  | nowhere | missing
                    failed      | files   | failed one
                    failed      | trash   | trashed one
                    failed      | both    | received two, trashed one
                    failed      | nowhere | missing
                    quarantined | files   | quarantined one
                    quarantined | trash   | trashed one
                    quarantined | both    | received two, trashed one
                    quarantined | nowhere | missing
                    missing     | files   | received one
                    missing     | trash   | trashed one
                    missing     | both    | received two, trashed one
                    missing     | nowhere | missing
                    trashed     | files   | received one
                    trashed     | trash   | trashed one
                    trashed     | both    | received two, trashed one
                    trashed     | nowhere | ''
                    none        | files   | received one
                    none        | trash   | trashed one
                    none        | both    | received two, trashed one
                    none        | nowhere | ''
                    """)
    void aSweepBringsARowInLineWithItsBytes(String state, String place, String after) throws Exception {
        StoredFile file = data.upload("a", "one");
        put(file, place);
        set(file, state);
        sweep();
        assertEquals(after.isEmpty() ? List.of() : List.of(after.split(", ", -1)), rows());
        sweep();
        assertEquals(after.isEmpty() ? List.of() : List.of(after.split(", ", -1)), rows());
    }

    private void put(StoredFile file, String place) throws IOException {
        Path there = data.volume.file(file.path());
        switch (place) {
            case "files" -> {}
            case "trash" -> Files.move(there, data.trashed(file.id()));
            case "both" -> {
                Files.move(there, data.trashed(file.id()));
                data.drop("a", "two");
            }
            case "nowhere" -> Files.delete(there);
            default -> throw new IllegalArgumentException(place);
        }
    }

    private void set(StoredFile file, String state) throws SQLException {
        try (Session session = Session.connect(data.volume.database())) {
            if (state.equals("none")) {
                session.update("DELETE FROM file");
            } else {
                session.update(
                        "UPDATE file SET state = ?, before = iif(?1 = 'trashed', 'received', NULL), owner = iif(?1 = 'claimed', 'a dead one', NULL) WHERE id = ?2",
                        state,
                        file.id());
            }
        }
    }

    private void sweep() {
        data.index.queue().recover(TestVolume.ATTEMPTS);
        data.discover();
    }

    private List<String> rows() throws SQLException {
        try (Session session = Session.connect(data.volume.database())) {
            return session.list("SELECT id, path, state FROM file ORDER BY state, id", row -> switch (State.of(
                    row.getString(3))) {
                case MISSING -> "missing";
                case TRASHED -> "trashed " + read(data.trashed(row.getLong(1)));
                default -> row.getString(3) + " " + read(data.volume.file(FilePath.of(row.getBytes(2))));
            });
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "nothing";
        }
    }

    @Test
    void aClaimOfALivingReaderIsItsOwnUntilTheBytesLieInTheTrash() throws IOException {
        StoredFile file = data.upload("a", "one");
        try (Slot slot = Slot.take(data.volume)) {
            data.claimAll(slot, data.sweep(slot), Policy.FCFS);
            Files.move(data.volume.file(file.path()), data.volume.root().resolve("index/elsewhere"));
            data.discover();
            assertEquals(State.CLAIMED, data.find("a").state());
            Files.move(data.volume.root().resolve("index/elsewhere"), data.trashed(file.id()));
            data.discover();
            assertEquals(
                    State.TRASHED,
                    data.index.catalog().find(file.id()).orElseThrow().state());
        }
    }

    @Test
    void aRestoredFileThatWasMissingWaitsToBeRead() throws IOException {
        StoredFile file = data.upload("a", "one");
        Path there = data.volume.file(file.path());
        Files.move(there, data.volume.root().resolve("index/elsewhere"));
        data.discover();
        Files.move(data.volume.root().resolve("index/elsewhere"), there);
        data.index.trash().put(file.id());
        assertEquals(State.RECEIVED, data.index.trash().restore(file.id()).state());
        assertEquals(1, data.discover().same());
    }

    @Test
    void aNewIndexGivesNoIdOutThatLiesInTheTrash() throws Exception {
        StoredFile old = data.upload("old", "the only copy");
        data.index.trash().put(old.id());
        loseTheIndex();
        StoredFile young = data.upload("new", "something else");
        data.index.trash().put(young.id());
        assertEquals("the only copy", Files.readString(data.trashed(old.id())));
        data.discover();
        StoredFile found = data.index.catalog().find(old.id()).orElseThrow();
        assertEquals("from-the-trash/1", found.path().text());
        assertEquals(RowPlacement.STRAY, found.error());
        StoredFile back = data.index.trash().restore(old.id());
        assertEquals("the only copy", Files.readString(data.volume.file(back.path())));
    }

    private void loseTheIndex() throws IOException {
        data.index.close();
        try (Stream<Path> files = Files.list(data.volume.index())) {
            for (Path file : files.filter(one -> one.toString().contains(".db")).toList()) {
                Files.delete(file);
            }
        }
        data.index = Index.open(data.volume, data.clock);
    }

    @Test
    void aStrangerInTheTrashUnderTheIdOfAFileMakesWay() throws IOException {
        StoredFile file = data.upload("a", "one");
        Files.writeString(data.trashed(file.id()), "a stranger");
        data.index.trash().put(file.id());
        assertEquals("one", Files.readString(data.trashed(file.id())));
        assertEquals(2, data.index.catalog().totals().of(State.TRASHED).files());
        data.index.trash().empty();
        assertEquals(0, data.index.catalog().totals().of(State.TRASHED).files());
    }

    @Test
    void whatIsNoFileInTheTrashIsLeftAndStopsNothing() throws IOException {
        StoredFile file = data.upload("a", "one");
        data.index.trash().put(file.id());
        Files.delete(data.trashed(file.id()));
        Files.writeString(Files.createDirectory(data.trashed(file.id())).resolve("inside"), "x");
        Files.createDirectory(data.volume.trash().resolve("folder"));
        Files.createSymbolicLink(data.volume.trash().resolve("99"), Path.of("/etc/passwd"));
        data.discover();
        assertThrows(IntakeException.Replaced.class, () -> data.index.trash().restore(file.id()));
        assertEquals(0, data.index.trash().empty());
        data.discover();
        assertEquals(1, data.index.catalog().totals().of(State.TRASHED).files());
        assertEquals(3, Stream.of(data.volume.trash().toFile().list()).count());
    }

    @Test
    void aSecondNameInTheTrashIsAFileOfItsOwn() throws IOException {
        StoredFile file = data.upload("a", "one");
        Files.createLink(data.trashed(file.id()), data.volume.file(file.path()));
        data.discover();
        assertEquals(State.RECEIVED, data.find("a").state());
        assertEquals(1, data.index.catalog().totals().of(State.TRASHED).files());
        data.index.trash().put(file.id());
        assertEquals(2, data.index.catalog().totals().of(State.TRASHED).files());
    }
}
