package dev.tallyman.processor.sweep;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramLog;
import dev.tallyman.program.StopSignal;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.ContentHash;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One file being read, once, to a verdict. Whatever the file does to its reader is its own verdict
 * and nobody else's.
 */
final class Reading {
    private static final int SMALL = 1 << 20;

    /** After so many bytes it asks whether the file is still there. */
    private static final long LOOK_EVERY = 64L << 20;

    /** Readings of a file that is another one each time. */
    private static final int TIMES = 3;

    private final Volume volume;
    private final Identifier identifier;
    private final Rules rules;
    private final StopSignal stop;
    private final ProgramLog log;
    private final Claim claim;
    private volatile long hashed;
    private long looked;

    Reading(Volume volume, Identifier identifier, Rules rules, StopSignal stop, ProgramLog log, Claim claim) {
        this.volume = volume;
        this.identifier = identifier;
        this.rules = rules;
        this.stop = stop;
        this.log = log;
        this.claim = claim;
    }

    /** What was read and what it is. */
    record Result(DiskFacts facts, Outcome.Verdict verdict) {}

    /** It was given up because the program stops: there is no verdict. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Something else lies under its name now, or only a part of it. */
    private static final class Replaced extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Claim claim() {
        return claim;
    }

    /** Bytes hashed so far: the sign of progress. */
    long hashed() {
        return hashed;
    }

    /**
     * Reads the file.
     *
     * @param block of the caller's, for hashing
     */
    Result read(byte[] block) throws Stopped {
        try {
            return until(block);
        } catch (NoSuchFileException | NotDirectoryException | NotAFileException e) {
            return new Result(claim.facts(), new Outcome.Gone());
        } catch (AccessDeniedException e) {
            return failed("It cannot be read: permission denied. Let the program’s user read it, then" + " retry.");
        } catch (IOException e) {
            return failed("It cannot be read: " + reason(e) + ".");
        } catch (OutOfMemoryError e) {
            return failed("Reading it takes more memory than this program has ("
                    + Words.size(Runtime.getRuntime().maxMemory())
                    + ").");
        } catch (StackOverflowError e) {
            return fault(e);
        } catch (RuntimeException | LinkageError e) {
            return fault(e);
        }
    }

    // What goes on changing is recorded as it was, and the next discovery sees that it is not that
    // any more.
    private Result until(byte[] block) throws IOException, Stopped {
        Result last = null;
        for (int times = 0; times < TIMES; times++) {
            try {
                Result result = once(block);
                if (last != null || isStill(result.facts())) {
                    return result;
                }
                last = result;
            } catch (Replaced e) {
                // begins anew with what lies there now
            }
        }
        return last != null ? last : failed("It is replaced again and again while it is being read.");
    }

    // Never a verdict about the file: it is tried again, and the trace says where we are wrong.
    private Result fault(Throwable e) {
        log.fault(
                Thread.currentThread().getName(),
                claim.path().text() + ": a fault in this program, please report it:",
                e);
        return failed("This program failed on it: " + e + ". The log has the stack trace.");
    }

    private Result failed(String reason) {
        return new Result(claim.facts(), new Outcome.Failed(reason));
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private boolean isStill(DiskFacts facts) throws IOException {
        try (OpenFile file = volume.open(claim.path())) {
            return file.facts().equals(facts);
        }
    }

    private Result once(byte[] block) throws IOException, Stopped {
        hashed = 0;
        looked = 0;
        try (OpenFile file = volume.open(claim.path());
                FileChannel channel = file.channel()) {
            DiskFacts facts = file.facts();
            String known = facts.equals(claim.facts()) ? claim.sha256() : null;
            return new Result(
                    facts, facts.size() <= SMALL ? small(file, channel, known) : large(file, channel, known, block));
        }
    }

    private Outcome.Classified small(OpenFile file, FileChannel channel, @Nullable String known) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.facts().size());
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {
            // reads on until it has all
        }
        byte[] content = bytes.array();
        if (bytes.hasRemaining()) {
            content = Arrays.copyOf(content, bytes.position());
        }
        String sha256 = known == null ? hex(ContentHash.sha256().digest(content)) : known;
        hashed = content.length;
        return new Outcome.Classified(identify(Content.of(content)), sha256, file.changedNanos());
    }

    private Outcome.Classified large(OpenFile file, FileChannel channel, @Nullable String known, byte[] block)
            throws IOException, Stopped {
        Identification what = identify(Content.of(channel));
        String sha256 = known == null
                ? ContentHash.of(file, block, at -> watch(file, at)).orElse(null)
                : known;
        return new Outcome.Classified(what, sha256, file.changedNanos());
    }

    // A file that only grows or is written in is read to its end.
    private void watch(OpenFile file, long at) throws IOException, Stopped {
        hashed = at;
        if (stop.isAsked()) {
            throw new Stopped();
        }
        if (at / LOOK_EVERY > looked) {
            looked = at / LOOK_EVERY;
            try (OpenFile now = volume.open(claim.path())) {
                if (now.facts().inode() != file.facts().inode()
                        || now.facts().size() < file.facts().size()) {
                    throw new Replaced();
                }
            }
        }
    }

    private Identification identify(Content content) throws IOException {
        Identification what = identifier.identify(claim.path().name(), content);
        if (what.category() == Category.EMPTY) {
            return what;
        }
        return rules.categories()
                .of(claim.path().extension(), what.mime())
                .map(category -> with(what, category))
                .orElse(what);
    }

    private static Identification with(Identification what, Category category) {
        return new Identification(
                what.mime(),
                category,
                what.puids(),
                what.format(),
                what.version(),
                what.basis(),
                what.mismatch(),
                what.nameSays(),
                what.risks());
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
