package dev.tallyman.identification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Identification;
import dev.tallyman.identification.pronom.Pronom;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random bytes, cut files, lies and splices of what signatures ask for, under any name: each has an answer, soon. Run
 * for longer by its {@code main}, with seconds and a seed.
 */
class FuzzTest {
    // Others may use the processor as well.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Identifier identifier = new Identifier();
    private final List<byte[]> files = new ArrayList<>();
    private final List<String> names = new ArrayList<>(List.of("x", ".x", "README", "Makefile", "a.tar.gz"));
    private Random random = new Random(19);

    FuzzTest() {
        for (Pronom.Signature signature : Pronom.bundled().signatures()) {
            files.add(Objects.requireNonNull(Specimen.of(signature.rule().toString())));
        }
        for (Types.Signature signature : new Types().signatures()) {
            byte[] file = Specimen.of(signature.rule().toString());
            files.add(file == null ? new byte[0] : file);
        }
        Pronom.bundled().all().forEach(format -> format.endings().forEach(ending -> names.add("x." + ending)));
    }

    /** Takes how many seconds, and a seed. */
    public static void main(String[] args) throws IOException {
        var fuzz = new FuzzTest();
        fuzz.random = new Random(Long.parseLong(args[1]));
        int tries = fuzz.run(Duration.ofSeconds(Long.parseLong(args[0])));
        System.out.println(tries + " contents, no finding");
    }

    private int run(Duration length) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        int tries = 0;
        while (System.nanoTime() < end) {
            ask(pick(names), content());
            tries++;
        }
        return tries;
    }

    private void ask(String name, byte[] bytes) throws IOException {
        long start = System.nanoTime();
        try {
            Identification answer = identifier.identify(name, Content.of(bytes));
            assertTrue(
                    answer.puid() == null || answer.puids().getFirst().equals(answer.puid()), () -> told(name, bytes));
            if (random.nextInt(16) == 0) {
                assertTrue(!identifier.explain(name, Content.of(bytes)).isEmpty(), () -> told(name, bytes));
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(told(name, bytes), e);
        }
        assertTrue(System.nanoTime() - start < PATIENCE.toNanos(), () -> "Too slow: " + told(name, bytes));
    }

    private static String told(String name, byte[] bytes) {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 2048));
        return name + ", " + bytes.length + " bytes: " + start;
    }

    private byte[] content() {
        byte[] bytes = pick(files).clone();
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(8192));
            case 2 -> joined(bytes, pick(files));
            case 3 -> joined(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)), pick(files));
            case 4 -> noise(random.nextInt(2048));
            default -> lied(joined(bytes, noise(random.nextInt(512))));
        };
    }

    private byte[] lied(byte[] bytes) {
        for (int lies = random.nextInt(1, 6); lies > 0 && bytes.length > 0; lies--) {
            int at = random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 64 : bytes.length));
            Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 5)), (byte) random.nextInt());
        }
        return bytes;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        boolean text = random.nextBoolean();
        for (int i = 0; text && i < length; i++) {
            noise[i] = (byte) (noise[i] % 12 == 0 ? '\n' : ' ' + (noise[i] & 0x3f));
        }
        return noise;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void whateverTheBytesThereIsAnAnswerSoon() throws IOException {
        assertTrue(run(Duration.ofSeconds(2)) > 0);
    }
}
