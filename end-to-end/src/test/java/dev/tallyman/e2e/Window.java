package dev.tallyman.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A browser's window on the pages at an address, and what a person finds in it. */
class Window implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Window(Browser browser, String address) {
        context = browser.newContext(new Browser.NewContextOptions().setBaseURL(address));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate("/");
    }

    Page page() {
        return page;
    }

    /** What the browser's console said was wrong. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Locator heading() {
        return page.locator("h1");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** A link at the top of every page. */
    Locator pages(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    Locator run(String name) {
        return page.locator("#history tr", new Page.LocatorOptions().setHasText(name));
    }

    Locator row(String name) {
        return page.locator("tr[data-id]", new Page.LocatorOptions().setHasText(name));
    }

    Locator state(String name) {
        return row(name).locator(".c-state");
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
