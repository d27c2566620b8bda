package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Description;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.search.PreparedText;
import dev.tallyman.ui.GivenSweep;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A server with a proxy in front, whose people may different things in different folders. */
final class ServerWithFolders implements AutoCloseable {
    private static final String SECRET = "0123456789abcdef";

    final TestServer server;

    ServerWithFolders(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                access:
                  groups:
                    all: {"/": admin}
                    here: {"here/": admin}
                    look: {"/": viewer, "hidden/": none}
                    send: {"/": viewer, "here/": contributor, "hidden/": none}
                    edit: {"here/": editor}
                contact: the help desk at 4711
                """);
        var names = TrustedProxy.Names.of("User", "Email", "Groups", "Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
    }

    /** Handed in by somebody who may everything. */
    StoredFile put(String path) {
        var answer = server.send("PUT", TestServer.BY_PATH + path, bytes("foobar"), headers("all", "boss"));
        assertEquals(201, answer.statusCode());
        long id = Long.parseLong(json(answer).stringValue("id", ""));
        return server.index.catalog().find(id).orElseThrow();
    }

    /** A sweep that names these files and says what is in them. */
    Run read(Set<String> paths) {
        var archive = new Identification(
                "application/zip", Category.ARCHIVE, List.of(), "ZIP", null, Basis.MAGIC, true, null, Set.of());
        var inside = new Description(
                Map.of("dc:creator", List.of("Xyzzy"), "tiff:Make", "Xyzzy", "xmpTPg:NPages", 3L),
                Set.of(Risk.MACROS),
                List.of(new Member("xyzzy.doc", 1L, 1L, null, false, null)),
                1L,
                null,
                null,
                null);
        try (var sweep = new GivenSweep(server.index)) {
            Run run = sweep.identify(path -> paths.contains(path) ? archive : null);
            sweep.describe(_ -> new DescriptionOutcome.Found(inside, PreparedText.of("plugh xyzzy", "UTF-8"), true));
            return run;
        }
    }

    /** What the proxy sends for a person of a group. */
    static String[] headers(String groups, String person, String... more) {
        return Stream.concat(Stream.of("Secret", SECRET, "User", person, "Groups", groups), Stream.of(more))
                .toArray(String[]::new);
    }

    HttpResponse<byte[]> as(String groups, String method, String path) {
        return server.send(method, path, headers(groups, "ann"));
    }

    @Override
    public void close() {
        server.close();
    }
}
