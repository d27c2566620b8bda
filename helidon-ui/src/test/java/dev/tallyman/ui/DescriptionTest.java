package dev.tallyman.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|head):$");

    @TempDir Path folder;

    @Test
    void theDescriptionNamesEveryRouteAndNoOther() {
        try (var server = new TestServer(folder)) {
            var described = new TreeSet<String>();
            String path = "";
            for (String line : TestServer.text(server.get("/openapi.yaml")).lines().toList()) {
                Matcher at = PATH.matcher(line);
                path = at.matches() ? at.group(1) : path;
                Matcher method = METHOD.matcher(line);
                if (method.matches()) {
                    described.add(path + " " + method.group(1));
                }
            }
            var routes = new TreeSet<String>();
            server.server
                    .known()
                    .forEach(
                            route ->
                                    routes.add(
                                            route.pattern()
                                                    + " "
                                                    + route.method()
                                                            .text()
                                                            .toLowerCase(java.util.Locale.ROOT)));

            assertEquals(routes, described);
        }
    }
}
