package dev.tallyman.ui.intake;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.bulk.Bulk;
import dev.tallyman.index.people.Deed;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does to many files what people ask for as one thing: beside the request, one file after the other, with its progress
 * to be asked for. What stands in the way of one file costs the others nothing.
 */
public final class BulkWork {
    private static final int AT_ONCE = 4;
    private static final int PAGE = 200;

    private final Index index;
    private final FileActions actions;
    private final Map<Long, Bulk> running = new ConcurrentHashMap<>();

    public BulkWork(Index index, FileActions actions) {
        this.index = index;
        this.actions = actions;
    }

    /**
     * Begins it; {@link Problem} 503 when too many are under way.
     *
     * @param folder where to, for {@link Deed#MOVE}; null is the top
     */
    public Bulk start(Deed deed, Selection selection, @Nullable FilePath folder) {
        long files = selection.count(index.catalog());
        Bulk bulk = begin(deed, folder, files, selection.subject(files), null);
        begin(bulk, after -> selection.ids(index.catalog(), after, PAGE));
        return bulk;
    }

    /** Takes it back; {@link Problem} 409 where that cannot be. */
    public Bulk undo(Bulk bulk) {
        if (!bulk.canBeUndone()) {
            throw new Problem(
                    Status.CONFLICT_409,
                    "There is nothing to take back",
                    "Only what was deleted or moved, and is done, can be taken back.");
        }
        Deed deed = bulk.deed() == Deed.DELETE ? Deed.RESTORE : Deed.MOVE;
        String subject = new Selection.Picked(List.of()).subject(bulk.done()) + ", taken back";
        Bulk back = begin(deed, null, bulk.done(), subject, bulk.id());
        begin(back, after -> index.bulk().files(bulk, after, PAGE));
        return back;
    }

    /** How far it is. */
    public Optional<Bulk> find(long id) {
        Bulk live = running.get(id);
        return live == null ? index.bulk().find(id) : Optional.of(live);
    }

    /** True while this server is at it: one that has not ended and is not is one that a death cut off. */
    public boolean isRunning(Bulk bulk) {
        return running.containsKey(bulk.id());
    }

    private Bulk begin(Deed deed, @Nullable FilePath folder, long files, String subject, @Nullable Long undoes) {
        if (running.size() >= AT_ONCE) {
            throw new Problem(
                    Status.SERVICE_UNAVAILABLE_503,
                    "Too much is going on at once",
                    "So much is being done to many files already. Nothing was begun; try again in a minute.");
        }
        return index.bulk().begin(deed, folder, files, subject, undoes);
    }

    private void begin(Bulk bulk, LongFunction<List<Long>> pages) {
        running.put(bulk.id(), bulk);
        Thread.ofVirtual().name("bulk-" + bulk.id()).start(Visit.withItsRights(() -> {
            try {
                work(bulk, pages);
            } catch (RuntimeException e) {
                System.getLogger(BulkWork.class.getName())
                        .log(System.Logger.Level.WARNING, "What is done to many files ended early", e);
            } finally {
                running.remove(bulk.id());
            }
        }));
    }

    private void work(Bulk bulk, LongFunction<List<Long>> pages) {
        Bulk at = bulk;
        List<Long> ids = pages.apply(0);
        while (!ids.isEmpty()) {
            index.bulk().mark(bulk, ids);
            for (long id : ids) {
                String refused = act(bulk, id);
                at = at.plus(refused == null ? 1 : 0, refused == null ? 0 : 1, refused);
                running.put(bulk.id(), at);
            }
            index.bulk().keep(at);
            ids = pages.apply(ids.getLast());
        }
        index.bulk().end(at);
    }

    // Why it was not done; null where it was.
    private @Nullable String act(Bulk bulk, long id) {
        Optional<StoredFile> file = index.catalog().find(id);
        if (file.isEmpty()) {
            return "It is gone.";
        }
        try {
            act(bulk, file.get());
            return null;
        } catch (Problem e) {
            return e.detail();
        } catch (Visit.Denied e) {
            return "It takes the role “" + e.needed().label() + "” where it lies, or is to lie.";
        } catch (IntakeException | BadPathException e) {
            return e.getMessage();
        }
    }

    private void act(Bulk bulk, StoredFile file) {
        switch (bulk.deed()) {
            case DELETE -> actions.trash(file);
            case RESTORE -> actions.restore(file);
            case RETRY -> actions.retry(file);
            case MOVE -> actions.move(file, target(bulk, file));
            default -> throw new IllegalArgumentException(bulk.deed().label());
        }
    }

    private static FilePath target(Bulk bulk, StoredFile file) {
        FilePath former = file.arrival().former();
        if (bulk.undoes() != null && former != null) {
            return former;
        }
        FilePath name = file.path().last();
        return bulk.folder() == null ? name : name.below(bulk.folder());
    }
}
