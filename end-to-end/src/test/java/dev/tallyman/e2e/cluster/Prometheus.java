package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A Prometheus beside the cluster, which reads an intake's metrics each second. */
final class Prometheus implements AutoCloseable {
    private static final Pattern FIRING =
            Pattern.compile("\"alertname\":\"(\\w+)\"[^}]*\\},\"annotations\":\\{[^}]*\\},\"state\":\"firing\"");

    // Long enough to read better apart from its use.
    @SuppressWarnings("InlineFormatString")
    private static final String CONFIG = """
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: [rules.yaml]
            scrape_configs:
            - job_name: tallyman
              scheme: https
              metrics_path: /api/v1/namespaces/%s/services/tallyman:health/proxy/metrics
              tls_config: {insecure_skip_verify: true, cert_file: client.crt, key_file: client.key}
              static_configs: [{targets: ["%s"]}]
            """;

    private final Process process;
    private final URI alerts;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.alerts = URI.create("http://127.0.0.1:" + port + "/api/v1/alerts");
    }

    static Prometheus over(Intake intake, String rules, Path folder) throws Exception {
        var program = Cluster.CACHE.resolve("bin/prometheus");
        if (!Files.isExecutable(program)) {
            System.out.println("SKIPPED: offline-cluster/build prometheus makes Prometheus");
            Assumptions.abort("no Prometheus");
        }
        var target = setting("{.clusters[0].cluster.server}").replace("https://", "");
        Files.writeString(folder.resolve("rules.yaml"), rules);
        Files.writeString(folder.resolve("prometheus.yaml"), CONFIG.formatted(intake.namespace(), target));
        var user = "{.users[0].user.client-%s-data}";
        var base64 = Base64.getDecoder();
        Files.write(folder.resolve("client.crt"), base64.decode(setting(user.formatted("certificate"))));
        Files.write(folder.resolve("client.key"), base64.decode(setting(user.formatted("key"))));
        int port = freePort();
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=prometheus.yaml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    private static String setting(String jsonpath) throws Exception {
        return Cluster.shared()
                .kubectl("config", "view", "--raw", "--minify", "--flatten", "-o", "jsonpath=" + jsonpath)
                .ok()
                .strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The names of the alerts that fire now; nothing until it has started. */
    Optional<Set<String>> firing() throws Exception {
        var request = HttpRequest.newBuilder(alerts).build();
        try {
            var said = Front.CLIENT.send(request, BodyHandlers.ofString(UTF_8)).body();
            var names = FIRING.matcher(said).results().map(found -> found.group(1));
            return Optional.of(names.collect(Collectors.toSet()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
