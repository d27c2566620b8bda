package dev.tallyman.ui.http.listener;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.ui.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, times, identifiers, JSON and addresses beyond all bounds. */
class BoundsTest {
    @AutoClose
    private final TestServer server;

    BoundsTest(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=%2B999999999-01-01T00:00:00Z",
                "until=%2B999999999-12-31T23:59:59Z",
                "since=-999999999-01-01T00:00:00Z",
                "until=0000-01-01",
                "since=2026-02-30",
                "limit=99999999999999999999",
                "limit=-1",
                "limit=1e3",
                "run=99999999999999999999",
                "cursor=%00",
                "cursor=99999999999999999999",
                "folder=a//b",
                "folder=%2e%2e",
                "mismatch=perhaps",
                "sort=-",
            })
    void aQueryThatMakesNoSenseIsTheClientsFault(String query) {
        for (String list : List.of("files", "trash")) {
            assertEquals(400, server.get("/api/v1/" + list + "?" + query).statusCode(), query);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "-1", "1.0", "%31%00", "0x1", "9223372036854775807"})
    void anIdThatNobodyHasIsNotFound(String id) {
        for (String path : List.of("/api/v1/files/", "/api/v1/runs/", "/files/", "/runs/")) {
            assertEquals(404, server.get(path + id).statusCode(), path + id);
        }
        assertEquals(404, server.send("DELETE", "/api/v1/trash/" + id).statusCode());
    }

    @Test
    void jsonThatCannotBeReadIsTheClientsFault() {
        for (String body : List.of(
                "{\"a\":".repeat(10_000),
                "[".repeat(60_000),
                "{\"kind\":{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}}",
                "{\"kind\":\"sweep\"} {}",
                "{\"kind\":\"sweep\"",
                "{\"kind\":}",
                "\"sweep\"",
                "null",
                "",
                "{\"kind\":\"sweep\",\"workers\":1e999999999}",
                "{\"kind\":\"sweep\",\"workers\":99999999999999999999}",
                "{\"kind\":[\"sweep\"]}")) {
            HttpResponse<byte[]> answer = server.send("POST", "/api/v1/runs", TestServer.bytes(body));

            assertEquals(400, answer.statusCode(), body.substring(0, Math.min(40, body.length())));
        }
        assertEquals(
                413,
                server.send("POST", "/api/v1/runs", TestServer.bytes(" ".repeat(70_000)))
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99999999999999999999999, 206",
        "bytes=-99999999999999999999999, 206",
        "bytes=9223372036854775807-, 416",
        "bytes=99999999999999999999999-, 416",
        "bytes=00000000000000000000000000-0, 206",
        "bytes=9223372036854775808-9223372036854775807, 416",
        "bytes=5-1, 200",
        "lines=1-2, 200",
    })
    void aRangeBeyondAllNumbersIsARange(String range, int status) {
        server.put("a", TestServer.bytes("0123456789"));

        assertEquals(
                status, server.get("/api/v1/files/1/content", "Range", range).statusCode(), range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "\t//evil.example",
                "/\n/evil.example",
                "/a\r\nX: y",
                "/a\\b",
                "https://evil.example",
                "javascript:alert(1)",
                "evil.example",
                "/\u00a0",
                "",
            })
    void backNeverLeadsElsewhere(String back) {
        String form = "back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = server.send(
                "POST", "/files/trash", TestServer.bytes(form), "Content-Type", "application/x-www-form-urlencoded");

        assertEquals(303, answer.statusCode());
        assertEquals("/", header(answer, "Location"));
    }
}
