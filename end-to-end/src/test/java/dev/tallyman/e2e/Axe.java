package dev.tallyman.e2e;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe says against a page. It is asked for nothing else: to describe all that is right takes it thrice as long. */
final class Axe {
    /** How files are called that are there to fill a list: alike but for a number. */
    static final String FILLER = "filler ";

    // A row of theirs is built as that of any other text file, which axe looks at.
    private static final String FILLERS = "tr[data-id]:has([aria-label^='Select " + FILLER + "'])";

    private Axe() {}

    static AxeBuilder of(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // In the page itself: there are no frames, for whose sake it would open a second one.
        return new AxeBuilder(page).options(options).setLegacyMode(true).exclude(FILLERS);
    }

    /** Each element that axe has something against, after where it was found. */
    static List<String> trouble(Object where, AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .flatMap(rule ->
                        rule.getNodes().stream().map(node -> where + ": " + rule.getId() + ": " + node.getHtml()))
                .toList();
    }
}
