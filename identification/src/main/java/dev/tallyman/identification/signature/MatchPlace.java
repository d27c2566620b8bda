package dev.tallyman.identification.signature;

import java.util.ArrayList;
import java.util.List;

/** Where in a file a signature is, in words: for people who ask why. */
public final class MatchPlace {
    private MatchPlace() {}

    /** Such as {@code at byte 257}, for a condition that holds. */
    public static String of(Requirement condition, byte[] head, byte[] tail) {
        List<String> places = new ArrayList<>();
        add(condition, new FileEnds(head, tail), places);
        return String.join(" and ", places.stream().distinct().toList());
    }

    private static void add(Requirement condition, FileEnds bytes, List<String> places) {
        switch (condition) {
            case ByteSequence sequence -> places.add(of(sequence, bytes));
            case Requirement.Joined joined ->
                joined.of().stream()
                        .filter(one -> one.holds(bytes))
                        .limit(joined.all() ? joined.of().size() : joined.least())
                        .forEach(one -> add(one, bytes, places));
        }
    }

    private static String of(ByteSequence sequence, FileEnds bytes) {
        List<ByteSequence.Step> steps = new ArrayList<>(sequence.steps());
        ByteSequence.Step first = steps.getFirst();
        long last = Math.min(first.most(), bytes.head().length);
        for (int offset = first.least(); sequence.isFromBeginning() && offset <= last; offset++) {
            steps.set(0, new ByteSequence.Step(offset, offset, first.filled(), first.any()));
            if (new ByteSequence('B', steps).holds(bytes)) {
                return "at byte " + offset;
            }
        }
        return "near the end";
    }
}
