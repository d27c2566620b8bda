package dev.tallyman.index.queue;

import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.index.database.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
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
                   mismatch = ?8, name_says = ?9, risks = ?10, rules = ?11, detector = ?12, puids = ?13,
                   stale = CASE WHEN (SELECT value FROM meta WHERE key = 'detector') <> ?12 THEN 1 END,
            """;

    /**
     * Sets them, and others of the same row.
     *
     * @param dangers what describing has found in the same bytes
     * @param others what else is set and for which row; its parameters begin with {@code ?14}
     * @return how many rows there were
     */
    int update(Claim claim, Outcome.Classified verdict, Set<Risk> dangers, String others, @Nullable Object... more)
            throws SQLException {
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
            risks(claim, what, dangers),
            rules,
            detector,
            what.puids().size() > 1 ? String.join(" ", what.puids()) : null
        };
        return session.update(
                SET + others,
                Stream.concat(Arrays.stream(identified), Arrays.stream(more)).toArray());
    }

    private static String risks(Claim claim, Identification what, Set<Risk> dangers) {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        risks.addAll(Risk.ofName(claim.path()));
        risks.addAll(what.risks());
        risks.addAll(dangers);
        return Risk.join(risks);
    }
}
