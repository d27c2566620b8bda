package dev.tallyman.index;

import dev.tallyman.index.bulk.BulkRegister;
import dev.tallyman.index.catalog.Catalog;
import dev.tallyman.index.catalog.KnownContents;
import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.SeenSums;
import dev.tallyman.index.database.Backups;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.IndexChanges;
import dev.tallyman.index.description.DescriptionQueue;
import dev.tallyman.index.people.BrowserSessions;
import dev.tallyman.index.people.EventArchive;
import dev.tallyman.index.people.History;
import dev.tallyman.index.people.Tokens;
import dev.tallyman.index.queue.Queue;
import dev.tallyman.index.repair.Discovery;
import dev.tallyman.index.repair.Fixity;
import dev.tallyman.index.runs.Blame;
import dev.tallyman.index.runs.JobRuns;
import dev.tallyman.index.runs.Pauses;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.index.runs.RunStatistics;
import dev.tallyman.index.search.NameIndex;
import dev.tallyman.index.search.TextIndex;
import dev.tallyman.index.search.TextSearch;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Reserve;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The index of one intake: opens, proves and migrates the SQLite file, and hands out what works on
 * it. Safe for many threads and processes; while it is open, nothing restores under it.
 */
public final class Index implements AutoCloseable {
    private final Volume volume;
    private final InstantSource clock;
    private final Reserve reserve;
    private final Database database;
    private final Consumer<Step> steps;
    private final Places places;
    private final Intake intake;
    private final ResumableUploads unfinished;
    private final NameIndex names;
    private final TextIndex texts;
    private final SeenSums sums = new SeenSums();

    /** Tells of each {@link Step} when it is done. */
    Index(Volume volume, InstantSource clock, Consumer<Step> steps) {
        this.volume = volume;
        this.clock = clock;
        this.steps = steps;
        this.places = new Places(volume, steps);
        this.reserve = new Reserve(volume);
        this.database = Database.open(volume, reserve);
        this.intake = new Intake(volume, places, database, clock, steps);
        this.unfinished = new ResumableUploads(volume, database, intake, clock);
        this.names = new NameIndex(database, volume);
        this.texts = new TextIndex(database, volume);
        reserve.takeBack();
    }

    /**
     * Opens the index of the volume; a volume without one gets a new, empty one.
     *
     * @throws IntakeException.Unusable damaged, of a newer version, or being restored
     * @throws IntakeException.Full no room even for opening it
     */
    public static Index open(Volume volume, InstantSource clock) {
        return new Index(volume, clock, _ -> {});
    }

    /** The SQLite file itself, for servers and those who keep it in order. */
    public IndexFile file() {
        return new IndexFile(database);
    }

    /** The volume that this is the index of. */
    public Volume volume() {
        return volume;
    }

    /** The space kept for a full volume. */
    public Reserve reserve() {
        return reserve;
    }

    /** Receives uploads. */
    public Intake intake() {
        return intake;
    }

    /** What was received under the keys of senders. */
    public Deliveries deliveries() {
        return new Deliveries(database);
    }

    /** Uploads that can be interrupted. */
    public ResumableUploads unfinished() {
        return unfinished;
    }

    /** Finds the files that hold given contents. */
    public KnownContents contents() {
        return new KnownContents(database);
    }

    /** Deletes, restores and purges. */
    public Trash trash() {
        return new Trash(volume, places, database, texts, clock, steps);
    }

    /** Gives files and folders other names. */
    public Moves moves() {
        return new Moves(volume, places, database, clock, steps);
    }

    /** What is done to many files at once. */
    public BulkRegister bulk() {
        return new BulkRegister(database, clock);
    }

    /** Finds and lists files and totals. */
    public Catalog catalog() {
        return new Catalog(database, names, search(), sums);
    }

    /** The index of names, for whoever keeps it. */
    public NameIndex names() {
        return names;
    }

    /** What documents say, for sweeps that keep it. */
    public TextIndex texts() {
        return texts;
    }

    /** Finds what documents say. */
    public TextSearch search() {
        return new TextSearch(texts, volume);
    }

    /** The history of runs and the requests for new ones. */
    public RunRegister runs() {
        return new RunRegister(volume, database, clock);
    }

    /** The history of runs in numbers. */
    public RunStatistics history() {
        return new RunStatistics(database);
    }

    /** The files that wait, for sweeps. */
    public Queue queue() {
        return new Queue(volume, places, database, clock, runs());
    }

    /** What is in files, for sweeps and pages. */
    public DescriptionQueue descriptions() {
        return new DescriptionQueue(database, clock);
    }

    /** Compares the volume with the index. */
    public Discovery discovery() {
        return new Discovery(volume, places, database, clock, null);
    }

    /** The same, and what it finds is added to the counts of a run. */
    public Discovery discovery(Run run) {
        return new Discovery(volume, places, database, clock, run);
    }

    /** The runs as Jobs of a cluster. */
    public JobRuns jobRuns() {
        return new JobRuns(volume, database, clock);
    }

    /** Which file is to blame for the end of a run. */
    public Blame blame() {
        return new Blame(database, clock);
    }

    /** The schedules that people paused. */
    public Pauses pauses() {
        return new Pauses(database);
    }

    /** Who has signed in. */
    public BrowserSessions sessions() {
        return new BrowserSessions(database, clock);
    }

    /** Who did what. */
    public History events() {
        return new History(database, clock);
    }

    /** Who did what, in files that prove themselves. */
    public EventArchive eventFiles() {
        return new EventArchive(database, volume, clock);
    }

    /** The tokens of scripts. */
    public Tokens tokens() {
        return new Tokens(database, clock);
    }

    /** Reads what a report needs, all of it from one state of the index. */
    public <T> T report(ReportData.Reading<T> reading) throws IOException {
        return ReportData.read(database, clock, reading);
    }

    /** Proves that files still hold what they held. */
    public Fixity fixity() {
        return new Fixity(volume, database, clock);
    }

    /** Notices what other processes do. The caller closes it. */
    public IndexChanges changes() {
        return new IndexChanges(volume);
    }

    /** What it takes at present, for whoever watches it. */
    public Measures measures() {
        return new Measures(volume, database);
    }

    /**
     * Copies the index after proving it whole: a damaged one never pushes out a good backup.
     *
     * @param keep how many backups stay, the new one included
     */
    public Backups.Backup backUp(int keep) {
        return new Backups(volume, clock).make(database, keep);
    }

    @Override
    public void close() {
        names.close();
        texts.close();
        database.close();
    }
}
