package dev.tallyman.ui.api;

import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tus client says of a file: {@code filename dGVzdC50eHQ=,filetype dGV4dC9wbGFpbg==}. The values are bytes.
 * https://tus.io/protocols/resumable-upload#upload-metadata
 */
record UploadMetadata(String header, Map<String, byte[]> values) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]+");

    /** {@link Problem} 400 for what is none. */
    static UploadMetadata parse(String header) {
        Map<String, byte[]> values = new HashMap<>();
        for (String pair : header.isBlank() ? new String[0] : header.split(",", -1)) {
            String[] words = pair.strip().split(" +", -1);
            if (words.length > 2 || !KEY.matcher(words[0]).matches()) {
                throw wrong();
            }
            try {
                byte[] value = Base64.getDecoder().decode(words.length == 2 ? words[1] : "");
                if (values.put(words[0], value) != null) {
                    throw wrong();
                }
            } catch (IllegalArgumentException e) {
                throw wrong();
            }
        }
        return new UploadMetadata(header, values);
    }

    private static Problem wrong() {
        return Problem.badRequest(
                "Upload-Metadata is a list of keys, each once, with their values in Base64: filename dGVzdC50eHQ=,filetype dGV4dC9wbGFpbg==.");
    }

    /** The path that the file is to have: that in its folder where it came from, or its name alone. */
    FilePath path() {
        byte[] path = values.getOrDefault("relativePath", new byte[0]);
        if (path.length > 0 && !new String(path, StandardCharsets.UTF_8).equals("null")) {
            return FilePath.of(path);
        }
        byte[] name = values.getOrDefault("filename", values.getOrDefault("name", new byte[0]));
        if (name.length == 0) {
            throw Problem.badRequest(
                    "Say what the file is called: filename, or relativePath with its folders, in Upload-Metadata.");
        }
        FilePath file = FilePath.of(name);
        if (!file.folder().isEmpty()) {
            throw Problem.badRequest("A file’s name holds no /; send relativePath for a path with folders.");
        }
        return file;
    }

    /** The MIME type that the client believes in, without its parameters. */
    @Nullable
    String type() {
        String type = text("filetype");
        return type == null ? null : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** The file’s own date, which browsers give in milliseconds. */
    @Nullable
    Instant modified(Instant now) {
        String millis = text("lastModified");
        if (millis == null) {
            return null;
        }
        try {
            return Declared.possible(Instant.ofEpochMilli(Long.parseLong(millis)), now);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("lastModified is a number of milliseconds since 1970, or is left out.");
        }
    }

    @Nullable
    String batch() {
        String batch = text("batch");
        return batch == null ? null : Declared.batch(batch);
    }

    private @Nullable String text(String key) {
        byte[] value = values.get(key);
        return value == null || value.length == 0 ? null : new String(value, StandardCharsets.UTF_8);
    }
}
