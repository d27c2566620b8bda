package dev.tallyman.description;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail: its headers, its words, its attachments. https://www.rfc-editor.org/rfc/rfc5322, rfc2045, rfc2047 */
final class MailReader implements Reader {
    /** Of the mail; most servers take none that is larger. */
    private static final int MOST = 24 << 20;

    /** Of a body: enough to tell what it is. */
    private static final int DECODED = 8 << 20;

    private static final int BLOCK = 64 * 1024;
    private static final int DEPTH = 8;
    private static final Pattern WORD = Pattern.compile("=\\?([^?]{1,40})\\?([bBqQ])\\?([^?]*)\\?=(?:\\s+(?==\\?))?");

    private final Identifier identifier;

    MailReader(Identifier identifier) {
        this.identifier = identifier;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        MailPart mail = MailPart.whole(source.at(0, (int) Math.min(MOST, source.size())));
        draft.container();
        draft.put("Message:From", words(mail.header("from")));
        draft.put("Message:To", words(mail.header("to")));
        draft.put("Message:Cc", words(mail.header("cc")));
        draft.put("dc:subject", words(mail.header("subject")));
        draft.put("dcterms:created", date(mail.header("date")));
        draft.put("Message:ID", mail.header("message-id"));
        draft.text(words(mail.header("subject")) + "\n");
        part(source, mail, 0, draft);
        if (source.size() > MOST) {
            draft.incomplete("Only its first 24 MB were read.");
        }
    }

    private void part(Source source, MailPart part, int depth, Draft draft) throws IOException {
        source.check();
        String type = part.header("content-type");
        String kind = type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
        String boundary = parameter(type, "boundary");
        if (!kind.startsWith("multipart/") || boundary == null || depth == DEPTH) {
            leaf(source, part, type, kind, draft);
            return;
        }
        String mark = "--" + boundary;
        int at = part.find(mark, part.from());
        while (at >= 0 && !part.hasAt("--", at + mark.length())) {
            int next = part.find(mark, at + mark.length());
            part(source, part.within(at + mark.length(), next < 0 ? part.to() : next), depth + 1, draft);
            at = next;
        }
    }

    private void leaf(Source source, MailPart part, @Nullable String type, String kind, Draft draft)
            throws IOException {
        String disposition = String.valueOf(part.header("content-disposition"));
        String name = parameter(disposition, "filename");
        name = name == null ? parameter(type, "name") : name;
        if (kind.startsWith("text/") && name == null) {
            String text = new String(decoded(source, part).first(), charset(parameter(type, "charset")));
            draft.text(kind.startsWith("text/html") ? Markup.text(text) : text);
        } else if (name != null || disposition.toLowerCase(Locale.ROOT).startsWith("attachment")) {
            Decoded content = decoded(source, part);
            String clear = name == null ? "" : String.valueOf(words(name));
            Identification what = identifier.identify(clear, Content.of(content.first()));
            draft.member(new Member(
                    new String(clear.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                    content.size(),
                    null,
                    null,
                    what.risks().contains(Risk.ENCRYPTED),
                    what));
        }
    }

    private static Decoded decoded(Source source, MailPart part) throws IOException {
        source.spend(part.length());
        String encoding =
                String.valueOf(part.header("content-transfer-encoding")).strip().toLowerCase(Locale.ROOT);
        if (encoding.equals("quoted-printable")) {
            byte[] bytes = quoted(part.text(DECODED));
            return new Decoded(bytes, part.length() > DECODED ? null : (long) bytes.length);
        }
        var first = new ByteArrayOutputStream();
        long size = 0;
        byte[] some = new byte[BLOCK];
        try (InputStream in =
                encoding.equals("base64") ? Base64.getMimeDecoder().wrap(part.body()) : part.body()) {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                first.write(some, 0, Math.min(length, DECODED - first.size()));
                size += length;
            }
        } catch (IOException e) {
            if (size == 0) { // it is no base64, whatever it says
                return new Decoded(part.text(DECODED).getBytes(StandardCharsets.ISO_8859_1), (long) part.length());
            }
        }
        return new Decoded(first.toByteArray(), size);
    }

    private static byte[] base64(byte[] raw) {
        try {
            return Base64.getMimeDecoder().decode(raw);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    static byte[] quoted(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one != '=') {
                bytes.write(one);
            } else if (text.startsWith("\r\n", i + 1)) {
                i += 2;
            } else if (text.startsWith("\n", i + 1)) {
                i += 1;
            } else if (i + 2 < text.length() && hex(text, i + 1) >= 0) {
                bytes.write(hex(text, i + 1));
                i += 2;
            } else {
                bytes.write(one);
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** A header’s words, those in other alphabets too. */
    static @Nullable String words(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(word(word.group(1), word.group(2), word.group(3))));
    }

    private static String word(String charset, String encoding, String coded) {
        byte[] bytes = encoding.equalsIgnoreCase("b")
                ? base64(coded.getBytes(StandardCharsets.ISO_8859_1))
                : quoted(coded.replace('_', ' '));
        return new String(bytes, charset(charset.replaceFirst("\\*.*", "")));
    }

    private static @Nullable String parameter(@Nullable String header, String name) {
        if (header == null) {
            return null;
        }
        Matcher found = Pattern.compile("(?i);\\s*" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))")
                .matcher(header);
        return !found.find() ? null : found.group(1) != null ? found.group(1) : found.group(2);
    }

    private static @Nullable String date(@Nullable String header) {
        if (header == null || header.length() > 100) {
            return null;
        }
        try {
            return OffsetDateTime.parse(
                            header.strip().replaceFirst("\\s*\\(.*\\)$", ""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** How a decoded body begins, and how long it is; null where that is not known. */
    @SuppressWarnings("ArrayRecordComponent") // it is read at once, and never compared
    private record Decoded(byte[] first, @Nullable Long size) {}
}
