package dev.tallyman.ui.api;

import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.intake.PlainText;
import dev.tallyman.ui.intake.ShownPictures;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;

/**
 * What a browser is told about the bytes of a file.
 *
 * @param type safe to be believed
 * @param disposition saved as a file, or shown where it is safe
 * @param policy of a document made of it
 */
record Presentation(String type, String disposition, String policy) {
    private static final String OCTETS = "application/octet-stream";
    private static final String LYING = "[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029\"\\\\/]";
    private static final String PDF = "application/pdf";

    private static final String LOCKED =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    // A browser's PDF viewer does not start in a sandbox; it runs in a process of its own.
    private static final String VIEWER =
            "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'";

    static Presentation of(Volume volume, StoredFile file, boolean inline) {
        String type = type(volume, file);
        return new Presentation(
                type,
                (inline && !type.equals(OCTETS) ? "inline" : "attachment") + filename(file.path()),
                type.equals(PDF) ? VIEWER : LOCKED);
    }

    private static String type(Volume volume, StoredFile file) {
        String mime = file.mime() == null ? OCTETS : file.mime();
        return isViewable(mime)
                ? mime
                : PlainText.of(volume, file)
                        .map(text -> "text/plain; charset=" + text.charset().name())
                        .orElse(OCTETS);
    }

    private static boolean isViewable(String mime) {
        return ShownPictures.TYPES.contains(mime)
                || mime.startsWith("audio/")
                || mime.startsWith("video/")
                || mime.equals(PDF);
    }

    // https://www.rfc-editor.org/rfc/rfc6266 ; what could lie about the ending stays out, but joiners are letters to
    // many.
    private static String filename(FilePath path) {
        String name = path.isUtf8() ? path.name() : path.url().replaceFirst("^.*/", "");
        String honest = name.replaceAll(LYING, "_");
        String plain = honest.replaceAll("[^\\x20-\\x7e]|[%;]", "_");
        return "; filename=\"" + plain + "\"; filename*=UTF-8''"
                + FilePath.of(honest).url();
    }
}
