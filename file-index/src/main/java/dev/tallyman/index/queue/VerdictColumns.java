package dev.tallyman.index.queue;

import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.index.database.Session;
import io.helidon.json.JsonObject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file that identification alone decides, the same for a first verdict and for a
 * later one.
 */
record VerdictColumns(Session session, String rules, String detector) {
    private static final String SET = """
            UPDATE file SET sha256 = ?1, category = ?2, mime = ?3, puid = ?4, format = ?5, version = ?6, basis = ?7,
                   mismatch = ?8, name_says = ?9, risks = ?10, metadata = ?11, rules = ?12, detector = ?13,
                   stale = CASE WHEN (SELECT value FROM meta WHERE key = 'detector') <> ?13 THEN 1 END,
            """;

    /**
     * Sets them, and others of the same row.
     *
     * @param others what else is set and for which row; its parameters begin with {@code ?14}
     * @return how many rows there were
     */
    int update(Claim claim, Outcome.Classified verdict, String others, @Nullable Object... more) throws SQLException {
        Identification what = verdict.identification();
        @Nullable
        Object[] identified = {
            verdict.sha256() == null ? null : HexFormat.of().parseHex(verdict.sha256()),
            what.category(),
            what.mime(),
            what.puid(),
            what.format(),
            what.version(),
            what.basis(),
            what.mismatch(),
            what.nameSays(),
            risks(claim, what),
            json(what.metadata()),
            rules,
            detector
        };
        return session.update(
                SET + others,
                Stream.concat(Arrays.stream(identified), Arrays.stream(more)).toArray());
    }

    private static String risks(Claim claim, Identification what) {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        risks.addAll(Risk.ofName(claim.path()));
        risks.addAll(what.risks());
        return Risk.join(risks);
    }

    private static @Nullable String json(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        JsonObject.Builder json = JsonObject.builder();
        metadata.forEach(json::set);
        return json.build().toString();
    }
}
