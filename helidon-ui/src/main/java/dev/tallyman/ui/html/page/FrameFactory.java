package dev.tallyman.ui.html.page;

import dev.tallyman.file.State;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.volume.Space;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what is around every page. */
public final class FrameFactory {
    private static final long FULL = 16L << 20;
    private static final long PLENTY = 10_000_000_000L;

    private final Index index;
    private final String intake;
    private static final int SWEEPS = 5;

    /** The exit code of a program that cannot use the volume or the index. */
    private static final int UNUSABLE = 3;

    private final Supplier<String> rules;
    private final Supplier<List<String>> troubles;
    private final InstantSource clock;

    /**
     * @param intake what the intake is called
     * @param rules version of the rules in force
     * @param troubles sentences about what does not work at present; each begins with its headline
     *     and a full stop
     */
    public FrameFactory(
            Index index, String intake, Supplier<String> rules, Supplier<List<String>> troubles, InstantSource clock) {
        this.index = index;
        this.intake = intake;
        this.rules = rules;
        this.troubles = troubles;
        this.clock = clock;
    }

    public Frame frame(String title, Frame.Tab tab) {
        return frame(title, tab, index.catalog().totals(), index.volume().space());
    }

    public Frame frame(String title, Frame.Tab tab, Totals totals, Space space) {
        return new Frame(
                title,
                tab,
                intake,
                rules.get(),
                person(),
                Rights.current(),
                reports(),
                totals.of(State.TRASHED).files(),
                banners(space),
                clock.instant());
    }

    /** Around a page that must come even where the index cannot be read. */
    public Frame withoutIndex(String title) {
        return new Frame(
                title,
                Frame.Tab.NONE,
                intake,
                rules.get(),
                person(),
                Rights.current(),
                false,
                0,
                List.of(),
                clock.instant());
    }

    private boolean reports() {
        Rights rights = Rights.current();
        boolean some = rights.here().covers(Role.VIEWER);
        return rights.whole()
                || (some && Files.isDirectory(index.volume().reports().resolve("latest/folders")));
    }

    private static @Nullable String person() {
        return Visit.current().map(visit -> visit.person().display()).orElse(null);
    }

    private List<Frame.Banner> banners(Space space) {
        List<Frame.Banner> banners = new ArrayList<>();
        String sizes = Words.size(space.free()) + " of " + Words.size(space.total()) + " are free";
        if (space.free() < FULL) {
            banners.add(
                    new Frame.Banner(
                            "fail",
                            "failed",
                            "The volume is full.",
                            sizes
                                    + ". Nothing was lost. Purge the trash, free space or ask for a larger volume; everything goes on by itself."));
        } else if (space.free() < PLENTY && space.free() < space.total() / 20) {
            banners.add(new Frame.Banner(
                    "need",
                    "quarantined",
                    "The volume is nearly full.",
                    sizes + ". Purge the trash, or ask for a larger volume."));
        }
        if (space.free() >= FULL && Rights.current().whole()) {
            stopped().ifPresent(banners::add);
        }
        for (String trouble : troubles.get()) {
            int stop = trouble.indexOf(". ");
            banners.add(new Frame.Banner(
                    "need",
                    "quarantined",
                    stop < 0 ? trouble : trouble.substring(0, stop + 1),
                    stop < 0 ? "" : trouble.substring(stop + 2)));
        }
        return List.copyOf(banners);
    }

    // What keeps sweeps from working, files that are gone at once for one, is everybody's business.
    private Optional<Frame.Banner> stopped() {
        return index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, SWEEPS).stream()
                .filter(run -> run.status().ended())
                .findFirst()
                .filter(run -> run.exit() != null && run.exit() == UNUSABLE)
                .map(run -> new Frame.Banner(
                        "fail", "failed", "The last sweep could not work.", String.valueOf(run.message())));
    }
}
