package dev.tallyman.ui.access;

import static dev.tallyman.rules.Role.ADMIN;
import static dev.tallyman.rules.Role.CONTRIBUTOR;
import static dev.tallyman.rules.Role.EDITOR;
import static dev.tallyman.rules.Role.OPERATOR;
import static dev.tallyman.rules.Role.VIEWER;

import dev.tallyman.index.people.Deed;
import dev.tallyman.rules.Role;
import io.helidon.http.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which route needs which role: all of them, in one table. A route that is not here cannot be
 * served, so none is forgotten.
 */
final class Needs {
    private static final Map<String, Role> TABLE = new HashMap<>();

    static {
        // what there is
        add(VIEWER, "GET /", "GET /live", "GET /files/{id}", "POST /files/download");
        add(VIEWER, "GET /rules", "GET /api", "GET /about");
        add(VIEWER, "GET /trash", "GET /runs", "GET /runs/{id}");
        add(VIEWER, "GET /reports", "GET /reports/{+path}", "HEAD /reports/{+path}");
        add(VIEWER, "GET /api/v1/files", "GET /api/v1/files/{id}", "GET /api/v1/trash");
        add(VIEWER, "GET /api/v1/files/{id}/content", "HEAD /api/v1/files/{id}/content");
        add(VIEWER, "GET /api/v1/files/{id}/members", "GET /api/v1/files/{id}/thumbnail");
        add(VIEWER, "GET /api/v1/runs", "GET /api/v1/runs/{id}", "GET /api/v1/runs/{id}/log");
        add(VIEWER, "GET /api/v1/schedules", "GET /api/v1/summary", "GET /api/v1/events");
        // handing in
        add(CONTRIBUTOR, "POST /upload", "PUT /api/v1/files/by-path/{+path}");
        add(CONTRIBUTOR, "POST /api/v1/files/known", "POST /api/v1/uploads", "OPTIONS /api/v1/uploads");
        add(CONTRIBUTOR, "OPTIONS /api/v1/uploads/{id}", "GET /api/v1/uploads/{id}", "POST /api/v1/uploads/{id}");
        add(CONTRIBUTOR, "PATCH /api/v1/uploads/{id}", "DELETE /api/v1/uploads/{id}");
        // changing
        add(EDITOR, "POST /files/trash", "POST /files/{id}/trash", "DELETE /api/v1/files/{id}");
        add(EDITOR, "POST /files/restore", "POST /files/{id}/restore", "POST /api/v1/files/{id}/restore");
        add(EDITOR, "POST /files/{id}/retry", "POST /api/v1/files/{id}/retry");
        add(EDITOR, "POST /files/{id}/release", "POST /api/v1/files/{id}/release");
        add(EDITOR, "POST /files/identify", "POST /files/{id}/identify", "POST /api/v1/files/identify");
        // running
        add(OPERATOR, "GET /api/v1/events/history", "GET /activity");
        add(OPERATOR, "POST /runs", "POST /runs/{id}/cancel", "POST /api/v1/runs", "DELETE /api/v1/runs/{id}");
        add(OPERATOR, "POST /schedules/{name}/pause", "POST /schedules/{name}/resume");
        add(OPERATOR, "POST /api/v1/schedules/{name}/pause", "POST /api/v1/schedules/{name}/resume");
        // for good
        add(ADMIN, "GET /trash/purge", "POST /trash/purge", "DELETE /api/v1/trash", "DELETE /api/v1/trash/{id}");
    }

    /** What holds nothing of the intake, or only what is one’s own. */
    private static final Set<String> OPEN = Set.of(
            "GET /assets/{name}",
            "GET /assets/{version}/{name}",
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

    private static void add(Role role, String... routes) {
        for (String route : routes) {
            TABLE.put(route, role);
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

    /** The role that a route needs; empty for none. */
    static Optional<Role> of(Method method, String pattern) {
        String route = method.text() + " " + (pattern.isEmpty() ? "/" : pattern);
        if (OPEN.contains(route)) {
            return Optional.empty();
        }
        Role role = TABLE.get(route);
        if (role == null) {
            throw new IllegalStateException("say in Needs which role this takes: " + route);
        }
        return Optional.of(role);
    }
}
