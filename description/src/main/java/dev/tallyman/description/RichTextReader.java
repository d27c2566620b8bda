package dev.tallyman.description;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents in RTF: their words without control words, their title and author, and what they start or fetch. */
final class RichTextReader implements Reader {
    private static final int DEEPEST = 1_000;
    private static final int LONGEST = 1_000;
    private static final int PIECE = 8 * 1024;

    /** Groups that are no words of the document. */
    private static final Set<String> SILENT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "objdata",
            "template",
            "fldinst",
            "themedata",
            "datastore",
            "listtable",
            "filetbl",
            "revtbl",
            "generator",
            "*");

    private static final Map<String, String> KEPT = Map.of(
            "title", "dc:title",
            "author", "dc:creator",
            "subject", "dc:subject",
            "keywords", "meta:keyword",
            "company", "extended-properties:Company");

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("par", "\n"),
            Map.entry("line", "\n"),
            Map.entry("row", "\n"),
            Map.entry("sect", "\n"),
            Map.entry("page", "\n"),
            Map.entry("cell", "\t"),
            Map.entry("tab", "\t"),
            Map.entry("~", " "),
            Map.entry("_", "-"),
            Map.entry("{", "{"),
            Map.entry("}", "}"),
            Map.entry("\\", "\\"),
            Map.entry("\n", "\n"),
            Map.entry("\r", "\n"),
            Map.entry("endash", "–"),
            Map.entry("emdash", "—"),
            Map.entry("lquote", "‘"),
            Map.entry("rquote", "’"),
            Map.entry("ldblquote", "“"),
            Map.entry("rdblquote", "”"),
            Map.entry("bullet", "•"));

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        try (var in = new PushbackInputStream(new BufferedInputStream(source.stream()))) {
            new Parsing(in, draft).run();
        }
    }

    /** What holds until the end of a group. */
    private record Group(boolean silent, @Nullable String destination, int skipped, Charset charset) {
        Group silent(boolean now) {
            return new Group(now, now ? destination : null, skipped, charset);
        }

        Group of(String place) {
            return new Group(true, place, skipped, charset);
        }

        Group skipping(int letters) {
            return new Group(silent, destination, letters, charset);
        }

        Group in(Charset other) {
            return new Group(silent, destination, skipped, other);
        }
    }

    private static final class Parsing {
        private final PushbackInputStream in;
        private final Draft draft;
        private final Deque<Group> outer = new ArrayDeque<>();
        private final RichTextFonts fonts = new RichTextFonts();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final StringBuilder words = new StringBuilder();
        private final StringBuilder kept = new StringBuilder();
        private Group group = new Group(false, null, 1, fonts.of(0));
        private long tooDeep;
        private long font;
        private int toSkip;
        private boolean room = true;

        Parsing(PushbackInputStream in, Draft draft) {
            this.in = in;
            this.draft = draft;
        }

        void run() throws IOException {
            for (int one = in.read(); one >= 0 && room; one = in.read()) {
                switch (one) {
                    case '{' -> open();
                    case '}' -> close();
                    case '\\' -> control();
                    case '\r', '\n' -> {
                        // only there to make lines shorter
                    }
                    default -> letter(one);
                }
            }
            flush();
            room = draft.text(words);
        }

        private void open() {
            flush();
            if (outer.size() < DEEPEST) {
                outer.push(group);
            } else {
                tooDeep++;
            }
        }

        private void close() {
            flush();
            if (tooDeep > 0) {
                tooDeep--;
            } else if (!outer.isEmpty()) {
                Group inner = group;
                group = outer.pop();
                if (inner.destination() != null && !inner.destination().equals(group.destination())) {
                    keep(inner.destination());
                }
            }
        }

        private void keep(String destination) {
            String text = kept.toString().strip();
            kept.setLength(0);
            String name = KEPT.get(destination);
            if (name != null) {
                draft.put(name, text);
            } else if (destination.equals("fldinst") ? text.startsWith("DDE") : isFar(text)) {
                draft.danger(Risk.LAUNCH);
            }
        }

        private static boolean isFar(String template) {
            return template.matches("(?is)(https?:|ftp:|file:|\\\\\\\\).*");
        }

        private void letter(int one) {
            if (toSkip > 0) {
                toSkip--;
            } else if (!group.silent() || group.destination() != null) {
                bytes.write(one);
                if (bytes.size() >= PIECE) {
                    flush();
                }
            }
        }

        private void add(String text) {
            if (group.destination() != null) {
                kept.append(kept.length() < LONGEST ? text : "");
            } else if (!group.silent()) {
                words.append(text);
                if (words.length() >= PIECE) {
                    room = draft.text(words);
                    words.setLength(0);
                }
            }
        }

        private void flush() {
            if (bytes.size() > 0) {
                String text = bytes.toString(group.charset());
                bytes.reset();
                add(text);
            }
        }

        private void control() throws IOException {
            RichTextControl control = RichTextControl.read(in);
            Long number = control.number();
            long value = number == null ? 0 : number;
            switch (control.word()) {
                case RichTextControl.BYTE -> letter((int) value);
                case "u" -> unicode((char) value);
                case "uc" -> group = group.skipping(Math.clamp(value, 0, 100));
                case "bin" -> in.skipNBytes(Math.clamp(value, 0, in.available()));
                case "ansicpg" -> {
                    flush();
                    group = group.in(fonts.page(value));
                }
                // Within the table of fonts it begins the entry of one.
                case "f" -> {
                    flush();
                    font = value;
                    group = group.in(fonts.of(font));
                }
                case "fcharset" -> fonts.put(font, value);
                case "nofpages" -> draft.put("xmpTPg:NPages", value > 0 ? number : null);
                case "nofwords" -> draft.put("meta:word-count", value > 0 ? number : null);
                default -> word(control.word());
            }
        }

        private void word(String word) {
            flush();
            String sign = SIGNS.get(word);
            if (sign != null) {
                toSkip = 0;
                add(sign);
            } else if (KEPT.containsKey(word) || word.equals("fldinst") || word.equals("template")) {
                kept.setLength(0);
                group = group.of(word);
            } else if (word.equals("shptxt")) {
                group = group.silent(false);
            } else if (SILENT.contains(word)) {
                group = group.silent(true);
            }
        }

        private void unicode(char letter) {
            flush();
            add(String.valueOf(letter));
            toSkip = group.skipped(); // the same letter follows, for programs of before
        }
    }
}
