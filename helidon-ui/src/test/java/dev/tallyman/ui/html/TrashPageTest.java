package dev.tallyman.ui.html;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Trash page: what it finds, and what it says of files that came back. */
class TrashPageTest {
    @AutoClose
    private final TestServer server;

    TrashPageTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
    }

    private String trashed(String name) {
        HttpResponse<byte[]> answer =
                server.send("PUT", "/api/v1/files/by-path/" + name, name.getBytes(StandardCharsets.UTF_8));
        String location = header(answer, "Location");
        assertEquals(204, server.send("DELETE", location, new byte[0]).statusCode());
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private String page(String address) {
        return TestServer.text(server.send("GET", address, new byte[0]));
    }

    @Test
    void theTrashIsSearchedByWords() {
        trashed("old-plan.txt");
        trashed("photo.jpg");
        assertTrue(page("/trash?q=PLAN").contains("old-plan"));
        assertFalse(page("/trash?q=PLAN").contains("photo"));
        assertTrue(page("/trash?q=nothing-is-so").contains("Nothing in the trash is called so."));
    }

    @Test
    void aSearchThatIsTooMuchIsAnsweredWithWhatToDo() {
        HttpResponse<byte[]> answer = server.send("GET", "/trash?q=" + "x+".repeat(21), new byte[0]);
        assertEquals(400, answer.statusCode());
        assertTrue(TestServer.text(answer).contains("search for less"));
    }

    @Test
    void aFileThatComesBackUnderAnotherNameIsNamedWithIt() {
        String id = trashed("a.txt");
        server.send("PUT", "/api/v1/files/by-path/a.txt", new byte[0]);
        String said = page(header(restore(id, "/trash?q=a"), "Location"));
        assertTrue(said.contains("is back, under this name since its old one was taken."), said);
        assertTrue(said.contains("<span>a (</span><span>2).txt</span>"), said);
        assertTrue(said.contains("Nothing in the trash is called so."), said);
    }

    private HttpResponse<byte[]> restore(String ids, String back) {
        byte[] form = ("ids=" + ids + "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer =
                server.send("POST", "/files/restore", form, "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(303, answer.statusCode());
        return answer;
    }

    @Test
    void allThatMatchComeBackWhereAPageDoesNotHoldThem() throws Exception {
        for (int n = 0; n < 101; n++) {
            trashed("plan-" + n + ".txt");
        }
        trashed("photo.jpg");
        assertTrue(page("/trash?q=plan").contains("data-restore-all=\"plan\">Restore all that match"));
        HttpResponse<byte[]> begun = server.send(
                "POST",
                "/api/v1/files/restore",
                TestServer.bytes("{\"filter\": {\"state\": \"trashed\", \"q\": \"plan\"}}"));
        assertEquals(202, begun.statusCode());
        while (page(header(begun, "Location")).contains("running")) {
            Thread.onSpinWait();
        }
        assertEquals(101, server.left("files").size());
        assertFalse(page("/trash").contains("data-restore-all"));
    }

    @Test
    void severalComeBackAtOnceAndThePageSaysHowManyHaveAnotherName() throws IOException {
        String first = trashed("a.txt");
        String second = trashed("b.txt");
        server.send("PUT", "/api/v1/files/by-path/a.txt", new byte[0]);
        HttpResponse<byte[]> answer = restore(first + "," + second, "/trash");
        assertEquals(List.of("a (2).txt", "a.txt", "b.txt"), server.left("files"));
        String said = page(header(answer, "Location"));
        assertTrue(said.contains("2 files are back, 1 under another name since theirs was taken."), said);
    }
}
