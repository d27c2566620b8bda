package dev.tallyman.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the benchmarks of this run have measured: a line as soon as it is known, and all of them at the end. */
public final class Figures {
    private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

    private Figures() {}

    /** Notes a figure; the goal is null where there is none. */
    public static void add(String what, double value, String how, @Nullable Goal goal) {
        String met = goal == null ? "    " : goal.isMet(value) ? "ok  " : "MISS";
        String line = "%s  %-55s %8.2f  goal %-13s %s".formatted(met, what, value, goal == null ? "none" : goal, how);
        LINES.add(line);
        System.out.println(line);
    }

    /** All of them once more. */
    public static void print(String title) {
        System.out.println("\n" + title);
        LINES.forEach(System.out::println);
    }
}
