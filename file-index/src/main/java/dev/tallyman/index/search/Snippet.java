package dev.tallyman.index.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The place in a text where most of what was searched for stands close together.
 *
 * @param pieces in their order; nothing where it was not found
 */
public record Snippet(List<Piece> pieces) {
    /** Letters around what was found. */
    private static final int LENGTH = 180;

    private static final int BEFORE = 50;

    public Snippet {
        pieces = List.copyOf(pieces);
    }

    /** A piece of plain text; {@code match}: it is what was searched for. */
    public record Piece(String text, boolean match) {}

    private record Found(int start, int end, int phrase) {}

    private record Token(int start, int end, String folded, boolean spaceless) {}

    static Snippet of(String raw, TextQuery query) {
        String text = TextTokens.plain(raw);
        List<Found> best = best(text, query.wanted());
        if (best.isEmpty()) {
            return new Snippet(List.of());
        }
        int from = beginning(text, Math.max(0, best.getFirst().start() - BEFORE));
        int found = best.stream().mapToInt(Found::end).max().orElse(from);
        int to = Math.max(found, ending(text, Math.min(text.length(), from + LENGTH)));
        List<Piece> pieces = new ArrayList<>();
        int at = from;
        add(pieces, from > 0 ? "…" : "", false);
        for (Found one : best) {
            if (one.start() >= at) {
                add(pieces, text.substring(at, one.start()), false);
                add(pieces, text.substring(one.start(), one.end()), true);
                at = one.end();
            }
        }
        add(pieces, text.substring(at, to) + (to < text.length() ? "…" : ""), false);
        return new Snippet(pieces);
    }

    private static void add(List<Piece> pieces, String text, boolean match) {
        String calm = text.replaceAll("[\\p{Cntrl}\\p{Z}\\p{Cf}\\s]+", " ");
        if (!calm.isEmpty()) {
            pieces.add(new Piece(calm, match));
        }
    }

    // Looks at the text once, and no further than to a place with all of it.
    private static List<Found> best(String text, List<TextQuery.Phrase> phrases) {
        int longest = phrases.stream()
                .mapToInt(phrase -> phrase.tokens().size())
                .max()
                .orElse(1);
        Deque<Token> last = new ArrayDeque<>();
        Deque<Found> window = new ArrayDeque<>();
        List<Found> best = new ArrayList<>();
        int[] most = {0};
        TextTokens.each(text, (start, end, folded, spaceless) -> {
            last.addLast(new Token(start, end, folded, spaceless));
            if (last.size() > longest) {
                last.removeFirst();
            }
            boolean more = false;
            List<Token> tokens = List.of();
            for (int i = 0; i < phrases.size(); i++) {
                if (!phrases.get(i).mayEndWith(folded)) {
                    continue;
                }
                tokens = tokens.isEmpty() ? List.copyOf(last) : tokens;
                int first = tokens.size() - phrases.get(i).tokens().size();
                if (first >= 0 && holds(phrases.get(i), tokens.subList(first, tokens.size()))) {
                    int at = tokens.get(first).start();
                    int until = shown(phrases.get(i), text, tokens.getLast());
                    window.addLast(new Found(at, Math.min(until, at + LENGTH), i));
                    more = true;
                }
            }
            while (window.size() > 1 && end - window.getFirst().start() > LENGTH - BEFORE) {
                window.removeFirst();
            }
            int distinct = more ? distinct(window) : 0;
            if (distinct > most[0] || (more && distinct == most[0] && continues(best, window))) {
                most[0] = distinct;
                best.clear();
                best.addAll(window);
            }
            return most[0] < phrases.size() || start - best.getFirst().start() < LENGTH;
        });
        best.sort(java.util.Comparator.comparingInt(Found::start).thenComparingInt(found -> -found.end()));
        return best;
    }

    private static boolean continues(List<Found> best, Deque<Found> window) {
        return !best.isEmpty() && best.getFirst().equals(window.getFirst());
    }

    private static int distinct(Deque<Found> window) {
        BitSet phrases = new BitSet();
        window.forEach(found -> phrases.set(found.phrase()));
        return phrases.cardinality();
    }

    private static boolean holds(TextQuery.Phrase phrase, List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            String wanted = phrase.tokens().get(i);
            String there = tokens.get(i).folded();
            boolean open = phrase.prefix() && i == tokens.size() - 1;
            if (!(open ? there.startsWith(wanted) : there.equals(wanted))) {
                return false;
            }
        }
        return true;
    }

    // Of a pair whose first letter was searched for, the first.
    private static int shown(TextQuery.Phrase phrase, String text, Token last) {
        boolean half = last.spaceless()
                && phrase.tokens().getLast().length() < last.folded().length();
        return half ? last.start() + Character.charCount(text.codePointAt(last.start())) : last.end();
    }

    private static int beginning(String text, int from) {
        int space = text.indexOf(' ', from);
        int begin = from > 0 && space >= 0 && space < from + 20 ? space + 1 : from;
        return begin > 0 && begin < text.length() && Character.isLowSurrogate(text.charAt(begin)) ? begin + 1 : begin;
    }

    private static int ending(String text, int to) {
        int space = text.lastIndexOf(' ', to);
        int end = to < text.length() && space > to - 20 ? space : to;
        return end > 0 && end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }
}
