package dev.tallyman.description;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail: its headers, its words, its attachments. https://www.rfc-editor.org/rfc/rfc5322, rfc2045, rfc2047 */
final class MailReader implements Reader {
    private static final int MOST = 32 << 20;
    private static final int DEPTH = 8;
    private static final Pattern WORD = Pattern.compile("=\\?([^?]{1,40})\\?([bBqQ])\\?([^?]*)\\?=(?:\\s+(?==\\?))?");

    private final Identifier identifier;

    MailReader(Identifier identifier) {
        this.identifier = identifier;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        String mail = new String(source.at(0, (int) Math.min(MOST, source.size())), StandardCharsets.ISO_8859_1);
        draft.container();
        Part part = Part.of(mail);
        draft.put("Message:From", words(part.header("from")));
        draft.put("Message:To", words(part.header("to")));
        draft.put("Message:Cc", words(part.header("cc")));
        draft.put("dc:subject", words(part.header("subject")));
        draft.put("dcterms:created", date(part.header("date")));
        draft.put("Message:ID", part.header("message-id"));
        draft.text(words(part.header("subject")) + "\n");
        part(source, part, 0, draft);
        if (source.size() > MOST) {
            draft.incomplete("Only its first 32 MB were read.");
        }
    }

    private void part(Source source, Part part, int depth, Draft draft) throws IOException {
        source.check();
        String type = part.header("content-type");
        String kind = type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
        String boundary = parameter(type, "boundary");
        if (kind.startsWith("multipart/") && boundary != null && depth < DEPTH) {
            String mark = "--" + boundary;
            int at = part.body().indexOf(mark);
            while (at >= 0) {
                int next = part.body().indexOf(mark, at + mark.length());
                String inner = part.body()
                        .substring(
                                Math.min(part.body().length(), at + mark.length()),
                                next < 0 ? part.body().length() : next);
                if (inner.startsWith("--")) {
                    return;
                }
                part(source, Part.of(inner.replaceFirst("^\\s*?\\r?\\n", "")), depth + 1, draft);
                at = next;
            }
            return;
        }
        leaf(source, part, type, kind, draft);
    }

    private void leaf(Source source, Part part, @Nullable String type, String kind, Draft draft) throws IOException {
        String disposition = String.valueOf(part.header("content-disposition"));
        String name = parameter(disposition, "filename");
        name = name == null ? parameter(type, "name") : name;
        if (kind.startsWith("text/") && name == null) {
            String text = new String(decoded(source, part), charset(parameter(type, "charset")));
            draft.text(kind.startsWith("text/html") ? Markup.text(text) : text);
        } else if (name != null || disposition.toLowerCase(Locale.ROOT).startsWith("attachment")) {
            byte[] bytes = decoded(source, part);
            String clear = name == null ? "" : String.valueOf(words(name));
            Identification what = identifier.identify(clear, Content.of(bytes));
            draft.member(new Member(
                    new String(clear.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                    (long) bytes.length,
                    null,
                    null,
                    what.risks().contains(Risk.ENCRYPTED),
                    what));
        }
    }

    private static byte[] decoded(Source source, Part part) throws IOException {
        String encoding =
                String.valueOf(part.header("content-transfer-encoding")).strip().toLowerCase(Locale.ROOT);
        byte[] raw = part.body().getBytes(StandardCharsets.ISO_8859_1);
        source.spend(raw.length);
        return switch (encoding) {
            case "base64" -> base64(raw);
            case "quoted-printable" -> quoted(part.body());
            default -> raw;
        };
    }

    private static byte[] base64(byte[] raw) {
        try {
            return Base64.getMimeDecoder().decode(raw);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    static byte[] quoted(String text) {
        var bytes = new java.io.ByteArrayOutputStream(text.length());
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
        if (header == null) {
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

    /** Headers and a body; each byte a character. */
    private record Part(Map<String, String> headers, String body) {
        static Part of(String text) {
            Map<String, String> headers = new LinkedHashMap<>();
            List<String> last = new ArrayList<>();
            int at = 0;
            while (at < text.length()) {
                int end = text.indexOf('\n', at);
                String line = text.substring(at, end < 0 ? text.length() : end).replaceFirst("\\r$", "");
                at = end < 0 ? text.length() : end + 1;
                if (line.isEmpty()) {
                    break;
                }
                if (!last.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                    headers.merge(last.getFirst(), " " + line.strip(), String::concat);
                } else if (line.indexOf(':') > 0) {
                    String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                    if (headers.putIfAbsent(
                                    name, line.substring(line.indexOf(':') + 1).strip())
                            == null) {
                        last.clear();
                        last.add(name);
                    } else {
                        last.clear();
                    }
                }
            }
            return new Part(headers, text.substring(at));
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }
}
