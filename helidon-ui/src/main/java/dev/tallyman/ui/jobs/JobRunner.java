package dev.tallyman.ui.jobs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programs that the web interface starts: child processes on one machine, Jobs on Kubernetes.
 * Every run, whoever began it, has its row in {@link RunRegister}: lists and history come from there.
 */
public interface JobRunner extends AutoCloseable {
    /**
     * Asks for a run. One of that kind that is pending or running serves the request too.
     *
     * @param policy the order of a sweep; null for the rules' own
     * @param workers of a sweep; null for as many as the backlog is worth
     * @throws Unavailable when nothing can be started now
     */
    RunRegister.Requested start(Run.Kind kind, Run.Trigger trigger, @Nullable String policy, @Nullable Integer workers);

    /** Tells that files wait: a moment later one sweep is asked for, however often this is told. */
    void uploaded();

    /**
     * Stops a run that is pending or running: first politely, then by force. One that has ended
     * meanwhile stays as it is.
     *
     * @throws Unavailable when it is not this runner's to stop, or cannot be stopped now
     */
    void cancel(Run run);

    /** What a run has logged from a byte on, as far as there is more now. */
    Tail log(Run run, long offset);

    /** Why a run does not go on, where it does not. */
    Optional<Waiting> waiting(Run run);

    /** All schedules, paused ones too. */
    List<ScheduleState> schedules();

    /** When the schedule begins a sweep; empty while it is paused or cannot be asked. */
    default Optional<Instant> nextSweep() {
        try {
            return schedules().stream()
                    .filter(schedule -> schedule.kind() == Run.Kind.SWEEP)
                    .map(ScheduleState::next)
                    .filter(Objects::nonNull)
                    .findAny();
        } catch (Unavailable e) {
            return Optional.empty();
        }
    }

    /** Runs nothing by the schedule of this kind until it is resumed; survives restarts. */
    void pause(Run.Kind kind);

    void resume(Run.Kind kind);

    /** Calls back after something about runs changed that their rows do not tell. */
    Watch watch(Runnable changed);

    /** What cannot be done at present; empty when all is well. */
    Optional<Waiting> trouble();

    /** What runs beside the programs and is not from Git. */
    List<Addition> additions();

    /** Ends what only lives while this process does. */
    @Override
    void close();

    /** A part of a log; once it has {@code ended} nothing is added to it any more. */
    record Tail(ByteBuffer bytes, long next, boolean ended) {}

    /** Ends a {@link #watch}. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Nothing is wrong with the request, but it cannot be done now. The message names the cure. */
    final class Unavailable extends HttpException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message, Status.SERVICE_UNAVAILABLE_503);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, Status.SERVICE_UNAVAILABLE_503, cause);
        }
    }
}
