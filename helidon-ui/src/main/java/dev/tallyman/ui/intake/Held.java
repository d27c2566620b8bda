package dev.tallyman.ui.intake;

import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.RiskWords;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import java.util.Optional;

/** Files that the rules keep back for what is in them, until a person lets them go. */
public final class Held {
    private Held() {}

    /** Why it is held, in words; empty for most. */
    public static Optional<String> why(Rules rules, StoredFile file) {
        return rules.uploads().held(file).map(Held::sentence);
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
