package dev.tallyman.description;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Cut files, lies and splices of every family, read as what they are and as what they are not: each is described, soon,
 * and no fault of ours is behind a reason. Run for longer by its {@code main}, with seconds and a seed.
 */
class FuzzTest {
    // Others may use the processor as well.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OURS = "dev.tallyman.";

    /** What a reader threw where its own code stood, not a library's. */
    private static final class Faults extends Handler {
        private @Nullable Throwable last;

        @Override
        public void publish(LogRecord line) {
            Throwable thrown = line.getThrown();
            boolean ours = thrown != null
                    && Arrays.stream(thrown.getStackTrace())
                            .filter(frame -> !frame.getClassName().startsWith("java."))
                            .findFirst()
                            .filter(frame -> frame.getClassName().startsWith(OURS))
                            .isPresent();
            last = ours ? thrown : last;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final Logger LOG = Logger.getLogger(Describer.class.getName());

    private final Describer describer =
            new Describer(new Identifier(), Rules.DEFAULT.parsers().describe());
    private final List<byte[]> files = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private Random random = new Random(19);

    FuzzTest() throws IOException {
        Samples.all().forEach((type, file) -> {
            types.add(type);
            files.add(file);
        });
    }

    /** Takes how many seconds, and a seed. */
    public static void main(String[] args) throws IOException {
        var fuzz = new FuzzTest();
        fuzz.random = new Random(Long.parseLong(args[1]));
        int tries = fuzz.run(Duration.ofSeconds(Long.parseLong(args[0])));
        System.out.println(tries + " contents, no finding");
    }

    private int run(Duration length) throws IOException {
        var faults = new Faults();
        LOG.addHandler(faults);
        LOG.setUseParentHandlers(false);
        try {
            long end = System.nanoTime() + length.toNanos();
            int tries = 0;
            while (System.nanoTime() < end) {
                int of = random.nextInt(files.size());
                describe(types.get(random.nextInt(5) == 0 ? random.nextInt(types.size()) : of), content(of), faults);
                tries++;
            }
            return tries;
        } finally {
            LOG.removeHandler(faults);
            LOG.setUseParentHandlers(true);
        }
    }

    private void describe(String type, byte[] bytes, Faults faults) throws IOException {
        long start = System.nanoTime();
        try {
            describer.describe("file", Content.of(bytes), type);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(told(type, bytes), e);
        }
        if (faults.last != null) {
            throw new AssertionError(told(type, bytes), faults.last);
        }
        assertTrue(System.nanoTime() - start < PATIENCE.toNanos(), () -> "Too slow: " + told(type, bytes));
    }

    private static String told(String type, byte[] bytes) {
        return type + ", " + bytes.length + " bytes: "
                + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 4096));
    }

    private byte[] content(int of) {
        byte[] bytes = files.get(of).clone();
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> lied(Arrays.copyOf(bytes, bytes.length / 2 + random.nextInt(bytes.length)));
            case 2 -> spliced(bytes, files.get(random.nextInt(files.size())));
            default -> lied(bytes);
        };
    }

    private byte[] lied(byte[] bytes) {
        for (int lies = random.nextInt(1, 6); lies > 0 && bytes.length > 0; lies--) {
            int at = random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 512 : bytes.length));
            byte lie = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xff : 0x7f);
            Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 5)), lie);
        }
        return bytes;
    }

    private byte[] spliced(byte[] first, byte[] second) {
        int cut = random.nextInt(first.length + 1);
        int from = random.nextInt(second.length + 1);
        byte[] both = Arrays.copyOf(first, cut + second.length - from);
        System.arraycopy(second, from, both, cut, second.length - from);
        return both;
    }

    @Test
    void whateverTheBytesThereIsADescriptionSoon() throws IOException {
        assertTrue(run(Duration.ofSeconds(2)) > 0);
    }
}
