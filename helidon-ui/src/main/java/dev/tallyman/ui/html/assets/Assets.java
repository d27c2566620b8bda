package dev.tallyman.ui.html.assets;

import dev.tallyman.look.Words;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stylesheet, the scripts and the icon, under addresses that change with their content. */
public final class Assets implements HttpService {
    private static final List<String> SCRIPTS = List.of("htmx.min", "list", "live", "log", "sha256", "upload", "words");

    /** The parts of upload.js, each called {@code upload-PART.js}. */
    private static final List<String> UPLOAD_PARTS = List.of(
            "ask", "examine", "hash-worker", "line", "pace", "queue", "request", "send", "store", "tray", "ways-in");

    // A script names those that it imports; the version after the name lets browsers keep them.
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([\\w-]+\\.js)\"");

    private static final Map<String, Asset> ALL = load();

    private static final class Asset {
        final String type;
        final String version;
        final byte[] bytes;

        Asset(String type, String version, byte[] bytes) {
            this.type = type;
            this.version = version;
            this.bytes = bytes;
        }
    }

    private static Map<String, Asset> load() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        add(assets, Words.class, "tallyman.css", "text/css; charset=utf-8");
        add(assets, Assets.class, "uploads.css", "text/css; charset=utf-8");
        add(assets, Assets.class, "icon.svg", "image/svg+xml");
        List<String> names = Stream.concat(
                        SCRIPTS.stream(), UPLOAD_PARTS.stream().map(part -> "upload-" + part))
                .map(name -> name + ".js")
                .toList();
        // One version for all of them, since each may import each.
        var all = new ByteArrayOutputStream();
        names.forEach(name -> all.writeBytes(read(Assets.class, name)));
        String version = version(all.toByteArray());
        for (String name : names) {
            String text = new String(read(Assets.class, name), StandardCharsets.UTF_8);
            String script = IMPORT.matcher(text).replaceAll("from \"./$1?v=" + version + "\"");
            byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
            assets.put(name, new Asset("text/javascript; charset=utf-8", version, bytes));
        }
        return Map.copyOf(assets);
    }

    private static void add(Map<String, Asset> assets, Class<?> beside, String name, String type) {
        byte[] bytes = read(beside, name);
        assets.put(name, new Asset(type, version(bytes), bytes));
    }

    private static byte[] read(Class<?> beside, String name) {
        try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
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
