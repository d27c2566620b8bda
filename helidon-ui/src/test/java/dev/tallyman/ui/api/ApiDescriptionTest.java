package dev.tallyman.ui.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDescriptionTest {
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|patch|delete|head|options):$");
    private static final Pattern REFERENCE = Pattern.compile("#/components/(\\w+)/(\\w+)");

    @TempDir
    Path folder;

    @Test
    void theDescriptionNamesEveryRouteAndNoOther() {
        try (var server = new TestServer(folder)) {
            var described = new TreeSet<String>();
            String path = "";
            for (String line :
                    TestServer.text(server.get("/openapi.yaml")).lines().toList()) {
                Matcher at = PATH.matcher(line);
                path = at.matches() ? at.group(1) : path;
                Matcher method = METHOD.matcher(line);
                if (method.matches()) {
                    described.add(route(path) + " " + method.group(1));
                }
            }
            var routes = new TreeSet<String>();
            server.server
                    .known()
                    .forEach(route -> routes.add(
                            route.pattern() + " " + route.method().text().toLowerCase(java.util.Locale.ROOT)));

            assertEquals(routes, described);
        }
    }

    // OpenAPI has no parameter with slashes in it, so a path of any depth is described once for
    // each depth.
    private static String route(String path) {
        return path.replaceFirst("^(/api/v1/files/by-path|/reports)/.*", "$1/{+path}");
    }

    @Test
    void whatItRefersToIsThere() {
        try (var server = new TestServer(folder)) {
            String text = TestServer.text(server.get("/openapi.yaml"));
            var missing = new TreeSet<String>();
            Matcher reference = REFERENCE.matcher(text);
            while (reference.find()) {
                String kind = text.substring(text.indexOf("\n  " + reference.group(1) + ":\n") + 1);
                String section = kind.split("\n {2}\\w", 2)[0];
                if (!section.contains("\n    " + reference.group(2) + ":")) {
                    missing.add(reference.group());
                }
            }
            assertEquals(new TreeSet<String>(), missing);
        }
    }

    @Test
    void aNameThatOnlyPostsIsNoFileThatIsNotThere() {
        try (var server = new TestServer(folder)) {
            assertEquals(405, server.get("/api/v1/files/trash").statusCode());
            assertEquals("POST", TestServer.header(server.send("OPTIONS", "/api/v1/files/identify"), "Allow"));
            assertEquals(404, server.get("/api/v1/files/7").statusCode());
        }
    }

    @Test
    void everyOperationSaysWhatAnyRequestCanGet() {
        try (var server = new TestServer(folder)) {
            for (String operation : TestServer.text(server.get("/openapi.yaml")).split("\n {6}responses:", -1)) {
                String statuses = operation.split("\n {0,6}\\S", 2)[0];
                for (int status : new int[] {400, 414, 417, 421, 431, 500, 503}) {
                    assertTrue(
                            operation.startsWith("openapi:") || statuses.contains("\"" + status + "\":"),
                            status + " is missing in" + statuses);
                }
            }
        }
    }
}
