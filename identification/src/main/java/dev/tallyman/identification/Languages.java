package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.identification.language.LanguageModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the model of languages adds where nothing else decides: that a text without a telling name is
 * a program, and which of an ending's languages it is written in. It says nothing rather than guess.
 */
final class Languages {
    private static final String OTHER = "other";
    private static final int LEAST = 12;
    private static final int LEAST_SIGNS = 6;
    private static final int LEAST_DATA = 48;

    // Clean text: what is odd about another one would look like signs of a language.
    private static final Set<String> READ = Set.of("ASCII", "UTF-8", "ISO-8859-1", "windows-1252");
    private static final double SURELY_CODE = 0.7;
    private static final double SURELY_THIS = 0.5;
    private static final double SURELY_DATA = 0.8;
    private static final double FAR_LIKELIER = 5;
    private static final Map<String, String> SAME =
            Map.of("text/x-chdr", "text/x-csrc", "text/x-c++hdr", "text/x-c++src");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private static final Pattern YAML_LINE =
            Pattern.compile("---|%YAML|\\s*#|\\s*- \\S|\\s*(\\? )?[\\w.\"'/$-][^:{}();=]{0,60}:(\\s|$)");

    // A time, a day or a level at the beginning of a line.
    private static final Pattern LOGGED = Pattern.compile(
            "\\W{0,2}(\\d{4}[-/]\\d\\d[-/]\\d\\d|\\d{1,2}:\\d\\d(:|\\b)|[A-Z][a-z]{2} [ \\d]\\d \\d\\d:|(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\\b"
                    + "|\\d{1,3}(\\.\\d{1,3}){3} )");

    private @Nullable LanguageModel model;

    /**
     * The text as the language it is surely written in; as it is found where none is.
     *
     * @param nameless no name says anything: then it may be a program in a language that nobody told
     */
    Finding guess(Finding found, byte[] text, boolean nameless) {
        if (text.length < LEAST
                || isMonotonous(text)
                || !READ.contains(String.valueOf(found.charset()))
                || isListed(text)) {
            return found;
        }
        if (isYaml(text)) {
            return as(found, "text/x-yaml", Category.DATA, "YAML");
        }
        List<LanguageModel.Guess> guesses = model().guesses(text);
        if (LanguageModel.of(guesses, "code") >= SURELY_CODE) {
            LanguageModel.Guess best = Objects.requireNonNull(LanguageModel.best(guesses, "code"));
            boolean named =
                    best.likelihood() >= SURELY_THIS && !best.language().mime().equals(OTHER);
            if (!named && !nameless) {
                return found;
            }
            return as(
                    found,
                    named ? best.language().mime() : found.mime(),
                    Category.CODE,
                    named ? best.language().words() : "Source code");
        }
        LanguageModel.Guess data = LanguageModel.best(guesses, "data");
        return data == null || data.likelihood() < SURELY_DATA || text.length < LEAST_DATA
                ? found
                : as(
                        found,
                        data.language().mime(),
                        Category.DATA,
                        data.language().words());
    }

    private static Finding as(Finding found, String mime, Category category, String words) {
        return new Finding(mime, Basis.TEXT, category, words, null, found.charset(), found.risks(), found.parts());
    }

    /** What the model says of a text, the likeliest first, in words. */
    List<String> explain(byte[] text) {
        return model().guesses(text).stream()
                .sorted(Comparator.comparingDouble(LanguageModel.Guess::likelihood)
                        .reversed())
                .limit(3)
                .map(guess -> "%s, %d of 100".formatted(said(guess.language()), Math.round(guess.likelihood() * 100)))
                .toList();
    }

    private static String said(LanguageModel.Language language) {
        return language.words().isEmpty() ? language.mime() : language.words();
    }

    /** What a name may mean, with what the text is far likelier to be first. */
    List<NameRules.Said> order(List<NameRules.Said> says, byte[] text) {
        List<NameRules.Said> texts =
                says.stream().filter(said -> said.category() != null).toList();
        if (texts.size() < 2
                || (texts.getFirst().when() != null && texts.getFirst().agrees(text))) {
            return says;
        }
        Map<String, Double> likelihoods = model().guesses(text).stream()
                .collect(
                        Collectors.toMap(guess -> guess.language().mime(), LanguageModel.Guess::likelihood, Math::max));
        NameRules.Said first = texts.getFirst();
        NameRules.Said best = first;
        for (NameRules.Said said : texts) {
            if (of(said, likelihoods) > of(best, likelihoods)) {
                best = said;
            }
        }
        // One that the model has never seen is not worse for that.
        boolean surely = of(best, likelihoods) >= FAR_LIKELIER * of(first, likelihoods)
                && of(best, likelihoods) >= (likelihoods.containsKey(type(first)) ? 0.2 : SURELY_THIS);
        if (!surely) {
            return says;
        }
        List<NameRules.Said> ordered = new ArrayList<>(says);
        ordered.remove(best);
        ordered.addFirst(best);
        return ordered;
    }

    private static double of(NameRules.Said said, Map<String, Double> likelihoods) {
        return likelihoods.getOrDefault(type(said), 0.0);
    }

    private static String type(NameRules.Said said) {
        return SAME.getOrDefault(said.mime(), said.mime());
    }

    // Begins as a document of YAML and goes on in keys, items and remarks.
    private static boolean isYaml(byte[] text) {
        List<String> lines = lines(text);
        long written = lines.stream()
                .filter(line -> YAML_LINE.matcher(line).lookingAt())
                .count();
        return lines.size() > 1
                && (lines.getFirst().startsWith("---") || lines.getFirst().startsWith("%YAML"))
                && !lines.getFirst().startsWith("--- ")
                && !lines.getFirst().startsWith("----")
                && (written - 1) * 10 >= (lines.size() - 1L) * 6;
    }

    private static List<String> lines(byte[] text) {
        String start = new String(text, 0, Math.min(text.length, 4096), StandardCharsets.ISO_8859_1);
        return start.lines().filter(line -> !line.isBlank()).limit(30).toList();
    }

    // A log by what its lines begin with, a table by their equal number of cells.
    private static boolean isListed(byte[] text) {
        List<String> lines = lines(text).stream()
                .map(line -> QUOTED.matcher(line).replaceAll("q"))
                .toList();
        long logged =
                lines.stream().filter(line -> LOGGED.matcher(line).lookingAt()).count();
        return logged * 2 > lines.size() || isTable(lines);
    }

    private static boolean isMonotonous(byte[] text) {
        BitSet seen = new BitSet(256);
        for (int i = 0; i < Math.min(text.length, 4096); i++) {
            seen.set(text[i] & 0xff);
        }
        return seen.cardinality() < LEAST_SIGNS;
    }

    private static boolean isTable(List<String> lines) {
        if (lines.size() < 3) {
            return false;
        }
        for (char separator : new char[] {',', '\t', ';', '|'}) {
            Set<Long> counts = lines.stream()
                    .limit(lines.size() - 1)
                    .map(line -> line.chars().filter(c -> c == separator).count())
                    .collect(Collectors.toSet());
            if (counts.size() == 1 && counts.iterator().next() >= (separator == ';' ? 2 : 1)) {
                return true;
            }
        }
        return false;
    }

    private synchronized LanguageModel model() {
        if (model == null) {
            model = LanguageModel.bundled();
        }
        return model;
    }
}
