package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script does in the place where people look: folders open, tables sort, and neither loads a page. */
@InBrowser
class InPlaceTest {
    @TempDir
    Path temp;

    private static Locator folder(Page page, String name) {
        return page.locator("#tree li li > a", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator opener(Page page, String name) {
        return page.locator("#tree [aria-label='Folders in " + name + "']");
    }

    @Test
    void foldersOpenInPlaceAndFollowWhatHappens(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            Server server = visit.server();
            server.upload("photos/2026/may/gull.txt", "gull");
            server.upload("plans/quay.txt", "quay");
            Page page = visit.page();
            page.setViewportSize(1440, 900);
            page.navigate("/?sort=name");
            page.evaluate("() => window.still = 'the same page'");

            opener(page, "photos").focus();
            page.keyboard().press("Enter");
            opener(page, "2026").click();
            assertThat(folder(page, "may")).isVisible();
            assertThat(page.locator("tr[data-id]")).hasCount(2);

            server.upload("photos/2026/june/tern.txt", "tern");
            assertThat(folder(page, "photos")).containsText("2");
            assertThat(folder(page, "june")).isVisible();
            assertThat(opener(page, "photos")).hasAttribute("aria-expanded", "true");

            opener(page, "photos").click();
            assertThat(folder(page, "june")).isHidden();
            folder(page, "plans").click();
            assertThat(page.locator("#tree [aria-current]")).containsText("plans");
            assertThat(page.locator("tr[data-id]")).hasCount(1);
            assertThat(opener(page, "photos")).hasAttribute("aria-expanded", "false");
            opener(page, "photos").click();
            assertThat(folder(page, "june")).isVisible();
            assertEquals("the same page", page.evaluate("() => window.still"));
            assertEquals(List.of(), visit.complaints());
        }
    }

    @Test
    void theTablesOfAReportSortAndFilterOnADiskAndWhereTheyAreServed(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            Server server = visit.server();
            for (int n = 1; n <= 20; n++) {
                server.upload("note-" + n + ".txt", "x".repeat(n * 150));
            }
            server.settle();
            Tallyman.run("report", "--data", server.data(), "--force").ended(0);
            Page page = visit.page();
            for (String address : List.of(
                    server.address() + "/reports/latest/lists/files.html",
                    server.data()
                            .resolve("reports/latest/lists/files.html")
                            .toUri()
                            .toString())) {
                page.navigate(address);
                page.getByLabel("Sort by size").click();
                Locator rows = page.locator(".sheet tbody tr");
                assertThat(rows.first()).containsText("note-20.txt");
                assertThat(page.locator("th[aria-sort=descending]")).containsText("Size");
                page.getByLabel("Sort by size").click();
                assertThat(rows.first()).containsText("note-1.txt");
                page.getByPlaceholder("Filter these 20 rows").fill("note-7");
                assertThat(page.locator(".sheet tbody tr:visible")).hasCount(1);
                assertThat(page.getByText("1 of 20 rows")).isVisible();
            }
            assertEquals(List.of(), visit.complaints());
        }
    }
}
