package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API as people see it, with a request that is sent from there. */
@InBrowser
class ApiPageTest {
    @TempDir
    Path temp;

    @Test
    void theApiIsDrawnAndARequestIsSentFromItsPage(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            visit.server().upload("a.txt", "one");
            Page page = visit.page();
            page.navigate("/api");
            var summary = page.locator("#api .opblock", new Page.LocatorOptions().setHasText("/api/v1/summary"))
                    .first();
            assertThat(summary).isVisible();
            summary.locator(".opblock-summary-control").click();
            summary.getByText("Try it out").click();
            summary.getByText("Execute").click();
            assertThat(summary.locator(".live-responses-table")).containsText("\"files\": 1");
            assertThat(page.locator("main")).hasCount(1);
            page.setViewportSize(320, 640);
            assertEquals(320, page.evaluate("() => document.documentElement.scrollWidth"));
            assertEquals(List.of(), visit.complaints());
        }
    }
}
