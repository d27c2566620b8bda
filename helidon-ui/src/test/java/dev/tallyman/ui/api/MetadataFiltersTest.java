package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Description;
import dev.tallyman.file.Identification;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.ui.GivenSweep;
import dev.tallyman.ui.TestServer;
import io.helidon.json.JsonArray;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists filtered by what is in files, and files that are described again, over HTTP. */
class MetadataFiltersTest {
    private static final Map<String, Map<String, Object>> SAID = new TreeMap<>(Map.of(
            "beach.jpg",
            Map.of(
                    "exif:DateTimeOriginal", "2019-07-01T10:30:00",
                    "tiff:Make", "Canon",
                    "tiff:Model", "Canon EOS 5D",
                    "tiff:ImageWidth", 4000L),
            "city.jpg",
            Map.of(
                    "exif:DateTimeOriginal", "2021-12-31T23:59:59.500Z",
                    "tiff:Make", "FUJIFILM",
                    "tiff:Model", "X100",
                    "tiff:ImageWidth", 640L),
            "letter.pdf",
            Map.of("dcterms:created", "2020-02-29", "dc:creator", List.of("Zoë Müller", "Bo"), "xmpTPg:NPages", 1L),
            "book.pdf",
            Map.of("xmp:CreateDate", "2020-03-01T00:00:00+02:00", "dc:creator", "Ann Author", "xmpTPg:NPages", 321L),
            "mail.eml",
            Map.of("Message:From", "\"Zoe Mueller\" <zoe@example.org>"),
            "song.mp3",
            Map.of("xmpDM:duration", 59.9),
            "film.mp4",
            Map.of("xmpDM:duration", 5400.0, "tiff:ImageWidth", 1920L),
            "plain.txt",
            Map.of()));

    private static TestServer server;

    @BeforeAll
    static void fill(@TempDir Path folder) {
        server = new TestServer(folder);
        SAID.keySet().forEach(name -> server.put(name, bytes(name)));
        var text = new Identification(
                "text/plain", Category.TEXT, List.of(), "Plain text", null, Basis.TEXT, false, null, Set.of());
        try (var sweep = new GivenSweep(server.index)) {
            sweep.identify(_ -> text);
            sweep.describe(path -> {
                Map<String, Object> said = SAID.getOrDefault(path, Map.of());
                return new DescriptionOutcome.Found(
                        new Description(said, Set.of(), List.of(), null, null, null, null), null, false);
            });
        }
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static String names(String query) {
        HttpResponse<byte[]> answer = server.get("/api/v1/files?sort=name&" + query);
        assertEquals(200, answer.statusCode(), query + " " + text(answer));
        return String.join(
                " ",
                json(answer).arrayValue("items", JsonArray.empty()).values().stream()
                        .map(item -> item.asObject().stringValue("path", "").replaceFirst("\\..*", ""))
                        .toList());
    }

    private static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            taken    | 2019                   | beach
            taken    | 2019-07-01             | beach
            taken    | 2019-07-02..           | city
            taken    | 2021-12-31             | city
            taken    | ..2020                 | beach
            taken    | 2019..2021             | beach city
            taken    | 2019-07-01T10:30:00Z   | beach
            created  | 2020-02-29             | book letter
            created  | 2020-03                | ''
            created  | 2020-02-29..2020-03-01 | book letter
            author   | muller                 | letter
            author   | ZOË                    | letter mail
            author   | author                 | book
            author   | bo                     | letter
            camera   | canon                  | beach
            camera   | eos 5d                 | beach
            camera   | fujifilm x             | city
            camera   | nikon                  | ''
            duration | 59s                    | song
            duration | 1m..                   | film
            duration | ..1m                   | song
            duration | 1h                     | film
            duration | 90m                    | film
            duration | 2h..3h                 | ''
            pages    | 1                      | letter
            pages    | 2..                    | book
            pages    | ..1000                 | book letter
            width    | 1920..                 | beach film
            width    | 640..1920              | city film
            width    | ..                     | beach city film
            """)
    void aListIsFilteredByWhatFilesSay(String name, String value, String found) {
        assertEquals(found, names(query(name, value)), name + "=" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "taken=yesterday",
                "taken=2019-13",
                "taken=2021-02-30",
                "created=12345",
                "created=2020..soon",
                "duration=long",
                "duration=5x",
                "duration=-5s",
                "pages=ten",
                "pages=1.5",
                "pages=1..-3",
                "width=4000px",
                "width=1e3",
            })
    void whatIsNoValueIsRefusedWithASentence(String query) {
        HttpResponse<byte[]> answer = server.get("/api/v1/files?" + query);
        assertEquals(400, answer.statusCode(), query);
        String detail = json(answer).stringValue("detail", "");
        String value = query.replaceFirst(".*=(.*\\.\\.)?", "").replaceFirst("\\.\\..*", "");
        assertTrue(detail.contains("“" + value) && detail.contains("write it as"), detail);
        assertEquals(400, server.get("/?" + query).statusCode(), query);
    }

    @Test
    void filesAreDescribedAgainByTheirIdsAFilterOrAFormat() {
        for (String body : List.of(
                "{\"ids\": [\"1\", \"999\"]} 1",
                "{\"filter\": {\"width\": \"1000..\"}} 2",
                "{\"format\": \"Plain text\"} 8")) {
            int end = body.lastIndexOf(' ');
            HttpResponse<byte[]> answer = server.send("POST", "/api/v1/files/describe", bytes(body.substring(0, end)));
            assertEquals(202, answer.statusCode(), text(answer));
            assertEquals(Integer.parseInt(body.substring(end + 1)), json(answer).intValue("files", 0), body);
            assertTrue(TestServer.header(answer, "Location").startsWith("/api/v1/runs/"));
        }
        assertEquals(8, server.json("/api/v1/summary").intValue("stale_descriptions", 0));
        assertEquals("beach book city film letter mail plain song", names("stale_description=true"));
        assertTrue(text(server.get("/")).contains("8 to be described again"));
        assertEquals("beach", names("camera=canon"), "what is said stands until then");
        for (String wrong : List.of("{}", "{\"ids\": [\"x\"]}", "{\"ids\": [], \"format\": \"x\"}", "[]")) {
            assertEquals(
                    400,
                    server.send("POST", "/api/v1/files/describe", bytes(wrong)).statusCode(),
                    wrong);
        }
    }

    @Test
    void whereNothingIsDescribedNothingIsDescribedAgain(@TempDir Path folder) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                "describe: {metadata: false, text: false, thumbnails: false, members: false}\n");
        try (var without = new TestServer(folder, rules)) {
            HttpResponse<byte[]> answer = without.send("POST", "/api/v1/files/describe", bytes("{\"ids\": [\"1\"]}"));
            assertEquals(409, answer.statusCode(), text(answer));
            assertEquals("Nothing is described here", json(answer).stringValue("title", ""));
        }
    }
}
