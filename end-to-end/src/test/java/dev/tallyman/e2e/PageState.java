package dev.tallyman.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a page of the gallery looks like after somebody has begun to work in it.
 *
 * @param way to it
 */
record PageState(String name, Consumer<Page> way) {
    static List<PageState> all() {
        return List.of(
                new PageState("selected", PageState::select),
                new PageState("all that match selected", page -> {
                    page.navigate("/?view=list");
                    page.locator("#pick-all").check();
                    page.locator("#pick-matching").click();
                }),
                new PageState("more of what can be done", page -> {
                    select(page);
                    page.locator("#picked summary").click();
                }),
                new PageState("move", page -> {
                    select(page);
                    page.locator("#picked summary").click();
                    page.locator("#move-picked").click();
                }),
                new PageState("help", page -> {
                    page.navigate("/?view=list");
                    page.keyboard().press("?");
                }),
                new PageState("filters", page -> {
                    page.navigate("/?view=list");
                    page.locator("#more-filters summary").click();
                }),
                new PageState("drop zone", page -> {
                    page.navigate("/?view=list");
                    page.locator("[data-upload]").first().click();
                }),
                new PageState("folder", page -> page.navigate("/?view=list&folder=photos")),
                new PageState("grid", page -> {
                    page.navigate("/?view=grid");
                    page.locator("tr[data-id] input").first().check();
                }),
                new PageState("held", page -> {
                    page.navigate("/?view=list&risk=bomb");
                    page.locator("tr[data-id] a.name").first().click();
                    page.locator("#notice").waitFor();
                }),
                new PageState("reports", page -> page.navigate("/past-reports")),
                new PageState("trashed", page -> {
                    page.navigate("/?view=list&q=note");
                    page.locator("tr[data-id] a.name").first().focus();
                    page.keyboard().press("#");
                    page.locator(".toast button").click(new Locator.ClickOptions().setTrial(true));
                }));
    }

    private static void select(Page page) {
        page.navigate("/?view=list");
        page.locator("tr[data-id] input").nth(1).check();
        page.locator("tr[data-id] input").first().check();
    }

    void reach(Page page) {
        way.accept(page);
    }

    @Override
    public String toString() {
        return name;
    }
}
