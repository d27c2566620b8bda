package dev.tallyman.description;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text and code: its encoding, its lines, its words; of web pages and drawings what they show. */
final class TextReader implements Reader {
    private static final int BLOCK = 64 * 1024;

    private static final Pattern TEXTS = Pattern.compile(
            "text/.*|application/(json|xml|javascript|x-sh|x-httpd-php|x-yaml|yaml|toml|sql|x-tex|x-perl|x-ruby|xhtml\\+xml|x-javascript|x-python|x-ndjson|x-subrip|ld\\+json|geo\\+json)|.*\\+(xml|json)|application/x-.*(script|source).*");

    private static final Set<String> MARKED =
            Set.of("text/html", "application/xhtml+xml", "image/svg+xml", "application/xml", "text/xml");

    private static final Pattern SCRIPT =
            Pattern.compile("(?i)<script\\b|javascript:|\\son(?:load|error|click|begin|mouseover)\\s*=");
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.{0,1000}?)</title>");
    private static final Pattern LANGUAGE = Pattern.compile("(?is)<html[^>]{0,500}?\\slang=[\"']?([A-Za-z-]{2,20})");

    static boolean reads(String type) {
        return TEXTS.matcher(type).matches();
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        byte[] head = source.at(0, (int) Math.min(BLOCK, source.size()));
        boolean markup = MARKED.contains(type);
        Charset charset = TextEncoding.of(head, head.length == source.size(), markup);
        draft.put("Content-Encoding", name(charset, head));
        Lines lines = new Lines();
        boolean room = draft.text("");
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        int block = (int) Math.min(BLOCK, source.size() + 16);
        ByteBuffer bytes = ByteBuffer.allocate(block);
        CharBuffer chars = CharBuffer.allocate(block);
        StringBuilder marked = new StringBuilder();
        for (long at = 0; at < source.size(); ) {
            byte[] some = source.at(at, bytes.remaining());
            if (some.length == 0) {
                break;
            }
            at += some.length;
            decoder.decode(bytes.put(some).flip(), chars, at >= source.size());
            bytes.compact();
            chars.flip();
            lines.count(chars);
            if (markup && marked.length() < source.limits().characters()) {
                marked.append(chars);
            } else if (!markup && room) {
                room = draft.text(chars);
            }
            chars.clear();
        }
        draft.put("text:lines", lines.number());
        draft.put("text:lineEnds", lines.ends());
        if (markup) {
            markup(marked.toString(), type, draft);
        } else {
            draft.onlyText(charset);
        }
    }

    private static void markup(String text, String type, Draft draft) {
        if (!type.endsWith("/xml") && SCRIPT.matcher(text).find()) {
            draft.danger(Risk.SCRIPT);
        }
        Matcher title = TITLE.matcher(text);
        draft.put("dc:title", title.find() ? Markup.text(title.group(1)) : null);
        Matcher language = LANGUAGE.matcher(text);
        draft.put("dc:language", language.find() ? language.group(1) : null);
        draft.text(Markup.text(text));
    }

    private static String name(Charset charset, byte[] head) {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return charset.name();
        }
        for (byte one : head) {
            if (one < 0) {
                return "UTF-8";
            }
        }
        return "US-ASCII";
    }

    /** How a text’s lines end. */
    private static final class Lines {
        private long lf;
        private long crlf;
        private long cr;
        private char last;

        void count(CharBuffer chars) {
            for (int i = 0; i < chars.length(); i++) {
                char now = chars.charAt(i);
                if (now == '\n') {
                    if (last == '\r') {
                        crlf++;
                        cr--;
                    } else {
                        lf++;
                    }
                } else if (now == '\r') {
                    cr++;
                }
                last = now;
            }
        }

        long number() {
            return lf + crlf + cr + (last == '\n' || last == '\r' || last == 0 ? 0 : 1);
        }

        @org.jspecify.annotations.Nullable
        String ends() {
            long most = Math.max(lf, Math.max(crlf, cr));
            if (most == 0) {
                return null;
            }
            String one = most == lf ? "LF" : most == crlf ? "CRLF" : "CR";
            return most == lf + crlf + cr ? one : "mixed, mostly " + one;
        }
    }
}
