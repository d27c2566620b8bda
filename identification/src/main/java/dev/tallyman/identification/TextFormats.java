package dev.tallyman.identification;

import dev.tallyman.identification.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Which formats may be written wholly as text, and so may be what a text is. */
final class TextFormats {
    static final String PDF = "application/pdf";

    // Written as text by their definition, and no children of plain text in the hierarchy.
    private static final Set<String> WRITTEN = Set.of(
            PDF,
            "application/fits",
            "application/illustrator",
            "application/illustrator+ps",
            "application/mbox",
            "application/postscript",
            "application/rtf",
            "application/vnd.mif",
            "application/warc",
            "application/x-bittorrent",
            "application/x-font-adobe-metric",
            "application/x-font-bdf",
            "application/x-font-type1",
            "application/x-internet-archive",
            "application/x-openssh-key",
            "application/x-x509-cert",
            "application/x-x509-key",
            "image/vnd.dxf",
            "image/x-portable-bitmap",
            "image/x-portable-graymap",
            "image/x-portable-pixmap",
            "image/x-portable-arbitrarymap",
            "multipart/related");
    private static final String[] FAMILIES = {
        "text/",
        "message/",
        "chemical/",
        "model/",
        "application/pgp-",
        "application/pkcs",
        "application/pkix-",
        "application/x-x509-",
        "application/x-font-sfd",
        "application/mac-binhex40",
        "application/x-tgif"
    };

    // The old way to announce a PDF, and the usual one at the beginning of a line.
    private static final Pattern ANNOUNCED =
            Pattern.compile("\\A%!PS-Adobe-\\d\\.\\d PDF-\\d\\.\\d|(?:\\A|[\\r\\n])%PDF-\\d\\.\\d");
    private static final Pattern HEADER_LINE = Pattern.compile("%PDF-\\d\\.\\d\\s*?[\\r\\n]");
    private static final Pattern OBJECT = Pattern.compile("\\d+\\s+\\d+\\s+obj\\b");

    private final Signatures signatures;

    TextFormats(Signatures signatures) {
        this.signatures = signatures;
    }

    /** True when a file of this type can be text from its first byte to its last. */
    boolean isWritten(String mime, byte[] head) {
        for (String family : FAMILIES) {
            if (mime.startsWith(family)) {
                return !mime.endsWith("-binary");
            }
        }
        if (mime.equals(PDF)) {
            String start = new String(head, 0, Math.min(head.length, 64), StandardCharsets.ISO_8859_1);
            return HEADER_LINE.matcher(start).find() || OBJECT.matcher(start).find();
        }
        String bare = mime.indexOf(';') < 0
                ? mime
                : mime.substring(0, mime.indexOf(';')).strip();
        return WRITTEN.contains(bare)
                || signatures.isText(mime)
                || signatures.isA(mime, Signatures.XML)
                || (mime.equals("application/x-elc") && Text.starts(head, ';', 'E', 'L', 'C'));
    }

    /**
     * True for a PDF behind something else: readers look for its header in the first 1,024 bytes.
     * One that is only written about lacks the objects or the end.
     */
    boolean isPdf(Content content, byte[] head) throws IOException {
        int within = Math.min(head.length, 1024 + 8);
        String start = new String(head, 0, within, StandardCharsets.ISO_8859_1);
        if (start.indexOf("PDF-") < 0 || !ANNOUNCED.matcher(start).find()) {
            return false;
        }
        byte[] tail = content.read(Math.max(0, content.size() - 1024), 1024);
        String end = new String(tail, StandardCharsets.ISO_8859_1);
        return end.contains("%%EOF")
                || OBJECT.matcher(new String(head, StandardCharsets.ISO_8859_1)).find();
    }
}
