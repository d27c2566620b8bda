package dev.tallyman.ui.html.about;

import dev.tallyman.rules.RulesText;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of the rules.
 *
 * @param lead how much of it the file says itself
 * @param origin where a change of them would have to be made
 * @param fault why the file that lies there now is not in force; null where it is
 * @param changes what is another than it was under the rules before; null where those are not known
 */
public record RulesPage(
        Frame frame,
        String lead,
        String origin,
        @Nullable String fault,
        List<Fact> facts,
        List<RulesText.Setting> settings,
        @Nullable List<RulesText.Change> changes) {}
