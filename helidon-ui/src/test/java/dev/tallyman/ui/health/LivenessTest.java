package dev.tallyman.ui.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Index;
import dev.tallyman.ui.TestServer;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a process is taken for dead, and when it is not. */
class LivenessTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void aSignThatIsMissedForLongMeansDeathAndIsDoubtedBefore() throws Exception {
        var end = new CompletableFuture<String>();
        var works = new AtomicBoolean(true);
        var looked = new CountDownLatch(20);
        var sign = new VitalSign("It does nothing", 1000, () -> {
            looked.countDown();
            return works.get();
        });
        try (var liveness = new Liveness(List.of(sign), SOON, end::complete)) {
            liveness.start();
            looked.await();
            assertEquals(Optional.empty(), liveness.doubt());

            works.set(false);
            while (liveness.doubt().isEmpty()) {
                Thread.onSpinWait();
            }
            assertFalse(end.isDone());

            assertEquals("It does nothing", end.get(1, TimeUnit.MINUTES));
        }
    }

    @Test
    void aSignThatComesBackIsNoDeath() {
        var works = new AtomicBoolean();
        var sign = new VitalSign("It does nothing", 2, works::get);

        sign.look();
        sign.look();
        assertTrue(sign.isWeak());
        works.set(true);
        sign.look();

        assertFalse(sign.isWeak());
        assertFalse(sign.isMissing());
    }

    @Test
    void anOutOfMemoryErrorIsNoSignOfLife() {
        var sign = new VitalSign("It does nothing", 0, () -> {
            throw new OutOfMemoryError("as when the heap is full");
        });

        sign.look();

        assertTrue(sign.isMissing());
    }

    @Test
    void anotherIndexInItsPlaceMeansDeathAfterFiveMinutesAndOneThatIsGoneDoesNot(@TempDir Path folder)
            throws IOException {
        Volume volume = Volume.create(folder.resolve("data"));
        Path index = volume.database();
        Path aside = folder.resolve("aside");
        try (Index open = Index.open(volume, InstantSource.system())) {
            VitalSign sign = Liveness.replaced(open);
            Files.copy(index, folder.resolve("copy"));
            Files.move(index, aside);
            look(sign, 61);
            assertFalse(sign.isWeak(), "a new process would begin an empty index");

            Files.move(folder.resolve("copy"), index);
            look(sign, 60);
            assertTrue(sign.isWeak());
            assertFalse(sign.isMissing());
            look(sign, 1);
            assertTrue(sign.isMissing());

            Files.move(aside, index, StandardCopyOption.REPLACE_EXISTING);
            look(sign, 1);
            assertFalse(sign.isWeak(), "the one that it has open is back");
        }
    }

    private static void look(VitalSign sign, int times) {
        for (int i = 0; i < times; i++) {
            sign.look();
        }
    }

    @Test
    void aListenerThatAcceptsAndSaysNothingIsNotHeard(@TempDir Path folder) throws IOException {
        try (var server = new TestServer(folder);
                var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetAddress here = InetAddress.getLoopbackAddress();
            Duration soon = Duration.ofMillis(200);

            assertTrue(new SelfProbe(here, server.server.port(), soon).isAnswered());
            assertFalse(new SelfProbe(here, mute.getLocalPort(), soon).isAnswered());
        }
    }

    @Test
    void anErrorEndsNoSchedule() throws InterruptedException {
        var twice = new CountDownLatch(2);
        try (var agenda = new Agenda("test")) {
            agenda.every(SOON, () -> {
                twice.countDown();
                throw new StackOverflowError("on purpose");
            });

            assertTrue(twice.await(1, TimeUnit.MINUTES));
        }
    }
}
