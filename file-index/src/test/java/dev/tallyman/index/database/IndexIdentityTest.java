package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index loses its name while a program has it open. */
class IndexIdentityTest extends OnAVolume {
    private Path aside;

    @BeforeEach
    void fill() throws IOException {
        aside = data.volume.index().resolve("aside");
        data.upload("before", "one");
    }

    @AfterEach
    void putBack() throws IOException {
        if (Files.exists(aside)) {
            Files.move(aside, data.volume.database(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void nothingIsTakenInWhileItIsGoneAndEverythingGoesOnWhenItIsBack() throws IOException {
        Files.move(data.volume.database(), aside);

        String refused = refusal(() -> data.upload("lost", "two"));
        assertTrue(refused.contains("removed") && refused.contains("tallyman restore"), refused);
        assertFalse(Files.exists(data.volume.files().resolve("lost")));
        refusal(() -> data.index.catalog().totals());
        refusal(() -> data.index.trash().put(1));

        putBack();
        data.upload("after", "three");
        assertEquals(2, data.index.catalog().totals().files());
    }

    @Test
    void nothingIsTakenInWhileAnotherStandsInItsPlace() throws IOException {
        Files.copy(data.volume.database(), folder.resolve("copy"));
        Files.move(data.volume.database(), aside);
        Files.move(folder.resolve("copy"), data.volume.database());

        assertTrue(refusal(() -> data.upload("lost", "two")).contains("replaced"));
        refusal(() -> data.index.catalog().totals());
        try (IndexChanges changes = data.index.changes()) {
            assertTrue(changes.any(), "who opens it now uses the one that is there");
        }
    }

    @Test
    void whoOpensTheOneInItsPlaceReadsNothingOfTheOldOne() throws IOException {
        Path backup = data.index.backUp(3).file();
        data.upload("after", "two");
        Files.move(data.volume.database(), aside);
        assertFalse(data.index.file().isReplaced(), "it may come back");
        Files.move(backup, data.volume.database());
        assertTrue(data.index.file().isReplaced());

        data.reopen();

        assertEquals(1, data.index.catalog().totals().files());
        assertFalse(data.index.file().isReplaced());
        data.index.backUp(3); // which proves it whole
        assertEquals(1, left("tallyman.db.replaced-"), "the log of the old one is kept");
    }

    private long left(String prefix) {
        return Stream.of(data.volume.index().toFile().list())
                .filter(name -> name.startsWith(prefix))
                .count();
    }

    @Test
    void aLogThatCameWithTheOneInItsPlaceIsLeftWithIt() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (var second = new TestVolume(other)) {
            second.upload("x", "x");
            second.upload("y", "y");
            for (String suffix : List.of("-wal", "")) {
                Path name = Path.of(data.volume.database() + suffix);
                Files.move(name, Path.of(aside + suffix));
                Files.copy(Path.of(second.volume.database() + suffix), name);
            }
        }

        data.reopen();

        assertEquals(2, data.index.catalog().totals().files());
        assertEquals(0, left("tallyman.db.replaced-"));
    }

    @Test
    void aSweepAndALookAtTheIndexSayItToo() throws IOException {
        try (Slot slot = Slot.take(data.volume);
                IndexChanges changes = data.index.changes()) {
            Run run = data.sweep(slot);
            Claim claim = data.claimAll(slot, run, Policy.FCFS).getFirst();
            Files.move(data.volume.database(), aside);
            refusal(() -> data.record(data.classified(claim)));
            refusal(() -> data.claimAll(slot, run, Policy.FCFS));
            refusal(data::discover);
            refusal(changes::any);
            assertEquals(
                    List.of(claim.path().text()),
                    List.of(data.volume.files().toFile().list()));
            putBack();
            data.record(data.classified(claim));
        }
        assertEquals(State.CLASSIFIED, data.find("before").state());
    }

    @Test
    void aWholeFolderThatIsGoneIsAnIndexThatIsGone() throws IOException {
        Path elsewhere = data.volume.root().resolve("files/index");
        Files.move(data.volume.index(), elsewhere);
        assertTrue(refusal(() -> data.index.catalog().totals()).contains("removed"));
        Files.move(elsewhere, data.volume.index());
    }

    private static String refusal(org.junit.jupiter.api.function.Executable work) {
        return String.valueOf(assertThrows(IntakeException.Unusable.class, work).getMessage());
    }
}
