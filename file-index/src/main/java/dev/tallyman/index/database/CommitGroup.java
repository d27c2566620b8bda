package dev.tallyman.index.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes in one transaction what several wait for, because the disk takes as long for all of them as for one: whoever
 * comes while a group is written is in the next. Nobody waits for others to come.
 */
final class CommitGroup {
    /** Others want to write as well meanwhile. */
    private static final int LARGEST = 64;

    /** Does work in a transaction, and returns when that is durable. */
    interface Commit {
        void of(Database.Work<Boolean> work);
    }

    private final Commit commit;
    private final Queue<Member<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock leading = new ReentrantLock(true);

    CommitGroup(Commit commit) {
        this.commit = commit;
    }

    /** Does work that may be done twice, when the first time is taken back. */
    <T> T write(Database.Work<T> work) {
        var member = new Member<>(work);
        waiting.add(member);
        leading.lock();
        try {
            while (!member.done) {
                commit(next());
            }
        } finally {
            leading.unlock();
        }
        return member.answer();
    }

    /** How many wait for the next group. */
    int waiting() {
        return waiting.size();
    }

    private List<Member<?>> next() {
        List<Member<?>> group = new ArrayList<>();
        for (Member<?> one = waiting.poll(); one != null; one = waiting.poll()) {
            group.add(one);
            if (group.size() == LARGEST) {
                break;
            }
        }
        return group;
    }

    // One that fails takes back what the others wrote: then each is alone, and only that one fails.
    private void commit(List<Member<?>> group) {
        try {
            commit.of(session -> {
                for (Member<?> member : group) {
                    member.run(session);
                }
                return true;
            });
            group.forEach(member -> member.done = true);
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.getFirst().failure = e;
                group.getFirst().done = true;
            } else {
                group.forEach(member -> commit(List.of(member)));
            }
        }
    }

    private static final class Member<T> {
        private final Database.Work<T> work;
        private @Nullable T result;
        private @Nullable Throwable failure;
        private boolean done;

        Member(Database.Work<T> work) {
            this.work = work;
        }

        void run(Session session) throws SQLException {
            result = work.run(session);
        }

        @SuppressWarnings("NullAway") // it is what the work gave
        T answer() {
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
            return result;
        }
    }
}
