package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.identification.language.Json;
import dev.tallyman.identification.signature.SignatureIndex;
import dev.tallyman.identification.text.Grammars;
import dev.tallyman.identification.text.Text;
import dev.tallyman.identification.xml.XmlRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the content says by itself: signatures, containers, XML roots, text. */
final class Inspector {
    // #!/usr/bin/env -S LANG=C python3.12 -u
    private static final Pattern INTERPRETER =
            Pattern.compile("#!\\s*(?:\\S*/)?(?:env\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*(?:\\S*/)?)?([^\\s/]+)");

    // An element, with at most comments and a document type before it.
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z_:]|<!--|<!DOCTYPE\\s");

    // Its elements have names, such as map, that other documents have too.
    private static final Pattern DITA = Pattern.compile("(?i)\\bdita\\b|<topicref|<title|<shortdesc");

    private final Signatures signatures;
    private final NameRules names;
    private final ContainerParts parts;
    private final Containers containers;
    private final TextFormats writing;

    Inspector(Signatures signatures, NameRules names, ContainerParts parts) {
        this.parts = parts;
        this.containers = new Containers(signatures, parts);
        this.writing = new TextFormats(signatures);
        this.signatures = signatures;
        this.names = names;
    }

    Finding look(Content content, byte[] head, SignatureIndex.Scan scan) throws IOException {
        boolean whole = content.size() <= head.length;
        String mime = signatures.ofContent(scan, head);
        if (mime.equals("text/x-matlab") && head[0] == '%') {
            // TeX and Erlang begin with such remarks as well.
            mime = Signatures.PLAIN;
        }
        Text text = Text.of(head, whole);
        if (text != null && !text.padded() && !writing.isWritten(mime, head)) {
            // Whatever begins a text by chance, no binary format reads as text all the way.
            mime = Signatures.PLAIN;
        }
        if (text != null && text.hides(head) && isBare(mime)) {
            String hidden = signatures.ofContent(text.normal(head));
            mime = writing.isWritten(hidden, head) && !isBare(hidden) ? hidden : mime;
        }
        if (writing.isPdf(content, head)) {
            mime = TextFormats.PDF;
        }
        if (!isBare(mime) && !signatures.isText(mime)) {
            return inside(mime, content, text);
        }
        if (text == null) {
            Finding zip = endsLikeZip(content) ? containers.zip(content) : null;
            return zip == null ? Finding.of(Signatures.BINARY, Basis.NONE) : zip;
        }
        Finding script = script(head, text.label());
        if (script != null) {
            return script;
        }
        if (isBare(mime)) {
            return text(head, text, whole);
        }
        Basis basis = signatures.isA(mime, Signatures.XML) ? Basis.XML : Basis.MAGIC;
        return markup(mime, basis, text, head);
    }

    private static boolean isBare(String mime) {
        return mime.equals(Signatures.BINARY) || mime.equals(Signatures.PLAIN);
    }

    private Finding inside(String mime, Content content, @Nullable Text text) throws IOException {
        byte[] head = content.head();
        Finding contained = null;
        // What has a header of its own before the first entry is known by that.
        if (mime.equals(Signatures.ZIP) || Text.starts(head, 'P', 'K')) {
            contained = containers.zip(content);
        } else if (Text.starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
            contained = containers.compound(content);
        } else if (Text.starts(head, 'O', 'g', 'g', 'S')) {
            contained = Finding.of(Ogg.of(head), Basis.CONTAINER);
        }
        if (contained != null) {
            return contained;
        }
        if (mime.startsWith("application/x-msdownload") && !FormatVersions.isPortableExecutable(head)) {
            return Finding.of("application/x-dosexec", Basis.MAGIC);
        }
        // A tag that MP3 made common stands before other audio as well.
        int tag = MpegAudio.tag(head);
        if (tag > 0 && tag < head.length) {
            String behind = signatures.ofContent(Arrays.copyOfRange(head, tag, head.length));
            if (behind.startsWith("audio/") && !behind.equals("audio/mpeg")) {
                return Finding.of(behind, Basis.MAGIC);
            }
        }
        if (SignatureChecks.rule(mime, head, content.size())) {
            return text == null
                    ? Finding.of(Signatures.BINARY, Basis.NONE)
                    : text(head, text, content.size() <= head.length);
        }
        if (signatures.isA(mime, Signatures.XML)) {
            return markup(mime, Basis.XML, text, head);
        }
        return Finding.of(mime, Basis.MAGIC).withFormat(null, FormatVersions.of(mime, head));
    }

    // A root element says more than the declaration above it, and less than a namespace.
    private Finding markup(String mime, Basis basis, @Nullable Text text, byte[] head) {
        String source = text == null ? "" : text.decode(head);
        String root = XmlRoot.of(source);
        String known = mime;
        if (mime.equals("text/html") && XmlRoot.isDeclared(source) && !root.equals("html")) {
            known = Signatures.XML;
        }
        if (known.startsWith("application/dita+xml") && !DITA.matcher(source).find()) {
            known = Signatures.XML;
        }
        if (known.equals(Signatures.XML)) {
            known = Objects.requireNonNullElse(parts.ofXmlRoot(root), known);
        }
        Finding found = Finding.of(known, known.equals(mime) ? basis : Basis.XML);
        return found.withFormat(null, FormatVersions.of(known, head)).withCharset(text == null ? null : text.label());
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
        NameRules.Said said = names.ofInterpreter(program);
        return new Finding(
                said == null ? Signatures.PLAIN : said.mime(),
                Basis.MAGIC,
                Category.CODE,
                said == null ? "Script" : said.format(),
                null,
                charset,
                Set.of(),
                List.of());
    }

    private Finding text(byte[] head, Text how, boolean whole) {
        String text = how.decode(head);
        String charset = how.label();
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (first == '<') {
            String root = markup(text.substring(start), whole);
            if (root != null) {
                return markup(root, Basis.XML, how, head);
            }
        }
        if (first == '{' || first == '[') {
            Json.Kind kind = Json.kind(text, whole);
            if (kind != Json.Kind.NO) {
                String mime = kind == Json.Kind.JSON ? "application/json" : "application/x-ndjson";
                return Finding.of(mime, Basis.TEXT).withCharset(charset);
            }
        }
        boolean open = !how.padded() && "[m#;".indexOf(first) >= 0;
        String grammar = open ? Grammars.of(head, whole) : null;
        return Finding.of(grammar == null ? Signatures.PLAIN : grammar, Basis.TEXT)
                .withCharset(charset);
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
        boolean special = !mime.equals(Signatures.XML) || parts.ofXmlRoot(XmlRoot.of(text)) != null;
        return known && (special || text.contains("</")) ? mime : null;
    }
}
