package dev.tallyman.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Consumer;

/** What a page of the gallery looks like after somebody has begun to work in it. */
enum PageState {
    SELECTED(page -> {
        page.navigate("/?view=list");
        page.locator("tr[data-id] input").nth(1).check();
        page.locator("tr[data-id] input").first().check();
    }),
    SELECTED_ALL_THAT_MATCH(page -> {
        page.navigate("/?view=list");
        page.locator("#pick-all").check();
        page.locator("#pick-matching").click();
    }),
    MOVE(page -> {
        SELECTED.reach(page);
        page.locator("#move-picked").click();
    }),
    HELP(page -> {
        page.navigate("/?view=list");
        page.keyboard().press("?");
    }),
    FILTERS(page -> {
        page.navigate("/?view=list");
        page.locator("#more-filters summary").click();
    }),
    DROP(page -> {
        page.navigate("/?view=list");
        page.locator("[data-upload]").first().click();
    }),
    FOLDER(page -> page.navigate("/?view=list&folder=photos")),
    GRID(page -> {
        page.navigate("/?view=grid");
        page.locator("tr[data-id] input").first().check();
    }),
    HELD(page -> {
        page.navigate("/?risk=bomb");
        page.locator("tr[data-id] a.name").first().click();
        page.locator("#notice").waitFor();
    }),
    TRASHED(page -> {
        page.navigate("/?view=list&q=note");
        page.locator("tr[data-id] a.name").first().focus();
        page.keyboard().press("#");
        page.locator(".toast button").click(new Locator.ClickOptions().setTrial(true));
    });

    @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything
    private final Consumer<Page> way;

    PageState(Consumer<Page> way) {
        this.way = way;
    }

    void reach(Page page) {
        way.accept(page);
    }

    /** What axe says against it. */
    List<String> trouble(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .flatMap(rule ->
                        rule.getNodes().stream().map(node -> this + ": " + rule.getId() + ": " + node.getHtml()))
                .toList();
    }
}
