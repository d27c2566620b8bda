package dev.tallyman.ui.html.assets;

import dev.tallyman.look.Stylesheet;
import dev.tallyman.ui.http.Gzip;
import dev.tallyman.ui.http.ResponseBody;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stylesheet, the scripts and the icon, under addresses that change with their content. */
public final class Assets implements HttpService {
    private static final List<String> SCRIPTS = List.of(
            "api",
            "bulk",
            "folders",
            "htmx.min",
            "list",
            "live",
            "log",
            "places",
            "selection",
            "sha256",
            "swagger-ui-bundle",
            "toast",
            "upload",
            "words");

    /** The parts of upload.js, each called {@code upload-PART.js}. */
    private static final List<String> UPLOAD_PARTS = List.of(
            "answer",
            "ask",
            "examine",
            "hash-worker",
            "line",
            "lost",
            "pace",
            "queue",
            "request",
            "send",
            "store",
            "tray",
            "ways-in");

    /** What of the stylesheet is the pages' own; the rest they share with the report. */
    private static final List<String> STYLES = List.of("uploads", "inside", "folders", "reports");

    private static final Map<String, Asset> ALL = load();

    private static final String VERSION = version();

    private static final class Asset {
        final String type;
        final byte[] gzip;

        Asset(String type, byte[] bytes) {
            this.type = type;
            this.gzip = Gzip.of(bytes);
        }
    }

    private static Map<String, Asset> load() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        assets.put("tallyman.css", new Asset("text/css; charset=utf-8", stylesheet()));
        add(assets, Assets.class, "icon.svg", "image/svg+xml");
        // From the webjar, which the build unpacks.
        add(assets, Assets.class, "swagger-ui.css", "text/css; charset=utf-8");
        Stream.concat(SCRIPTS.stream(), UPLOAD_PARTS.stream().map(part -> "upload-" + part))
                .forEach(name -> add(assets, Assets.class, name + ".js", "text/javascript; charset=utf-8"));
        return Map.copyOf(assets);
    }

    // One file, because each is a question to the server that the page waits for.
    private static byte[] stylesheet() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(Stylesheet.bytes());
        STYLES.forEach(part -> all.writeBytes(bytes(Assets.class, part + ".css")));
        return all.toByteArray();
    }

    private static void add(Map<String, Asset> assets, Class<?> beside, String name, String type) {
        assets.put(name, new Asset(type, bytes(beside, name)));
    }

    private static byte[] bytes(Class<?> beside, String name) {
        try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Of all together: a script imports another by a relative address.
    private static String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(ALL).forEach((name, asset) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(asset.gzip);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of an asset, for templates. */
    public static String url(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("There is no asset " + name);
        }
        return "/assets/" + VERSION + "/" + name;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/{name}", Assets::get).get("/{version}/{name}", Assets::get);
    }

    /** What programs ask for that do not read which icon a page names. */
    public static void icon(ServerRequest request, ServerResponse response) {
        send(request, response, "icon.svg", "public, max-age=86400");
    }

    private static void get(ServerRequest request, ServerResponse response) {
        boolean asked =
                request.path().pathParameters().first("version").asOptional().equals(Optional.of(VERSION));
        String name = request.path().pathParameters().get("name");
        send(request, response, name, asked ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private static void send(ServerRequest request, ServerResponse response, String name, String kept) {
        Asset asset = ALL.get(name);
        if (asset == null) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, asset.type).header(HeaderNames.CACHE_CONTROL, kept);
        ResponseBody.sendCompressed(request, response, asset.gzip);
    }
}
