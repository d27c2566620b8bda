package dev.tallyman.index.search;

import dev.tallyman.volume.disk.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One word of a search in names. The name must hold it; one with {@code *} at its end must begin a
 * name or folder, one with {@code *} at its front must end the name. Inside a word {@code *} stands
 * for anything and {@code ?} for one letter.
 *
 * @param wanted false for a name that must not hold it
 * @param text folded as names are
 */
public record NameWord(boolean wanted, String text) {
    // SQLite tries every place of every star: these many are always enough and never slow.
    private static final int MOST = 20;
    private static final int LONGEST = 255;
    private static final int STARS = 4;
    private static final int LETTERS = 3;
    private static final int PIECES = 8;
    private static final Pattern WORD = Pattern.compile("(-?)\"([^\"]+)\"?|(\\S+)");

    /** Part of a WHERE, with its arguments. */
    public record Sql(String text, List<String> args) {
        public Sql {
            args = List.copyOf(args);
        }
    }

    /** The words of a search; those in double quotes are one. {@link IllegalArgumentException}: too many. */
    public static List<NameWord> of(String search) {
        List<NameWord> words = new ArrayList<>();
        Matcher each = WORD.matcher(search);
        while (each.find()) {
            String quoted = each.group(2);
            String word = quoted == null ? each.group(3) : quoted;
            boolean minus = quoted == null
                    ? word.startsWith("-") && word.length() > 1
                    : !each.group(1).isEmpty();
            words.add(new NameWord(!minus, Folding.of(minus && quoted == null ? word.substring(1) : word)));
        }
        if (words.size() > MOST || words.stream().anyMatch(NameWord::isTooMuch)) {
            throw new IllegalArgumentException(
                    "A search takes at most 20 words of 255 letters, with four * in each; search for less.");
        }
        return words;
    }

    private boolean isTooMuch() {
        return text.length() > LONGEST || text.chars().filter(c -> c == '*').count() > STARS;
    }

    /** What a row's name must fulfil. */
    public Sql sql() {
        if (!text.contains("*") && !text.contains("?")) {
            return new Sql("instr(folded, ?) " + (wanted ? "> 0" : "= 0"), List.of(text));
        }
        String not = wanted ? "" : "NOT ";
        String glob = text.replace("[", "[[]");
        boolean ends = text.startsWith("*");
        boolean begins = text.endsWith("*");
        if (begins && !ends) {
            return new Sql(not + "(folded GLOB ? OR folded GLOB ?)", List.of(glob, "*/" + glob));
        }
        return new Sql(not + "folded GLOB ?", List.of(ends && !begins ? glob : "*" + glob + "*"));
    }

    /** Letters that a name with this word holds, three by three; none where the word is too short to tell. */
    Stream<String> letters() {
        if (!wanted) {
            return Stream.empty();
        }
        List<String> all = Arrays.stream(text.split("[*?]+"))
                .map(part -> part.codePoints().toArray())
                .flatMap(part ->
                        IntStream.rangeClosed(0, part.length - LETTERS).mapToObj(at -> new String(part, at, LETTERS)))
                .distinct()
                .toList();
        int step = Math.ceilDiv(Math.max(all.size(), 1), PIECES);
        return IntStream.range(0, all.size())
                .filter(at -> at % step == 0 || at == all.size() - 1)
                .mapToObj(all::get);
    }
}
