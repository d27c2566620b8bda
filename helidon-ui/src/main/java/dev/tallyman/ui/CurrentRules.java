package dev.tallyman.ui;

import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.rules.RulesException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. A file that changes is read again; one that cannot be used leaves the last
 * good rules in force and says so.
 */
final class CurrentRules implements Supplier<Rules> {
    private static final System.Logger LOG = System.getLogger(CurrentRules.class.getName());

    private final Optional<Path> file;
    private final Habitat habitat;
    private volatile Rules rules;
    private volatile @Nullable String trouble;

    /** {@link RulesException} when there are no good ones to begin with. */
    CurrentRules(@Nullable Path file, Habitat habitat) {
        this.file = Optional.ofNullable(file);
        this.habitat = habitat;
        this.rules = Rules.load(this.file, habitat);
    }

    @Override
    public Rules get() {
        return rules;
    }

    /** What is wrong with the file now, for every page; empty when it is in force. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Looks at the file again. */
    void refresh() {
        try {
            Rules now = Rules.load(file, habitat);
            if (!now.version().equals(rules.version())) {
                LOG.log(Level.INFO, "The rules changed: " + now.source());
                rules = now;
            }
            trouble = null;
        } catch (RulesException e) {
            if (!String.valueOf(e.getMessage()).equals(trouble)) {
                LOG.log(Level.WARNING, e.getMessage() + " (the last good rules stay in force)");
                trouble = e.getMessage();
            }
        }
    }
}
