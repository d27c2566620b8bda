package dev.tallyman.index.search;

import dev.tallyman.volume.disk.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A search in the texts of files: words that must all be in one, {@code "words that follow each other"}, {@code
 * begin*}, and {@code -word} for texts without it. Capitals and accents do not matter.
 *
 * @param wanted what a text must hold
 * @param unwanted what it must not hold
 */
public record TextQuery(List<Phrase> wanted, List<Phrase> unwanted) {
    private static final int MOST = 20;
    private static final int LONGEST = 1_000;
    private static final Pattern PART = Pattern.compile("(-?)(?:[\"“„”]([^\"“„”]*)([\"“”])?(\\*?)|([^\\s\"“„”]+))");

    public TextQuery {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /**
     * Words that follow each other.
     *
     * @param old the same as {@link Folding#withoutAccents} has them, in texts that were taken up so
     * @param prefix the last one may go on
     */
    record Phrase(List<String> tokens, List<String> old, boolean prefix) {
        Phrase {
            tokens = List.copyOf(tokens);
            old = List.copyOf(old);
        }

        boolean mayEndWith(String folded) {
            return prefix ? folded.startsWith(tokens.getLast()) : folded.equals(tokens.getLast());
        }

        private String match() {
            return tokens.equals(old) ? match(tokens) : "(" + match(tokens) + " OR " + match(old) + ")";
        }

        private String match(List<String> words) {
            return words.stream().collect(Collectors.joining(" ", "\"", "\"")) + (prefix ? " *" : "");
        }
    }

    /** {@link IllegalArgumentException}: what is wrong with it, and what to write instead. */
    public static TextQuery of(String search) {
        if (search.length() > LONGEST) {
            throw wrong("A search in contents takes at most 1,000 letters; search for less.");
        }
        List<Phrase> wanted = new ArrayList<>();
        List<Phrase> unwanted = new ArrayList<>();
        Matcher part = PART.matcher(search.strip());
        while (part.find()) {
            Phrase phrase = phrase(part);
            if (!phrase.tokens().isEmpty()) {
                (part.group(1).isEmpty() ? wanted : unwanted).add(phrase);
            }
        }
        if (wanted.isEmpty()) {
            throw wrong("A search in contents needs a word that is to be found, such as invoice or \"annual report\".");
        }
        if (wanted.size() + unwanted.size() > MOST) {
            throw wrong("A search in contents takes at most 20 words and phrases; search for less.");
        }
        return new TextQuery(wanted, unwanted);
    }

    private static Phrase phrase(Matcher part) {
        String quoted = part.group(2);
        if (quoted != null) {
            if (part.group(3) == null) {
                throw wrong("A quotation mark is open: write \"" + quoted.strip() + "\" with one at its end.");
            }
            return phrase(quoted, !part.group(4).isEmpty());
        }
        String word = part.group(5);
        String bare = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
        if (bare.isEmpty() || bare.equals("-")) {
            throw wrong(
                    "“" + part.group() + "” stands alone: write inv* for words that begin so, -draft to leave out.");
        }
        if (bare.contains("*")) {
            throw wrong("“" + word + "”: a * stands at the end of a word only, as in invoice*.");
        }
        return phrase(bare, !word.equals(bare));
    }

    private static Phrase phrase(String text, boolean star) {
        record Token(int end, String folded, String old, boolean spaceless) {}
        List<Token> tokens = new ArrayList<>();
        String plain = TextTokens.plain(text);
        TextTokens.each(
                plain,
                (start, end, folded, spaceless) -> tokens.add(
                        new Token(end, folded, spaceless ? folded : TextTokens.old(plain, start, end), spaceless)));
        boolean prefix = star;
        if (!tokens.isEmpty() && tokens.getLast().spaceless()) {
            // The last letter of a run stands alone at the run’s end only; here the run may go on.
            boolean pair = tokens.size() > 1
                    && tokens.get(tokens.size() - 2).end() == tokens.getLast().end();
            prefix = !pair;
            if (pair) {
                tokens.removeLast();
            }
        } else if (star && !tokens.isEmpty() && tokens.getLast().folded().length() < 2) {
            throw wrong("“" + text + "*” begins too many words: write two letters or more before the *.");
        }
        return new Phrase(
                tokens.stream().map(Token::folded).toList(),
                tokens.stream().map(Token::old).toList(),
                prefix);
    }

    private static IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(message);
    }

    /** In the language of FTS5. https://sqlite.org/fts5.html#full_text_query_syntax */
    String match() {
        String all = wanted.stream().map(Phrase::match).collect(Collectors.joining(" AND ", "(", ")"));
        return unwanted.isEmpty()
                ? all
                : all + unwanted.stream().map(Phrase::match).collect(Collectors.joining(" OR ", " NOT (", ")"));
    }
}
