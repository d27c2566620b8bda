package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files say is found through the front door, and no more once they are deleted. */
@InBrowser
class ContentSearchTest {
    @TempDir
    Path temp;

    private Server server;
    private Window window;
    private Page page;

    @BeforeEach
    void open(Browser browser) throws Exception {
        String rules = Tallyman.rules(temp.resolve("rules.yaml"), "hold: [eicar, secret]\n");
        Path data = Files.createDirectories(temp.resolve("data"));
        Files.createDirectories(data.resolve("files"));
        Files.writeString(
                data.resolve("files/minutes.txt"), "The heron committee met. <img src=x onerror=alert(1)> heron\n");
        Files.writeString(data.resolve("files/heron.md"), "# Nothing of that bird\n");
        Files.writeString(data.resolve("files/key.txt"), "heron\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n");
        server = Server.start(data, "--rules", rules);
        Tallyman.run("sweep", "--data", data, "--rules", rules).ended(0);
        window = new Window(browser, server.address());
        page = window.page();
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        server.close();
    }

    private List<String> found(String query) throws Exception {
        return Json.items(server.get("/api/v1/files?sort=name&text=" + query)
                        .answered(200)
                        .json())
                .stream()
                .map(item -> Json.text(item, "path"))
                .toList();
    }

    @Test
    void namesComeFirstAndContentsBelowAndAllOfThemInTheListOnDemand() throws Exception {
        page.getByRole(AriaRole.SEARCHBOX).fill("heron");
        assertThat(page.locator("#list-title")).containsText("1 file found for “heron”");
        assertThat(page.locator(".found")).containsText("2 files say it");
        assertThat(page.locator(".found li").filter(new Locator.FilterOptions().setHasText("minutes.txt")))
                .containsText("The heron committee met. <img src=x onerror=alert(1)> heron");
        // Of a held file nothing is shown.
        assertThat(page.locator(".found")).not().containsText("PRIVATE");
        assertTrue(Axe.of(page).analyze().getViolations().isEmpty());

        page.locator(".found").getByText("show all").click();
        assertThat(page.locator("#list-title")).containsText("2 files that say “heron*”");
        assertThat(page.locator("tr.said mark").first()).hasText("heron");
        assertTrue(Axe.of(page).analyze().getViolations().isEmpty());
    }

    @Test
    void afterDeleteNothingIsFoundAndAfterRestoreAgain() throws Exception {
        assertEquals(List.of("minutes.txt"), found("heron%20committee"));
        String id = Json.text(
                Json.items(server.get("/api/v1/files?q=minutes").json()).getFirst(), "id");
        server.delete("/api/v1/files/" + id).answered(204);
        assertEquals(List.of(), found("heron%20committee"));
        server.post("/api/v1/files/" + id + "/restore", "").answered(200);
        assertEquals(List.of("minutes.txt"), found("heron%20committee"));
    }

    @Test
    void lostTextsAreMadeAgainWithoutAnybodyAsking() throws Exception {
        Files.delete(server.data().resolve("index/text.db"));
        Await.that("the texts are there again", () -> found("committee").size() == 1);
    }
}
