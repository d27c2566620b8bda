package dev.tallyman.ui.html.assets;

import dev.tallyman.look.Words;
import dev.tallyman.ui.http.ResponseBody;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stylesheet, the scripts and the icon, under addresses that change with their content. */
public final class Assets implements HttpService {
    private static final List<String> SCRIPTS = List.of("htmx.min", "list", "live", "log", "sha256", "upload", "words");

    /** The parts of upload.js, each called {@code upload-PART.js}. */
    private static final List<String> UPLOAD_PARTS = List.of(
            "ask", "examine", "hash-worker", "line", "pace", "queue", "request", "send", "store", "tray", "ways-in");

    private static final Map<String, Asset> ALL = load();

    private static final class Asset {
        final String type;
        final String version;
        final byte[] bytes;

        Asset(String type, byte[] bytes) throws NoSuchAlgorithmException {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            this.type = type;
            this.version = HexFormat.of().formatHex(digest, 0, 6);
            this.bytes = bytes;
        }
    }

    private static Map<String, Asset> load() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        add(assets, Words.class, "tallyman.css", "text/css; charset=utf-8");
        add(assets, Assets.class, "icon.svg", "image/svg+xml");
        add(assets, Assets.class, "uploads.css", "text/css; charset=utf-8");
        for (String script : SCRIPTS) {
            add(assets, Assets.class, script + ".js", "text/javascript; charset=utf-8");
        }
        for (String part : UPLOAD_PARTS) {
            add(assets, Assets.class, "upload-" + part + ".js", "text/javascript; charset=utf-8");
        }
        return Map.copyOf(assets);
    }

    private static void add(Map<String, Asset> assets, Class<?> beside, String name, String type) {
        try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            assets.put(name, new Asset(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of an asset, for templates. */
    public static String url(String name) {
        Asset asset = ALL.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("There is no asset " + name);
        }
        return "/assets/" + name + "?v=" + asset.version;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/{name}", Assets::get);
    }

    private static void get(ServerRequest request, ServerResponse response) {
        Asset asset = ALL.get(request.path().pathParameters().get("name"));
        if (asset == null) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        boolean asked = request.query().first("v").asOptional().equals(Optional.of(asset.version));
        response.header(HeaderNames.CONTENT_TYPE, asset.type)
                .header(HeaderNames.CACHE_CONTROL, asked ? "public, max-age=31536000, immutable" : "no-cache");
        ResponseBody.send(response, asset.bytes);
    }
}
