package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnFilesTest {
    private final ServerWithFolders people;
    private final TestServer server;

    OwnFilesTest(@TempDir Path folder) throws IOException {
        people = new ServerWithFolders(folder);
        server = people.server;
    }

    @AfterEach
    void close() {
        people.close();
    }

    @ParameterizedTest
    @CsvSource({"here/a.txt, 201", "a.txt, 403", "elsewhere/a.txt, 403", "hidden/a.txt, 403", "here2/a.txt, 403"})
    void aFileIsHandedInWhereTheRoleHoldsAndNowhereElse(String path, int status) throws IOException {
        var direct =
                server.send("PUT", TestServer.BY_PATH + path, bytes("x"), ServerWithFolders.headers("send", "ann"));
        assertEquals(status, direct.statusCode());

        String name = Base64.getEncoder().encodeToString(bytes("tus.txt")) + ",relativePath "
                + Base64.getEncoder().encodeToString(bytes(path.replace("a.txt", "tus.txt")));
        var tus = server.send(
                "POST",
                "/api/v1/uploads",
                ServerWithFolders.headers(
                        "send",
                        "ann",
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        "5",
                        "Upload-Metadata",
                        "filename " + name));
        assertEquals(status, tus.statusCode(), text(tus));

        String form =
                "--b\r\nContent-Disposition: form-data; name=\"folder\"\r\n\r\n" + path.replaceFirst("/?a.txt", "")
                        + "\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"form.txt\"\r\n\r\nx\r\n--b--\r\n";
        var sent = server.send(
                "POST",
                "/upload",
                bytes(form),
                ServerWithFolders.headers("send", "ann", "Content-Type", "multipart/form-data; boundary=b"));
        assertEquals(status == 201 ? 303 : 403, sent.statusCode(), text(sent));
        assertEquals(status == 201, server.left("files").contains("here/form.txt"));
    }

    @Test
    void whatSomebodyHandedInTodayTheyMayTakeBackAndNobodyElse() {
        var mine = server.send(
                "PUT", TestServer.BY_PATH + "here/mine.txt", bytes("x"), ServerWithFolders.headers("send", "ann"));
        String file = "/api/v1/files/" + json(mine).stringValue("id", "");

        assertEquals(
                403,
                server.send("DELETE", file, ServerWithFolders.headers("send", "bob"))
                        .statusCode());
        assertEquals(
                204,
                server.send("DELETE", file, ServerWithFolders.headers("send", "ann"))
                        .statusCode());
        assertEquals(
                403,
                server.send("POST", file + "/restore", ServerWithFolders.headers("send", "bob"))
                        .statusCode());
        assertEquals(
                200,
                server.send("POST", file + "/restore", ServerWithFolders.headers("send", "ann"))
                        .statusCode());
        assertEquals(
                204,
                server.send("DELETE", file, ServerWithFolders.headers("edit", "eve"))
                        .statusCode());
        assertEquals(
                403,
                server.send("POST", file + "/restore", ServerWithFolders.headers("send", "ann"))
                        .statusCode(),
                "an editor has deleted it");
    }

    @Test
    void anUnfinishedUploadIsThatOfWhoBeganIt() {
        String name = Base64.getEncoder().encodeToString(bytes("long.txt")) + ",relativePath "
                + Base64.getEncoder().encodeToString(bytes("here/long.txt"));
        String[] tus = {"Tus-Resumable", "1.0.0", "Upload-Length", "5", "Upload-Metadata", "filename " + name};
        String at = server.send("POST", "/api/v1/uploads", ServerWithFolders.headers("send", "ann", tus))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String[] patch = {
            "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", "application/offset+octet-stream"
        };

        for (String group : List.of("send", "all")) {
            String[] bob = ServerWithFolders.headers(group, "bob", "Tus-Resumable", "1.0.0");
            assertEquals(404, server.send("HEAD", at, bob).statusCode());
            assertEquals(404, server.send("GET", at, bob).statusCode());
            assertEquals(404, server.send("DELETE", at, bob).statusCode());
            assertEquals(
                    404,
                    server.send("PATCH", at, bytes("12345"), ServerWithFolders.headers(group, "bob", patch))
                            .statusCode());
        }
        assertEquals(
                204,
                server.send("PATCH", at, bytes("12345"), ServerWithFolders.headers("send", "ann", patch))
                        .statusCode());
    }

    @Test
    void aKeyThatSomebodyElseUsedTellsNothing() {
        String[] key = {"Idempotency-Key", "k-1"};
        var first = server.send(
                "PUT", TestServer.BY_PATH + "hidden/k.txt", bytes("x"), ServerWithFolders.headers("all", "boss", key));
        var second = server.send(
                "PUT", TestServer.BY_PATH + "here/k.txt", bytes("y"), ServerWithFolders.headers("send", "ann", key));

        assertEquals(201, first.statusCode());
        assertEquals(201, second.statusCode(), text(second));
        assertFalse(text(second).contains("hidden"));
    }
}
