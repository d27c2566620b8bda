package dev.tallyman.ui.intake;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.RiskWords;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import java.util.Optional;

/** Files that the rules keep back for what is in them, until a person lets them go. */
public final class HeldFiles {
    private HeldFiles() {}

    private static final String UNSEEN = "The rules hold some files for what is in them, and ";

    /** Why it is held, in words; empty for most. Where the rules hold anything for its content, so is what nobody has looked into. */
    public static Optional<String> why(Rules rules, StoredFile file) {
        if (file.inside().released() != null) {
            return Optional.empty();
        }
        return rules.uploads().holding(file).map(HeldFiles::sentence).or(() -> unseen(rules, file));
    }

    private static Optional<String> unseen(Rules rules, StoredFile file) {
        boolean looks = rules.uploads().hold().stream().anyMatch(Risk::isInside);
        if (!looks || file.inside().described() != null) {
            return Optional.empty();
        }
        return Optional.of(UNSEEN
                + (isWaiting(file)
                        ? "this one has not been looked into yet: the next sweep does."
                        : "this one could not be looked into."));
    }

    /** True where a sweep has yet to look into it. */
    public static boolean isWaiting(StoredFile file) {
        return file.inside().described() == null
                && !file.inside().none()
                && file.state() != State.FAILED
                && file.state() != State.QUARANTINED;
    }

    private static String sentence(Risk risk) {
        RiskWords words = RiskWords.of(risk);
        return "The rules hold files of this kind (" + words.label() + "). " + words.meaning();
    }

    /** Throws {@link Problem} 403 for a file that is held. */
    public static void refuse(Rules rules, StoredFile file) {
        why(rules, file).ifPresent(reason -> {
            throw new Problem(
                    Status.FORBIDDEN_403,
                    "The file is held",
                    reason + " An operator can release it, with a reason: POST /api/v1/files/" + file.id()
                            + "/release?reason=…");
        });
    }
}
