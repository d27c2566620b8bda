package dev.tallyman.identification.language;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes {@code languages.model} out of the samples that {@code samples.py} lists: a softmax
 * regression by stochastic gradient descent with steps that adapt, each sample whole and in pieces.
 * Run by hand; the same list gives the same model.
 */
final class Trainer {
    private static final int ROUNDS = 7;
    private static final float STEP = 0.5f;

    private final List<LanguageModel.Language> languages = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Random random = new Random(7);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sample(int language, byte[] text) {}

    private Trainer() {}

    public static void main(String[] arguments) throws IOException {
        Trainer trainer = new Trainer();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("train")) {
                trainer.add(cells);
            }
        }
        trainer.write(Path.of(arguments[1]));
    }

    private void add(String[] cells) throws IOException {
        int language = numbers.computeIfAbsent(cells[1], mime -> {
            languages.add(new LanguageModel.Language(mime, cells[2], cells[3]));
            return languages.size() - 1;
        });
        byte[] text;
        try (InputStream in = Files.newInputStream(Path.of(cells[4]))) {
            text = in.readNBytes(64 * 1024);
        }
        samples.add(new Sample(language, text));
        samples.add(new Sample(language, piece(text)));
        samples.add(new Sample(language, piece(text)));
    }

    // A few lines from anywhere, as much of what people hand in is short; in code none of prose.
    private byte[] piece(byte[] text) {
        String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
        int start = random.nextInt(lines.length);
        int length = 2 + random.nextInt(12);
        String piece = String.join("\n", Arrays.copyOfRange(lines, start, Math.min(lines.length, start + length)));
        return (piece.length() < 16 ? new String(text, StandardCharsets.ISO_8859_1) : piece)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void write(Path model) throws IOException {
        float[] weights = train();
        float most = 0;
        for (float weight : weights) {
            most = Math.max(most, Math.abs(weight));
        }
        // The few weights beyond a quarter of the greatest say no more than that quarter.
        float scale = most / 4 / 127;
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(model))) {
            out.writeInt(languages.size());
            for (LanguageModel.Language language : languages) {
                out.writeUTF(language.mime());
                out.writeUTF(language.category());
                out.writeUTF(language.words());
            }
            out.writeFloat(scale);
            byte[] bytes = new byte[weights.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.clamp(Math.round(weights[i] / scale), -127, 127);
            }
            out.write(bytes);
        }
    }

    private float[] train() {
        int width = languages.size();
        float[] weights = new float[Features.BUCKETS * width];
        float[] steps = new float[weights.length];
        List<int[]> features =
                samples.stream().map(one -> Features.of(one.text())).toList();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            order.add(i);
        }
        float[] likelihoods = new float[width];
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(order, random);
            for (int i : order) {
                int[] one = features.get(i);
                likelihoods(weights, one, likelihoods);
                likelihoods[samples.get(i).language()] -= 1;
                learn(weights, steps, one, likelihoods);
            }
        }
        return weights;
    }

    private static void learn(float[] weights, float[] steps, int[] features, float[] errors) {
        int width = errors.length;
        float value = (float) (1 / Math.sqrt(Math.max(1, features.length)));
        for (int feature : features) {
            int row = feature * width;
            for (int k = 0; k < width; k++) {
                float slope = errors[k] * value;
                steps[row + k] += slope * slope;
                weights[row + k] -= STEP * slope / (float) Math.sqrt(steps[row + k] + 1e-4f);
            }
        }
    }

    private static void likelihoods(float[] weights, int[] features, float[] likelihoods) {
        int width = likelihoods.length;
        Arrays.fill(likelihoods, 0);
        for (int feature : features) {
            int row = feature * width;
            for (int k = 0; k < width; k++) {
                likelihoods[k] += weights[row + k];
            }
        }
        float norm = (float) (1 / Math.sqrt(Math.max(1, features.length)));
        float most = Float.NEGATIVE_INFINITY;
        for (float one : likelihoods) {
            most = Math.max(most, one);
        }
        double total = 0;
        for (int k = 0; k < width; k++) {
            likelihoods[k] = (float) Math.exp((likelihoods[k] - most) * norm);
            total += likelihoods[k];
        }
        for (int k = 0; k < width; k++) {
            likelihoods[k] /= (float) total;
        }
    }
}
