package dev.tallyman.ui.html.about;

import dev.tallyman.look.Words;
import dev.tallyman.rules.Rules;
import dev.tallyman.rules.RulesText;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.intake.CurrentRules;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the rules in force, and where they come from. */
public final class RulesService implements HttpService {
    private final CurrentRules current;
    private final @Nullable String revision;
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();

    /**
     * @param revision the commit that is deployed; null where it is not known
     */
    public RulesService(CurrentRules current, @Nullable String revision, FrameFactory frames) {
        this.current = current;
        this.revision = revision;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/rules", this::rules);
    }

    private void rules(ServerRequest request, ServerResponse response) {
        Frame frame = frames.frame("Rules", Frame.Tab.NONE);
        Rules rules = current.get();
        RulesText text = current.text();
        html.send(
                response,
                "about/rules.jte",
                new RulesPage(
                        frame,
                        lead(text),
                        origin(rules),
                        current.fault().orElse(null),
                        facts(rules),
                        text.settings(),
                        current.textBefore().map(text::since).orElse(null)));
    }

    private static String lead(RulesText text) {
        List<RulesText.Setting> values =
                text.settings().stream().filter(setting -> !setting.isGroup()).toList();
        long given = values.stream().filter(setting -> !setting.isDefault()).count();
        return given == 0
                ? "All " + Words.count(values.size()) + " rules are the defaults."
                : Words.count(given) + " of " + Words.count(values.size(), "rule", "rules")
                        + (given == 1 ? " is" : " are") + " set here; the rest are the defaults.";
    }

    private static String origin(Rules rules) {
        return rules.isBuiltIn()
                ? "No file of rules was given, so the built-in ones hold."
                : "They stand in a file, which is read again when it changes; in Git, a commit changes it.";
    }

    private List<Fact> facts(Rules rules) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Version", "", rules.version(), "hash of the rules; kept with all that it decided", null));
        facts.add(new Fact("Read from", rules.source(), null, null, null));
        if (revision != null) {
            facts.add(new Fact("Commit", "", revision, "deployed with this server", null));
        }
        return facts;
    }
}
