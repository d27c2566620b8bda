package dev.tallyman.rules;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this intake decides: one YAML file from Git over built-in defaults, read strictly.
 *
 * @param version content hash of the file, stored with every verdict
 * @param source the file, or “built-in defaults”
 * @param schedules when programs are due on one machine
 */
public record Rules(
        String version,
        String source,
        Map<Run.Kind, Schedule> schedules,
        Scheduling scheduling,
        Claims claims,
        Workers workers,
        Uploads uploads,
        Categories categories,
        Retention retention,
        Report report,
        Parsers parsers,
        Access access) {
    /** Where the rules are mounted. */
    public static final Path MOUNTED = Path.of("/etc/tallyman/rules.yaml");

    /** The source of rules that no file gave. */
    static final String BUILT_IN = "built-in defaults";

    /** What stands where no file says anything. */
    public static final Rules DEFAULT = RulesReader.defaults();

    /** Whether no file says anything. */
    public boolean isBuiltIn() {
        return source.equals(BUILT_IN);
    }

    public Rules {
        schedules = Collections.unmodifiableMap(new EnumMap<>(schedules));
    }

    /**
     * The order of claiming.
     *
     * @param ageing waiting this long raises a file's priority by one; zero for never
     * @param priorities by folder, each with a final {@code /}
     */
    public record Scheduling(Policy policy, Duration ageing, Map<String, Integer> priorities) {
        public Scheduling {
            priorities = Map.copyOf(priorities);
        }
    }

    /**
     * How many files are claimed, and how often each may fail.
     *
     * @param attempts readings that may fail before a file is quarantined
     * @param files claimed at once, at most
     * @param bytes claimed at once, at most
     */
    public record Claims(int attempts, int files, long bytes) {}

    /**
     * How far a sweep spreads.
     *
     * @param ceiling Pods of one on-demand sweep, at most
     */
    public record Workers(int ceiling) {}

    /**
     * What is taken in.
     *
     * @param limit bytes of one file
     * @param hold risks with which a file is not given out before a person releases it
     * @param refuse endings without a dot, MIME types, or {@code video/*}, in lower case
     */
    public record Uploads(long limit, Set<String> refuse, Set<Risk> hold) {
        public Uploads {
            refuse = Set.copyOf(refuse);
            hold = Set.copyOf(hold);
        }

        /** The risk for which a file is kept and not given out until a person lets it go; empty for none. */
        public Optional<Risk> holding(StoredFile file) {
            return file.risks().stream().sorted().filter(hold::contains).findFirst();
        }

        /** The entry that refuses a file of this ending or type. */
        public Optional<String> refusal(String extension, @Nullable String mime) {
            if (refuse.contains(extension)) {
                return Optional.of(extension);
            }
            if (mime == null) {
                return Optional.empty();
            }
            String group = mime.substring(0, Math.max(0, mime.indexOf('/'))) + "/*";
            return Set.of(mime, group).stream().filter(refuse::contains).findAny();
        }
    }

    /** Overrides of the category; the more special ending wins over the type. */
    public record Categories(Map<String, Category> extensions, Map<String, Category> types) {
        public Categories {
            extensions = Map.copyOf(extensions);
            types = Map.copyOf(types);
        }

        /** The category that the rules want for a file of this ending and MIME type. */
        public Optional<Category> of(String extension, String mime) {
            return Optional.ofNullable(extensions.get(extension)).or(() -> Optional.ofNullable(types.get(mime)));
        }
    }

    /** What is kept, and for how long. Numbers count the newest. */
    public record Retention(
            Duration trash, int reports, Duration logs, int backups, Duration uploads, Duration events) {}

    /**
     * When a report is due, and how its tables are written.
     *
     * @param interval no new report sooner after the last one
     * @param bom whether CSV files begin with a byte order mark, by which spreadsheets know UTF-8
     * @param folders whether each folder at the root gets one of its own too, for those who may see that alone
     */
    public record Report(Duration interval, boolean bom, boolean folders) {}

    /**
     * What reads files to a verdict.
     *
     * @param time without progress on one file, after which it has failed
     * @param refresh stale files that a sweep reads again, at most; 0 for none
     * @param signatures a DROID signature file; null for the program's own
     * @param containers the container signature file beside it; null for the program's own
     * @param describe what describing may cost
     */
    public record Parsers(
            Duration time,
            int refresh,
            @Nullable Path signatures,
            @Nullable Path containers,
            Describe describe) {}

    /**
     * What is read of a file after its verdict, and what that may cost.
     *
     * @param time for one file
     * @param bytes read of one file, unpacked ones included
     * @param pixels of a picture that is made small
     * @param characters of text that are kept for search
     * @param entries of an archive that are listed
     * @param refresh files that a sweep describes again because other readers did, at most; 0 for none
     */
    public record Describe(
            boolean metadata,
            boolean text,
            boolean thumbnails,
            boolean members,
            Duration time,
            long bytes,
            int pixels,
            int characters,
            int entries,
            int refresh) {
        /** True where anything is to be read at all. */
        public boolean any() {
            return metadata || text || thumbnails || members;
        }
    }

    /**
     * Reads the file; without one the mounted file where there is one, else the defaults.
     *
     * @throws RulesException file, line, what is wrong, what is allowed
     */
    public static Rules load(Optional<Path> file, Habitat habitat) {
        if (file.isEmpty() && !Files.exists(MOUNTED)) {
            return DEFAULT;
        }
        Path path = file.orElse(MOUNTED);
        try {
            return RulesReader.read(Files.readAllBytes(path), path.toString(), habitat);
        } catch (IOException e) {
            String reason = switch (e) {
                case NoSuchFileException _ -> "there is no such file; check the path";
                case AccessDeniedException _ -> "this user may not; let it read the file";
                default -> e + "; check the path";
            };
            throw new RulesException(path + ": the rules cannot be read: " + reason, e);
        }
    }

    /** Reads rules that are in memory; {@code source} names them in messages. */
    public static Rules parse(byte[] yaml, String source, Habitat habitat) {
        return RulesReader.read(yaml, source, habitat);
    }

    /** The priority of a file: that of the longest folder it lies in, 0 without one. */
    public int rank(FilePath path) {
        if (scheduling.priorities.isEmpty()) {
            return 0;
        }
        String folder = path.folder();
        while (!folder.isEmpty()) {
            Integer rank = scheduling.priorities.get(folder);
            if (rank != null) {
                return rank;
            }
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        }
        return 0;
    }
}
