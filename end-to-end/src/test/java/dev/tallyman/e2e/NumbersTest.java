package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import io.helidon.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of one intake, wherever they are shown, are the same and those of the disk. */
class NumbersTest {
    @Test
    void everyPlaceShowsTheSameNumbersAsTheDisk(@TempDir Path temp) throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Path real = Tallyman.ROOT.resolve("helidon-ui/src");
        Shell.run("cp", "-r", real, data.resolve("files/copy of a tree"));
        Sample.folder(data.resolve("files/holiday"));
        Files.createFile(data.resolve("files/empty"));
        Files.createSymbolicLink(data.resolve("files/link"), Path.of("empty"));
        Files.delete(Files.createFile(data.resolve("files/gone")));
        try (var server = Server.start(data)) {
            server.upload("letter.txt", "a letter");
            String trashed = server.upload("trashed.txt", "in the trash");
            server.delete("/api/v1/files/" + trashed).answered(204);
            server.sweep();
            Tallyman.run("report", "--data", data, "--force").ended(0);

            var totals = numbers(server.summary());

            long found = Shell.run("find", data.resolve("files"), "-type", "f")
                    .lines()
                    .count();
            assertEquals(found, totals.get("files"));
            assertEquals(found, totals.get("processed"));
            assertEquals(1, totals.get("states.trashed"));
            assertEquals(
                    totals,
                    numbers(Json.object(Tallyman.run("status", "--data", data, "--json")
                            .ended(0)
                            .out())));
            assertEquals(
                    totals, numbers(Json.object(Files.readString(data.resolve("reports/latest/data/summary.json")))));
            assertEquals(totals, view(data));
            String page = server.get("/", "Accept", "text/html").answered(200).body();
            assertTrue(page.contains(found + " files"), "the page’s sentence");
        }
    }

    private static Map<String, Long> numbers(JsonObject json) {
        var numbers = new TreeMap<String, Long>();
        for (var name : List.of("files", "bytes", "processed", "images", "documents", "text")) {
            numbers.put(name, Json.number(json, name));
        }
        for (var category : Category.values()) {
            numbers.put(
                    "categories." + category.label(),
                    json.objectValue("categories")
                            .orElseThrow()
                            .longValue(category.label())
                            .orElseThrow());
        }
        for (var state : State.values()) {
            numbers.put(
                    "states." + state.label(),
                    json.objectValue("states")
                            .orElseThrow()
                            .longValue(state.label())
                            .orElseThrow());
        }
        return numbers;
    }

    private static Map<String, Long> view(Path data) throws Exception {
        var numbers = new TreeMap<String, Long>();
        for (var name : List.of("files", "bytes", "processed", "images", "documents", "text")) {
            numbers.put(name, column(data, name));
        }
        for (var category : Category.values()) {
            numbers.put("categories." + category.label(), column(data, category.label()));
        }
        for (var state : State.values()) {
            numbers.put("states." + state.label(), column(data, state.label()));
        }
        return numbers;
    }

    private static long column(Path data, String name) throws Exception {
        return Long.parseLong(
                Shell.query(data, "SELECT " + name + " FROM v_totals").getFirst());
    }
}
