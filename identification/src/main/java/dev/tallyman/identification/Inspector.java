package dev.tallyman.identification;

import dev.tallyman.index.Basis;
import dev.tallyman.index.Category;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the content says by itself: signatures, containers, XML roots, text. */
final class Inspector {
    // #!/usr/bin/env -S LANG=C python3.12 -u
    private static final Pattern INTERPRETER =
            Pattern.compile(
                    "#!\\s*(?:\\S*/)?(?:env\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*(?:\\S*/)?)?([^\\s/]+)");

    // An element, with at most comments and a document type before it.
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z_:]|<!--|<!DOCTYPE\\s");

    private final Signatures signatures;
    private final Names names;
    private final Containers containers;

    Inspector(Signatures signatures, Names names, Containers containers) {
        this.containers = containers;
        this.signatures = signatures;
        this.names = names;
    }

    Finding look(Content content) throws IOException {
        byte[] head = content.head();
        boolean whole = content.size() <= head.length;
        String mime = signatures.ofContent(head);
        if (!mime.equals(Signatures.BINARY) && !signatures.isText(mime)) {
            return inside(mime, content);
        }
        String charset = Text.charset(head, whole);
        if (charset == null) {
            Finding zip = endsLikeZip(content) ? containers.zip(content) : null;
            return zip == null ? Finding.of(Signatures.BINARY, Basis.NONE) : zip;
        }
        Finding script = script(head, charset);
        if (script != null) {
            return script;
        }
        if (mime.equals(Signatures.BINARY) || mime.equals(Signatures.PLAIN)) {
            return text(head, charset, whole);
        }
        Basis basis = signatures.isA(mime, Signatures.XML) ? Basis.XML : Basis.MAGIC;
        return Finding.of(mime, basis).withCharset(charset);
    }

    private Finding inside(String mime, Content content) throws IOException {
        byte[] head = content.head();
        Finding contained = null;
        if (signatures.isA(mime, Signatures.ZIP) || Text.starts(head, 'P', 'K')) {
            contained = containers.zip(content);
        } else if (Text.starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
            contained = containers.compound(content);
        }
        if (contained != null) {
            return contained;
        }
        if (mime.startsWith("application/x-msdownload") && !Versions.isPortableExecutable(head)) {
            return Finding.of("application/x-dosexec", Basis.MAGIC);
        }
        if (Doubts.rule(mime, head)) {
            return Finding.of(Signatures.BINARY, Basis.NONE);
        }
        boolean xml = signatures.isA(mime, Signatures.XML);
        return Finding.of(mime, xml ? Basis.XML : Basis.MAGIC)
                .withFormat(null, Versions.of(mime, head));
    }

    // With something before it, a ZIP is known by its last bytes only.
    private static boolean endsLikeZip(Content content) throws IOException {
        return Text.starts(content.read(content.size() - 22, 4), 'P', 'K', 5, 6);
    }

    private @Nullable Finding script(byte[] head, String charset) {
        if (!Text.starts(head, '#', '!')) {
            return null;
        }
        int length = Math.min(head.length, 256);
        String line = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = INTERPRETER.matcher(line);
        if (!matcher.lookingAt()) {
            return null;
        }
        String program = matcher.group(1).replaceFirst("[-\\d.]+$", "");
        Names.Said said = names.ofInterpreter(program);
        return new Finding(
                said == null ? Signatures.PLAIN : said.mime(),
                Basis.MAGIC,
                Category.CODE,
                said == null ? "Script" : said.format(),
                null,
                charset,
                Set.of());
    }

    private Finding text(byte[] head, String charset, boolean whole) {
        String text = Text.decode(head, charset);
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (first == '<') {
            String root = markup(text.substring(start), whole);
            if (root != null) {
                return Finding.of(root, Basis.XML).withCharset(charset);
            }
        }
        if (first == '{' || first == '[') {
            Json.Kind kind = Json.kind(text, whole);
            if (kind != Json.Kind.NO) {
                String mime = kind == Json.Kind.JSON ? "application/json" : "application/x-ndjson";
                return Finding.of(mime, Basis.TEXT).withCharset(charset);
            }
        }
        return Finding.of(Signatures.PLAIN, Basis.TEXT).withCharset(charset);
    }

    // XML may lack its declaration; with one, the signatures know what its root element means.
    private @Nullable String markup(String text, boolean whole) {
        if (!MARKUP.matcher(text).lookingAt()) {
            return null;
        }
        String declared = "<?xml version=\"1.0\"?>" + text;
        String mime = signatures.ofContent(declared.getBytes(StandardCharsets.UTF_8));
        boolean closed = !whole || text.stripTrailing().endsWith(">");
        boolean known = closed && signatures.isA(mime, Signatures.XML);
        return known && (!mime.equals(Signatures.XML) || text.contains("</")) ? mime : null;
    }
}
