package dev.tallyman.ui.intake;

import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.rules.RulesException;
import dev.tallyman.rules.RulesText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. A file that changes is read again; one that cannot be used leaves the last
 * good rules in force and says so, over a restart too.
 */
public final class CurrentRules implements Supplier<Rules> {
    private static final System.Logger LOG = System.getLogger(CurrentRules.class.getName());

    /** A file that has changed is the same for so long before it is believed. */
    private static final Duration SETTLING = Duration.ofMillis(100);

    private static final int LOOKS = 20;

    private final Optional<Path> file;
    private final Habitat habitat;
    private final KeptRules kept;
    private final Runnable pause;
    private volatile Rules rules;
    private volatile @Nullable String trouble;

    /**
     * @param kept where the last good rules lie
     * @throws RulesException there are no good ones to begin with
     */
    public CurrentRules(@Nullable Path file, Habitat habitat, Path kept) {
        this(file, habitat, kept, () -> LockSupport.parkNanos(SETTLING.toNanos()));
    }

    /** The same, with how to wait until a file that has changed is whole. */
    CurrentRules(@Nullable Path file, Habitat habitat, Path kept, Runnable pause) {
        this.file = Optional.ofNullable(file);
        this.pause = pause;
        this.habitat = habitat;
        this.kept = new KeptRules(kept, habitat);
        Rules good;
        try {
            good = Rules.load(this.file, habitat);
        } catch (RulesException e) {
            good = this.kept.read().orElseThrow(() -> e);
            complain(e);
        }
        this.rules = good;
    }

    @Override
    public Rules get() {
        return rules;
    }

    /** What is wrong with the file now, for every page; empty when it is in force. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble)
                .map(why -> "The rules cannot be used, so the last good ones stay in force, version "
                        + rules.version()
                        + ". Programs that start now end with exit 2. "
                        + why);
    }

    /** What is wrong with the file now and where; empty when it is in force. */
    public Optional<String> fault() {
        return Optional.ofNullable(trouble);
    }

    /** The rules in force for people to read. */
    public RulesText text() {
        Rules now = rules;
        return Stream.of(file.orElse(Rules.MOUNTED), kept.file())
                .flatMap(path -> read(path).stream())
                .filter(yaml -> version(yaml).equals(Optional.of(now.version())))
                .findFirst()
                .map(yaml -> RulesText.of(yaml, now.source()))
                .orElseGet(() -> RulesText.of(null, now.source()));
    }

    /** Those that were in force before; empty where there were none, or this version cannot read them. */
    public Optional<RulesText> textBefore() {
        try {
            return read(kept.before()).map(yaml -> RulesText.of(yaml, "the rules before"));
        } catch (RulesException e) {
            return Optional.empty();
        }
    }

    private Optional<String> version(byte[] yaml) {
        try {
            return Optional.of(Rules.parse(yaml, "rules", habitat).version());
        } catch (RulesException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(Path path) {
        try {
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Looks at the file again, and keeps it on the volume when it is good. */
    public synchronized void refresh() {
        try {
            Rules now = settled();
            if (!now.version().equals(rules.version())) {
                LOG.log(Level.INFO, "The rules changed: " + now.source());
                rules = now;
            }
            trouble = null;
            Path read = file.orElse(Rules.MOUNTED);
            if (Files.exists(read)) {
                kept.keep(read, now);
            }
        } catch (RulesException e) {
            complain(e);
        }
    }

    // Who saves a file in its place empties it first, and an empty one is good: it would open what the rules close.
    private Rules settled() {
        Rules now = Rules.load(file, habitat);
        for (int look = 0; look < LOOKS && !now.version().equals(rules.version()); look++) {
            pause.run();
            Rules again = Rules.load(file, habitat);
            if (again.version().equals(now.version())) {
                return again;
            }
            now = again;
        }
        return now;
    }

    private void complain(RulesException e) {
        if (!String.valueOf(e.getMessage()).equals(trouble)) {
            LOG.log(Level.WARNING, e.getMessage() + " (the last good rules stay in force)");
            trouble = e.getMessage();
        }
    }
}
