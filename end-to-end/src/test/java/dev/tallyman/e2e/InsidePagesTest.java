package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.helidon.json.JsonValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What describing found, as people see it: what is held, what is inside, and small pictures. */
@InBrowser
class InsidePagesTest {
    // In two parts, so that no scanner takes this source for the test file.
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    @TempDir
    Path temp;

    private static void described(Server server, String id) throws Exception {
        server.settle();
        Await.that(
                "it is described",
                () -> server.get("/api/v1/files/" + id)
                        .json()
                        .value("described")
                        .filter(at -> at.type() == JsonValueType.STRING)
                        .isPresent());
    }

    @Test
    void aHeldFileIsKeptAndRefusedUntilAPersonReleasesItWithAReason(Browser browser) throws Exception {
        String rules = Tallyman.rules(temp.resolve("rules.yaml"), "hold: [eicar]\n");
        try (var visit = new Visit(browser, temp.resolve("data"), "--rules", rules)) {
            Server server = visit.server();
            Page page = visit.page();
            String id = server.upload("test.com", EICAR);
            server.get("/api/v1/files/" + id + "/content").answered(403);
            described(server, id);
            String harmless = server.upload("note.txt", "nothing to hold");
            described(server, harmless);
            server.get("/api/v1/files/" + harmless + "/content").answered(200);
            var refused = server.get("/api/v1/files/" + id + "/content").answered(403);
            assertTrue(Json.text(refused.json(), "detail").contains("EICAR"), refused.body());
            assertEquals(EICAR, Files.readString(server.data().resolve("files/test.com")), "it is kept");

            page.navigate("/");
            assertThat(visit.row("test.com")).containsText("held");
            page.navigate("/files/" + id);
            assertThat(page.locator("#notice")).containsText("Held.");
            assertThat(visit.link("Download")).hasCount(0);
            assertThat(page.locator("#timeline")).containsText("Held.");
            page.getByLabel("Why it may go").fill("the scanner is being tested");
            visit.button("Release").click();

            assertThat(visit.link("Download")).isVisible();
            assertThat(page.locator("#timeline")).containsText("Released. the scanner is being tested");
            assertEquals(
                    EICAR,
                    server.get("/api/v1/files/" + id + "/content").answered(200).body());
            String timeline = server.get("/api/v1/files/" + id).body();
            assertTrue(timeline.contains("\"held\"") && timeline.contains("the scanner is being tested"), timeline);
            server.post("/api/v1/files/" + id + "/release?reason=again", "").answered(409);
            assertEquals(List.of(), visit.complaints());
        }
    }

    @Test
    void theFilesInsideAnArchiveAreListedPageByPage(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            String id =
                    visit.server().put("many.zip", archive(250)).answered(201).id();
            described(visit.server(), id);
            Page page = visit.page();
            page.navigate("/files/" + id);
            Locator rows = page.locator("#members tbody tr");
            assertThat(page.locator("#members h3")).hasText("250 files inside");
            assertThat(rows).hasCount(100);
            assertThat(rows.first()).containsText(Pattern.compile("one 0\\.txt.*Plain text", Pattern.DOTALL));

            visit.link("Next").click();
            assertThat(page.locator("#members nav")).containsText("101 to 200 of 250");
            visit.link("Next").click();

            assertThat(page.locator("#members nav")).containsText("201 to 250 of 250");
            assertThat(rows).hasCount(50);
            assertThat(page).hasURL(Pattern.compile("members=200"));
            page.reload();
            assertThat(rows).hasCount(50);
            assertEquals(List.of(), visit.complaints());
        }
    }

    private static byte[] archive(int files) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int n = 0; n < files; n++) {
                zip.putNextEntry(new ZipEntry("folder/one " + n + ".txt"));
                zip.write(("This is file " + n).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theGridIsRememberedAndHasTheKeysOfTheList(Browser browser) throws Exception {
        try (var visit = new Visit(browser, temp.resolve("data"))) {
            byte[] picture = Files.readAllBytes(Sample.picture(temp.resolve("dot.png")));
            String id = visit.server().put("dot.png", picture).answered(201).id();
            visit.server().upload("note.txt", "a note");
            described(visit.server(), id);
            Page page = visit.page();
            page.navigate("/");
            Locator image = visit.row("dot.png").locator("img");
            assertEquals(1, image.evaluate("image => image.decode().then(() => image.naturalWidth)"));

            visit.link("Grid").click();
            assertThat(page.locator("table.tiles")).isVisible();
            page.navigate("/");
            assertThat(page.locator("table.tiles")).isVisible();
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator("#picked-count")).containsText("1 selected");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/files/\\d+$"));

            page.navigate("/");
            page.keyboard().press("v");
            assertThat(page.locator("table.files:not(.tiles)")).isVisible();
            page.navigate("/");
            assertThat(page.locator("table.files:not(.tiles)")).isVisible();
            assertEquals(List.of(), visit.complaints());
        }
    }

    @Test
    void aSmallPictureIsSafeToShowAndKeptByTheBrowser() throws Exception {
        try (var server = Server.start(temp.resolve("data"))) {
            byte[] picture = Files.readAllBytes(Sample.picture(temp.resolve("dot.png")));
            String id = server.put("dot.png", picture).answered(201).id();
            described(server, id);
            for (String size : List.of("64", "256", "1024")) {
                var answer = server.get("/api/v1/files/" + id + "/thumbnail?size=" + size)
                        .answered(200);
                assertEquals("image/jpeg", answer.header("content-type"));
                assertEquals("nosniff", answer.header("x-content-type-options"));
                assertTrue(answer.header("cache-control").contains("immutable"), answer.header("cache-control"));
                server.get("/api/v1/files/" + id + "/thumbnail?size=" + size, "If-None-Match", answer.header("etag"))
                        .answered(304);
            }
            server.get("/api/v1/files/" + id + "/thumbnail?size=512").answered(400);
        }
    }
}
