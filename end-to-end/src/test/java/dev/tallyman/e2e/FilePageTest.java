package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of one file: what is wrong with it, its cure, and what is in it. */
@InBrowser
class FilePageTest {
    @TempDir
    Path temp;

    @Test
    void aFileThatNeedsYouSaysWhyAndIsReadAgainAfterRetry(Browser browser) throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Path killer = Disk.sparse(data.resolve("files/killer.bin"), Disk.LONG);
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (var sweep = Tallyman.start("sweep", "--data", data)) {
                Await.that("it is being read", () -> Disk.isOpen(sweep.pid(), killer));
                sweep.kill();
            }
        }
        Tallyman.sweep(data);
        try (var visit = new Visit(browser, data)) {
            assertThat(visit.heading()).containsText("1 needs you");
            visit.row("killer.bin").locator("a.name").click();
            assertThat(visit.page().locator("#notice")).containsText("attempt 3");
            Files.writeString(killer, "It is small now.", UTF_8);

            visit.button("Retry").click();

            assertThat(visit.page().locator("#says")).containsText("Classified");
            assertThat(visit.button("Retry")).hasCount(0);
            visit.page().navigate("/");
            assertThat(visit.heading()).not().containsText("you");
            assertEquals(List.of(), visit.complaints());
        }
    }

    @Test
    void aPictureAndATextAreShown(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            Page page = visit.page();
            String picture = upload(visit.server(), Sample.picture(temp.resolve("dot.png")));
            String text = visit.server().upload("page.html", "<script>alert(1)</script>");
            visit.server().settle();

            page.navigate("/files/" + picture);
            assertTrue((Boolean) page.locator("#preview img").evaluate("image => image.decode().then(() => true)"));
            page.navigate("/files/" + text);
            assertThat(page.locator("#preview pre")).hasText("<script>alert(1)</script>");
            assertEquals(List.of(), visit.complaints());
        }
    }

    @Test
    void aPdfIsGivenToTheBrowsersOwnViewer(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            String pdf = upload(visit.server(), Sample.pdf(temp.resolve("page.pdf")));
            visit.server().settle();

            var answer = visit.page()
                    .waitForResponse(
                            response -> response.url().contains("inline"),
                            () -> visit.page().navigate("/files/" + pdf));

            assertEquals(200, answer.status());
            assertEquals("application/pdf", answer.headerValue("content-type"));
            assertTrue(answer.headerValue("content-disposition").startsWith("inline"));
            assertThat(visit.page().locator("#preview iframe")).isVisible();
            assertEquals(List.of(), visit.complaints());
        }
    }

    private static String upload(Server server, Path file) throws Exception {
        return server.put(file.getFileName().toString(), Files.readAllBytes(file))
                .answered(201)
                .id();
    }
}
