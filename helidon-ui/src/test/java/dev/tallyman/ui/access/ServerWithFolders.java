package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
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
