package dev.tallyman.identification.language;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Guesses what a text is written in: one weight for each feature and language, learnt from packages
 * of many registries (see {@code identification/languages}). It knows prose, tables and logs as
 * well, so that it can say that a text is no program.
 */
public final class LanguageModel {
    /**
     * A language, or a kind of text.
     *
     * @param category of its files: code, data or text
     * @param words for people
     */
    public record Language(String mime, String category, String words) {}

    /** How likely the text is in this language, out of 1. */
    public record Guess(Language language, double likelihood) {}

    private final List<Language> languages;
    private final byte[] weights;
    private final float scale;

    LanguageModel(List<Language> languages, byte[] weights, float scale) {
        this.languages = List.copyOf(languages);
        this.weights = weights.clone();
        this.scale = scale;
    }

    /** The model that this program brings. */
    public static LanguageModel bundled() {
        try (InputStream in = LanguageModel.class.getResourceAsStream("languages.model")) {
            return read(new DataInputStream(Objects.requireNonNull(in, "languages.model")));
        } catch (IOException e) {
            throw new IllegalStateException("The model languages.model cannot be read.", e);
        }
    }

    private static LanguageModel read(DataInputStream in) throws IOException {
        List<Language> languages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            languages.add(new Language(in.readUTF(), in.readUTF(), in.readUTF()));
        }
        float scale = in.readFloat();
        byte[] weights = new byte[Features.BUCKETS * languages.size()];
        in.readFully(weights);
        return new LanguageModel(languages, weights, scale);
    }

    /** Every language's likelihood, in the model's order; they add up to 1. */
    public List<Guess> guesses(byte[] text) {
        double[] likelihoods = likelihoods(Features.of(text));
        List<Guess> guesses = new ArrayList<>();
        for (int i = 0; i < likelihoods.length; i++) {
            guesses.add(new Guess(languages.get(i), likelihoods[i]));
        }
        return guesses;
    }

    private double[] likelihoods(int[] features) {
        int width = languages.size();
        int[] sums = new int[width];
        for (int feature : features) {
            int row = feature * width;
            for (int i = 0; i < width; i++) {
                sums[i] += weights[row + i];
            }
        }
        double norm = scale / Math.sqrt(Math.max(1, features.length));
        double most = Double.NEGATIVE_INFINITY;
        for (int sum : sums) {
            most = Math.max(most, sum * norm);
        }
        double[] likelihoods = new double[width];
        double total = 0;
        for (int i = 0; i < width; i++) {
            likelihoods[i] = Math.exp(sums[i] * norm - most);
            total += likelihoods[i];
        }
        for (int i = 0; i < width; i++) {
            likelihoods[i] /= total;
        }
        return likelihoods;
    }

    /** How likely a text is of a category. */
    public static double of(List<Guess> guesses, String category) {
        return guesses.stream()
                .filter(guess -> guess.language().category().equals(category))
                .mapToDouble(Guess::likelihood)
                .sum();
    }

    /** The likeliest language of a category, or null. */
    public static @Nullable Guess best(List<Guess> guesses, String category) {
        return guesses.stream()
                .filter(guess -> guess.language().category().equals(category))
                .max((a, b) -> Double.compare(a.likelihood(), b.likelihood()))
                .orElse(null);
    }
}
