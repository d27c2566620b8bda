package dev.tallyman.e2e;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe says against a page. It is asked for nothing else: to describe all that is right takes it thrice as long. */
final class Axe {
    private Axe() {}

    static AxeBuilder of(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // In the page itself: there are no frames, for whose sake it would open a second one.
        return new AxeBuilder(page).options(options).setLegacyMode(true);
    }
}
