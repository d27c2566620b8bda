package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.BytePattern;
import dev.tallyman.identification.signature.ByteSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** A pattern beside the middle one of a subsequence, and how far from its neighbour it may be. */
record Fragment(int least, int most, BytePattern pattern) {
    /** Everything of one subsequence as steps in the order in which they are looked for. */
    static List<ByteSequence.Step> steps(
            int least,
            int most,
            BytePattern middle,
            NavigableMap<Integer, List<Fragment>> left,
            NavigableMap<Integer, List<Fragment>> right,
            boolean backward) {
        List<ByteSequence.Step> steps = new ArrayList<>();
        // The outermost fragment takes the subsequence's own offset; each inner one the gap of its
        // outer.
        int gapLeast = least;
        int gapMost = most;
        for (List<Fragment> any : (backward ? right : left).descendingMap().values()) {
            steps.add(new ByteSequence.Step(gapLeast, gapMost, patterns(any)));
            gapLeast = any.stream().mapToInt(Fragment::least).min().orElse(0);
            gapMost = any.stream().mapToInt(Fragment::most).max().orElse(0);
        }
        steps.add(new ByteSequence.Step(gapLeast, gapMost, List.of(middle)));
        for (List<Fragment> any : (backward ? left : right).values()) {
            steps.add(new ByteSequence.Step(
                    any.stream().mapToInt(Fragment::least).min().orElse(0),
                    any.stream().mapToInt(Fragment::most).max().orElse(0),
                    patterns(any)));
        }
        return steps;
    }

    private static List<BytePattern> patterns(List<Fragment> any) {
        return any.stream().map(Fragment::pattern).toList();
    }
}
