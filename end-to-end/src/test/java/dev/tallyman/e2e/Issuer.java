package dev.tallyman.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A real issuer of OpenID Connect with a page of its own, offline-cluster/go/issuer, on this machine. */
final class Issuer implements AutoCloseable {
    private static final String CLIENT = "tallyman";

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /**
     * @param folder for its files
     */
    Issuer(Path folder) throws IOException {
        Needs.that(Files.isExecutable(program()), "no " + program() + ": offline-cluster/build issuer");
        this.folder = folder;
        this.port = Server.freePort();
        Files.writeString(secret(), "what only the two of them know");
    }

    private static Path program() {
        return Path.of(System.getenv()
                        .getOrDefault("OFFLINE_CACHE", System.getProperty("user.home") + "/.cache/offline-kubernetes"))
                .resolve("bin/issuer");
    }

    private Path secret() {
        return folder.resolve("client-secret");
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** What a server says to send people here. */
    String[] flags() {
        return new String[] {
            "--auth",
            "oidc",
            "--oidc-issuer",
            address(),
            "--oidc-client-id",
            CLIENT,
            "--oidc-client-secret-file",
            secret().toString()
        };
    }

    /**
     * Starts it.
     *
     * @param home where people come from and go back to
     * @param people as offline-cluster/go/issuer takes them
     */
    void know(String home, String people) throws Exception {
        Path file = Files.writeString(folder.resolve("people.json"), people);
        Process started = new ProcessBuilder(
                        program().toString(), address(), CLIENT, secret().toString(), home, file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("issuer.log").toFile())
                .start();
        process = started;
        Await.that("the issuer listens", () -> {
            if (!started.isAlive()) {
                throw new AssertionError(Files.readString(folder.resolve("issuer.log")));
            }
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (ConnectException _) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
