package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Backups;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program dies after each step of each transition, and the next sweep repairs what it left. */
class StepTest extends OnAVolume {
    @ParameterizedTest
    @EnumSource
    void whatADeathLeavesIsRepaired(Step step) throws IOException {
        switch (step) {
            case UPLOAD_NAMED -> {
                data.dieAfter(step, () -> data.upload("a", "one"));
                assertEquals(List.of(), rows());
                sweep();
                assertEquals(List.of("a received in files: one"), rows());
                // As it does when it is sent again, before or after a sweep.
                assertEquals(data.find("a").id(), sentAgain("a", "one").id());
                data.dieAfter(step, () -> data.upload("b", "two"));
                assertEquals("b (2)", sentAgain("b", "another").path().text());
                assertEquals("b (3)", data.upload("b", "two").path().text());
                assertEquals("b", sentAgain("b", "two").path().text());
                assertEquals("b (4)", sentAgain("b", "two").path().text());
            }
            case UPLOAD_RECORDED -> {
                data.dieAfter(step, () -> data.upload("a", "one"));
                sweep();
                assertEquals(List.of("a received in files: one"), rows());
            }
            case DELETE_MOVED -> {
                StoredFile file = classified("a", "one");
                data.dieAfter(step, () -> data.index.trash().put(file.id()));
                assertEquals(List.of("a classified in trash: one"), rows());
                sweep();
                assertEquals(List.of("a trashed in trash: one"), rows());
                data.index.trash().restore(file.id());
                assertEquals(List.of("a classified in files: one"), rows());
            }
            case RESTORE_MOVED -> {
                StoredFile file = classified("a", "one");
                data.index.trash().put(file.id());
                data.dieAfter(step, () -> data.index.trash().restore(file.id()));
                assertEquals(List.of("a trashed in files: one"), rows());
                sweep();
                assertEquals(List.of("a classified in files: one"), rows());
                assertEquals(file.id(), data.find("a").id());
            }
            case MOVE_MOVED -> {
                StoredFile file = classified("a", "one");
                data.dieAfter(step, () -> data.index.moves().file(file.id(), FilePath.of("in/b")));
                assertEquals(List.of("a classified nowhere"), rows());
                sweep();
                assertEquals(List.of("in/b classified in files: one"), rows());
                assertEquals(file.id(), data.find("in/b").id());
            }
            case FOLDER_MOVED, FOLDER_FOLLOWED -> {
                StoredFile one = classified("in/a", "one");
                StoredFile two = classified("in/deep/b", "two");
                data.dieAfter(step, () -> data.index.moves().folder(FilePath.of("in"), FilePath.of("out/there")));
                sweep();
                assertEquals(
                        List.of("out/there/a classified in files: one", "out/there/deep/b classified in files: two"),
                        rows());
                assertEquals(one.id(), data.find("out/there/a").id());
                assertEquals(two.id(), data.find("out/there/deep/b").id());
            }
            case PURGE_DELETED -> {
                data.index.trash().put(classified("a", "one").id());
                data.index.trash().put(classified("b", "two").id());
                data.dieAfter(step, () -> data.index.trash().empty());
                assertEquals(List.of("a trashed nowhere", "b trashed nowhere"), rows());
                sweep();
                assertEquals(List.of(), rows());
            }
            case STRAY_MOVED -> {
                Files.writeString(data.volume.trash().resolve("a stray"), "one");
                data.dieAfter(step, this::sweep);
                assertEquals(List.of(), rows());
                sweep();
                assertEquals(List.of("from-the-trash/1 trashed in trash: one"), rows());
            }
            case RETRY_WRITTEN -> {
                StoredFile file = failed("a", "one");
                data.dieAfter(step, () -> data.index.intake().retry(file.id()));
                assertEquals(List.of("a failed in files: one"), rows());
            }
            case BACKUP_COPIED, INDEX_SET_ASIDE -> restoreABackup(step);
        }
    }

    private StoredFile sentAgain(String path, String content) throws IOException {
        String key = UUID.randomUUID().toString();
        return data.upload(new Arrival(FilePath.of(path), 0, Intake.Taken.NUMBER, null, null, key), content)
                .file();
    }

    private void restoreABackup(Step step) throws IOException {
        classified("a", "one");
        data.index.trash().put(classified("b", "two").id());
        Backups backups = new Backups(data.volume, data.clock, data::done);
        String name = data.index.backUp(3).name();
        data.index.trash().empty();
        data.index.close();
        Backups dying = new Backups(data.volume, data.clock, done -> {
            if (done == step) {
                throw new TestVolume.Died();
            }
        });
        assertThrows(TestVolume.Died.class, () -> dying.restore(name));
        backups.restore(name);
        data.index = Index.open(data.volume, data.clock);
        sweep();
        assertEquals(List.of("a classified in files: one"), rows());
    }

    @Test
    void aDeleteUnderAReaderIsADeleteWhoeverComesFirst() throws IOException {
        StoredFile file = data.upload("a", "one");
        try (Slot slot = Slot.take(data.volume)) {
            Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
            data.dieAfter(Step.DELETE_MOVED, () -> data.index.trash().put(file.id()));
            data.record(data.outcome(claim, new Outcome.Gone()));
        }
        assertEquals(List.of("a trashed in trash: one"), rows());
        assertEquals(State.RECEIVED, data.index.trash().restore(file.id()).state());
    }

    @Test
    void aFileThatComesWhileADeleteIsCutOffIsAnother() throws IOException {
        StoredFile old = classified("a", "one");
        data.dieAfter(Step.DELETE_MOVED, () -> data.index.trash().put(old.id()));
        StoredFile uploaded = data.upload("a", "two");
        assertEquals(List.of("a received in files: two", "a trashed in trash: one"), sorted(rows()));
        assertEquals(
                State.TRASHED, data.index.catalog().find(old.id()).orElseThrow().state());

        data.dieAfter(Step.DELETE_MOVED, () -> data.index.trash().put(uploaded.id()));
        data.drop("a", "three");
        sweep();
        assertEquals(
                List.of("a received in files: three", "a trashed in trash: one", "a trashed in trash: two"),
                sorted(rows()));
    }

    @Test
    void anUploadInPlaceOfAFileThatIsGoneHasNoVerdictOfThatFile() throws IOException {
        StoredFile old = classified("a", "one");
        Files.delete(data.volume.file(old.path()));
        assertEquals(State.RECEIVED, data.upload("a", "two").state());
        assertEquals(TestVolume.sha256("two"), data.find("a").sha256());
        assertEquals(null, data.find("a").mime());
    }

    @Test
    void retentionLeavesTheBytesOfARowThatOnlySeemsToBeMissing() throws IOException {
        StoredFile file = classified("a", "one");
        Files.delete(data.volume.file(file.path()));
        sweep();
        Files.writeString(data.trashed(file.id()), "one");
        data.tick(java.time.Duration.ofDays(60));
        assertEquals(0, data.index.trash().purgeBefore(data.now.get()));
        assertEquals(List.of("a trashed in trash: one"), rows());
    }

    private StoredFile classified(String path, String content) throws IOException {
        StoredFile file = data.upload(path, content);
        read(claim -> data.record(data.classified(claim)));
        return file;
    }

    private StoredFile failed(String path, String content) throws IOException {
        StoredFile file = data.upload(path, content);
        read(claim -> data.record(data.outcome(claim, new Outcome.Failed("cannot be read"))));
        return file;
    }

    private void read(java.util.function.Consumer<Claim> reader) {
        try (Slot slot = Slot.take(data.volume)) {
            data.claimAll(slot, data.sweep(slot), Policy.FCFS).forEach(reader);
        }
    }

    private void sweep() {
        data.index.queue().recover(TestVolume.ATTEMPTS);
        data.discover();
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    /** Every row, and where its bytes are. */
    private List<String> rows() {
        try (Session session = Session.connect(data.volume.database())) {
            return session.list("SELECT id, path, state FROM file ORDER BY id", row -> {
                FilePath path = FilePath.of(row.getBytes(2));
                String state = path.text() + " " + row.getString(3);
                Path trashed = data.trashed(row.getLong(1));
                Path file = data.volume.file(path);
                boolean isTrashed = Files.exists(trashed);
                boolean isFile = Files.exists(file) && !isOther(row.getLong(1), path);
                return isTrashed
                        ? state + " in trash: " + read(trashed)
                        : state + (isFile ? " in files: " + read(file) : " nowhere");
            });
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isOther(long id, FilePath path) {
        return data.index.catalog().find(path).filter(file -> file.id() != id).isPresent();
    }

    private static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return String.join("", lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
