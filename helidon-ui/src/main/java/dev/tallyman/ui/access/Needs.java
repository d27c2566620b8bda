package dev.tallyman.ui.access;

import static dev.tallyman.rules.Role.ADMIN;
import static dev.tallyman.rules.Role.CONTRIBUTOR;
import static dev.tallyman.rules.Role.EDITOR;
import static dev.tallyman.rules.Role.OPERATOR;
import static dev.tallyman.rules.Role.VIEWER;
import static dev.tallyman.ui.access.Needs.Where.AT_THE_FILE;
import static dev.tallyman.ui.access.Needs.Where.AT_THE_TOP;
import static dev.tallyman.ui.access.Needs.Where.EVERYWHERE;
import static dev.tallyman.ui.access.Needs.Where.SOMEWHERE;

import dev.tallyman.index.people.Deed;
import dev.tallyman.rules.Role;
import io.helidon.http.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which route needs which role, and where: all of them, in one table. A route that is not here
 * cannot be served, so none is forgotten.
 */
final class Needs {
    private static final Map<String, Need> TABLE = new HashMap<>();

    /** What somebody needs for a route. */
    record Need(Role role, Where where) {}

    /** Where they need it. */
    enum Where {
        /** In some folder; the answer holds only what lies where they may see. */
        SOMEWHERE,
        /** Where the file lies that the request names, {@link Visit#require}; who does not see it gets 404. */
        AT_THE_FILE,
        /** In the intake as a whole: its top folder. */
        AT_THE_TOP,
        /** In every folder: the answer may hold anything of any of them. */
        EVERYWHERE
    }

    static {
        // what there is
        add(VIEWER, SOMEWHERE, "GET /", "GET /live", "GET /trash", "POST /files/download", "GET /api");
        add(VIEWER, SOMEWHERE, "GET /api/v1/files", "GET /api/v1/trash", "GET /api/v1/summary", "GET /api/v1/events");
        add(VIEWER, AT_THE_FILE, "GET /files/{id}", "GET /api/v1/files/{id}");
        add(VIEWER, AT_THE_FILE, "GET /api/v1/files/{id}/content", "HEAD /api/v1/files/{id}/content");
        add(VIEWER, AT_THE_FILE, "GET /api/v1/files/{id}/members", "GET /api/v1/files/{id}/thumbnail");
        // logs, reports and rules name any file and folder
        add(VIEWER, EVERYWHERE, "GET /rules", "GET /about", "GET /runs", "GET /runs/{id}");
        // of the whole, or of one folder: which one is asked where it is known
        add(VIEWER, SOMEWHERE, "GET /reports", "GET /reports/{+path}", "HEAD /reports/{+path}");
        add(VIEWER, EVERYWHERE, "GET /past-reports", "GET /past-reports/compare");
        add(VIEWER, EVERYWHERE, "GET /past-reports/compare/files", "GET /past-reports/compare/files.csv");
        add(VIEWER, EVERYWHERE, "GET /api/v1/runs", "GET /api/v1/runs/{id}", "GET /api/v1/runs/{id}/log");
        add(VIEWER, EVERYWHERE, "GET /api/v1/schedules");
        // handing in: where it is to lie
        add(CONTRIBUTOR, SOMEWHERE, "POST /upload", "PUT /api/v1/files/by-path/{+path}");
        add(CONTRIBUTOR, SOMEWHERE, "POST /api/v1/files/known", "POST /api/v1/uploads", "OPTIONS /api/v1/uploads");
        add(CONTRIBUTOR, SOMEWHERE, "OPTIONS /api/v1/uploads/{id}", "GET /api/v1/uploads/{id}");
        add(CONTRIBUTOR, SOMEWHERE, "POST /api/v1/uploads/{id}", "PATCH /api/v1/uploads/{id}");
        add(CONTRIBUTOR, SOMEWHERE, "DELETE /api/v1/uploads/{id}");
        // changing
        add(EDITOR, AT_THE_FILE, "POST /files/trash", "POST /files/{id}/trash", "DELETE /api/v1/files/{id}");
        add(EDITOR, AT_THE_FILE, "POST /files/restore", "POST /files/{id}/restore", "POST /api/v1/files/{id}/restore");
        add(EDITOR, AT_THE_FILE, "POST /files/{id}/retry", "POST /api/v1/files/{id}/retry");
        add(EDITOR, AT_THE_FILE, "POST /files/{id}/identify", "POST /files/{id}/describe");
        add(EDITOR, SOMEWHERE, "POST /files/identify", "POST /api/v1/files/identify");
        add(EDITOR, SOMEWHERE, "POST /files/describe", "POST /api/v1/files/describe");
        add(EDITOR, AT_THE_FILE, "POST /api/v1/files/{id}/move", "POST /files/{id}/move");
        add(EDITOR, SOMEWHERE, "POST /api/v1/folders/move", "POST /api/v1/files/retry");
        // each file is asked for by itself, so that one's own may be among them
        add(
                CONTRIBUTOR,
                SOMEWHERE,
                "POST /api/v1/files/trash",
                "POST /api/v1/files/restore",
                "POST /api/v1/files/move");
        add(CONTRIBUTOR, SOMEWHERE, "GET /api/v1/bulk/{id}", "POST /api/v1/bulk/{id}/undo");
        // running
        add(OPERATOR, AT_THE_FILE, "POST /files/{id}/release", "POST /api/v1/files/{id}/release");
        add(OPERATOR, SOMEWHERE, "GET /api/v1/events/history", "GET /activity");
        add(OPERATOR, AT_THE_TOP, "POST /runs", "POST /api/v1/runs");
        add(OPERATOR, AT_THE_TOP, "POST /runs/{id}/cancel", "DELETE /api/v1/runs/{id}");
        add(OPERATOR, AT_THE_TOP, "POST /schedules/{name}/pause", "POST /schedules/{name}/resume");
        add(OPERATOR, AT_THE_TOP, "POST /api/v1/schedules/{name}/pause", "POST /api/v1/schedules/{name}/resume");
        // for good
        add(ADMIN, AT_THE_FILE, "POST /trash/purge", "DELETE /api/v1/trash/{id}");
        add(ADMIN, SOMEWHERE, "GET /trash/purge");
        add(ADMIN, EVERYWHERE, "DELETE /api/v1/trash");
    }

    /** What holds nothing of the intake, or only what is one’s own. */
    private static final Set<String> OPEN = Set.of(
            "GET /assets/{name}",
            "GET /assets/{version}/{name}",
            "GET /favicon.ico",
            "GET /openapi.yaml",
            "GET /sign-in",
            "POST /sign-in",
            "GET /sign-in/callback",
            "GET /sign-in/left",
            "POST /sign-out",
            "POST /sign-out/everywhere",
            "GET /account",
            "GET /api/v1/me",
            "GET /api/v1/tokens",
            "POST /api/v1/tokens",
            "DELETE /api/v1/tokens/{id}");

    private Needs() {}

    private static void add(Role role, Where where, String... routes) {
        for (String route : routes) {
            TABLE.put(route, new Need(role, where));
        }
    }

    /** What no transaction of the index writes down, because another program or nothing changes. */
    private static final Map<String, Deed> DEEDS = Map.ofEntries(
            Map.entry("POST /runs/{id}/cancel", Deed.CANCEL),
            Map.entry("DELETE /api/v1/runs/{id}", Deed.CANCEL),
            Map.entry("POST /schedules/{name}/pause", Deed.PAUSE),
            Map.entry("POST /api/v1/schedules/{name}/pause", Deed.PAUSE),
            Map.entry("POST /schedules/{name}/resume", Deed.RESUME),
            Map.entry("POST /api/v1/schedules/{name}/resume", Deed.RESUME),
            Map.entry("POST /sign-out", Deed.SIGN_OUT),
            Map.entry("POST /sign-out/everywhere", Deed.SIGN_OUT),
            Map.entry("POST /api/v1/tokens", Deed.MAKE_TOKEN),
            Map.entry("DELETE /api/v1/tokens/{id}", Deed.REVOKE_TOKEN));

    static Optional<Deed> deed(Method method, String pattern) {
        return Optional.ofNullable(DEEDS.get(method.text() + " " + pattern));
    }

    /** All routes, as {@code GET /files/{id}}, but for those that everybody may. */
    static Map<String, Need> all() {
        return Map.copyOf(TABLE);
    }

    /** Those that everybody may. */
    static Set<String> open() {
        return OPEN;
    }

    /** What a route needs; empty for nothing. */
    static Optional<Need> of(Method method, String pattern) {
        String route = method.text() + " " + (pattern.isEmpty() ? "/" : pattern);
        if (OPEN.contains(route)) {
            return Optional.empty();
        }
        Need need = TABLE.get(route);
        if (need == null) {
            throw new IllegalStateException("say in Needs which role this takes: " + route);
        }
        return Optional.of(need);
    }
}
