package dev.tallyman.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Removes from the volume what nobody needs any more. Works on a full one, which it helps, and
 * without an index. Only what Tallyman made is touched: anything else is {@link Strangers}.
 */
public final class Upkeep {
    private static final Pattern REPORT = Pattern.compile("\\d{1,18}");
    private static final Pattern LOG = Pattern.compile("(.*)\\.log");

    private final Volume volume;

    public Upkeep(Volume volume) {
        this.volume = volume;
    }

    /**
     * What was removed.
     *
     * @param failed what could not be, each with its reason
     */
    public record Removed(long count, long bytes, List<String> failed) {
        public Removed {
            failed = List.copyOf(failed);
        }
    }

    /**
     * Unfinished uploads that no living process writes, and all that nobody touched since {@code
     * before}. Whoever writes one holds a lock on it.
     */
    public Removed uploads(Instant before) throws InterruptedException {
        return new Leftovers(volume, before).remove();
    }

    /** All reports but the newest, and never the one that {@code latest} leads to. */
    public Removed reports(int keep) {
        Removal removal = new Removal(volume, volume.reports());
        Path shown = shown();
        removal
                .find(entry ->
                        REPORT.matcher(name(entry)).matches() && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .stream()
                .sorted(Comparator.comparingLong((Path report) -> Long.parseLong(name(report)))
                        .reversed())
                .skip(keep)
                .filter(report -> !report.equals(shown))
                .forEach(removal::remove);
        return removal.done();
    }

    // The report in reports/ that latest leads to; latest itself where it leads to none.
    private Path shown() {
        Path latest = volume.reports().resolve("latest");
        try {
            return volume.reports().resolve(name(latest.toRealPath()));
        } catch (IOException e) {
            return latest;
        }
    }

    /**
     * Logs that nobody wrote to since {@code before}.
     *
     * @param live true for a run that has not ended: its log stays
     */
    public Removed logs(Instant before, LongPredicate live) {
        Removal removal = new Removal(volume, volume.logs());
        removal.find(entry -> LOG.matcher(name(entry)).matches()
                        && Volume.isFile(entry)
                        && modified(entry).isBefore(before)
                        && !isLive(entry, live))
                .forEach(removal::remove);
        return removal.done();
    }

    private static boolean isLive(Path log, LongPredicate live) {
        var id = LOG.matcher(name(log));
        return id.matches() && REPORT.matcher(id.group(1)).matches() && live.test(Long.parseLong(id.group(1)));
    }

    /** What lies in Tallyman's own folders, is not Tallyman's, and is left alone; for people. */
    public List<String> strangers() {
        return new Strangers(volume).list();
    }

    private static Instant modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
