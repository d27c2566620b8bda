package dev.tallyman.index.queue;

import dev.tallyman.file.Category;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Brings rows in line with rules that changed since the last sweep, a few at a time. */
public final class RulesChange {
    private static final int PAGE = 2_000;

    private final Database database;
    private final InstantSource clock;
    private final ToIntFunction<FilePath> rank;

    RulesChange(Database database, InstantSource clock, ToIntFunction<FilePath> rank) {
        this.database = database;
        this.clock = clock;
        this.rank = rank;
    }

    /** How many waiting files got another rank, and how many classified ones wait again. */
    public record Result(int reranked, int received) {}

    /** Categories by ending and by MIME type; an ending wins. */
    record Overrides(Map<String, String> extensions, Map<String, String> types) {
        static Overrides of(Map<String, Category> extensions, Map<String, Category> types) {
            return new Overrides(labels(extensions), labels(types));
        }

        private static Map<String, String> labels(Map<String, Category> categories) {
            Map<String, String> labels = new TreeMap<>();
            categories.forEach((key, category) -> labels.put(key, category.label()));
            return labels;
        }

        static Overrides parse(String json) {
            JsonObject object = JsonParser.create(json).readJsonObject();
            return new Overrides(texts(object, "extensions"), texts(object, "types"));
        }

        private static Map<String, String> texts(JsonObject object, String group) {
            Map<String, String> texts = new TreeMap<>();
            JsonObject values = object.objectValue(group, JsonObject.empty());
            values.keysAsStrings().forEach(key -> texts.put(key, values.stringValue(key, "")));
            return texts;
        }

        String json() {
            return JsonObject.builder()
                    .set("extensions", group -> extensions.forEach(group::set))
                    .set("types", group -> types.forEach(group::set))
                    .build()
                    .toString();
        }
    }

    Result adopt(String version, Overrides now) {
        String[] known = database.read(session -> new String[] {meta(session, "rules"), meta(session, "overrides")});
        if (known[0].equals(version)) {
            return new Result(0, 0);
        }
        int received = receive(Overrides.parse(known[1]), now);
        int reranked = rerank();
        database.write(session -> session.update("""
                UPDATE meta SET value = CASE key WHEN 'rules' THEN ? ELSE ? END WHERE key IN ('rules', 'overrides')
                """, version, now.json()));
        return new Result(reranked, received);
    }

    private static String meta(Session session, String key) throws SQLException {
        return session.one("SELECT value FROM meta WHERE key = ?", row -> row.getString(1), key)
                .orElse("");
    }

    private int receive(Overrides before, Overrides now) {
        int count = 0;
        for (Map.Entry<String, String> wanted : now.extensions().entrySet()) {
            count += receive("extension = ? AND category <> ?", wanted);
        }
        for (Map.Entry<String, String> wanted : now.types().entrySet()) {
            if (!wanted.equals(entry(before.types(), wanted.getKey()))) {
                count += receive("mime = ? AND category <> ?", wanted);
            }
        }
        for (Map.Entry<String, String> gone : before.extensions().entrySet()) {
            if (!now.extensions().containsKey(gone.getKey())) {
                count += receive("extension = ? AND category = ?", gone);
            }
        }
        for (Map.Entry<String, String> gone : before.types().entrySet()) {
            if (!now.types().containsKey(gone.getKey())) {
                count += receive("mime = ? AND category = ?", gone);
            }
        }
        return count;
    }

    private static Map.Entry<String, String> entry(Map<String, String> map, String key) {
        return Map.entry(key, map.getOrDefault(key, ""));
    }

    private int receive(String condition, Map.Entry<String, String> override) {
        String sql = """
                UPDATE file SET state = 'received', state_since = ?1, category = '', attempts = 0
                 WHERE id IN (SELECT id FROM file WHERE state = 'classified' AND category <> 'empty' AND %s LIMIT %d)
                """.formatted(condition.replaceFirst("\\?", "?2").replaceFirst("\\?$", "?3"), PAGE);
        int all = 0;
        int some = PAGE;
        while (some == PAGE) {
            some = database.write(
                    session -> session.update(sql, clock.instant(), override.getKey(), override.getValue()));
            all += some;
        }
        return all;
    }

    private record Ranked(long id, int before, int now) {}

    private int rerank() {
        int changed = 0;
        long after = 0;
        while (true) {
            List<Ranked> page = page(after);
            if (page.isEmpty()) {
                return changed;
            }
            after = page.getLast().id();
            List<Ranked> others =
                    page.stream().filter(file -> file.before() != file.now()).toList();
            changed += others.size();
            if (!others.isEmpty()) {
                database.write(session -> update(session, others));
            }
        }
    }

    private List<Ranked> page(long after) {
        return database.read(session -> session.list(
                """
                        SELECT id, path, rank FROM file WHERE id > ? AND +state IN ('received', 'failed') ORDER BY id LIMIT ?
                        """,
                row -> new Ranked(row.getLong(1), row.getInt(3), rank.applyAsInt(FilePath.of(row.getBytes(2)))),
                after,
                PAGE));
    }

    private static List<Integer> update(Session session, List<Ranked> files) throws SQLException {
        List<Integer> updated = new ArrayList<>();
        for (Ranked file : files) {
            updated.add(session.update("UPDATE file SET rank = ? WHERE id = ?", file.now(), file.id()));
        }
        return updated;
    }
}
