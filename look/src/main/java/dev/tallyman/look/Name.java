package dev.tallyman.look;

import dev.tallyman.volume.disk.FilePath;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file's name for people: two parts of which a narrow place cuts the first and never the last, so
 * that the ending stays. What would be invisible or turn the writing around is a labelled token.
 *
 * @param folder with its final {@code /}; empty at the root
 * @param plain the whole path in one safe text, for labels, titles and logs
 */
public record Name(List<Part> folder, List<Part> head, List<Part> tail, String plain) {
    private static final int LONGEST_TAIL = 14;
    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{Cc}\\u200b\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2028\\u2029\\u2060\\u2066-\\u2069\\ufeff\\ufffd]"
                    + "|^[\\s\\u00a0]+|[\\s\\u00a0]+$");
    private static final Pattern RIGHT_TO_LEFT = Pattern.compile("[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]");

    /** Text as it is, or a token whose title says what it stands for. */
    public record Part(String text, @Nullable String title) {}

    public static Name of(FilePath path) {
        return of(path.folder(), path.name());
    }

    /** Of a path as text, such as the index's views give it. */
    public static Name of(String path) {
        int slash = path.lastIndexOf('/');
        return of(path.substring(0, slash + 1), path.substring(slash + 1));
    }

    private static Name of(String folder, String name) {
        int cut = cut(name);
        List<Part> folderParts = parts(folder, false, false);
        List<Part> head = parts(name.substring(0, cut), true, cut == name.length());
        List<Part> tail = parts(name.substring(cut), cut == 0, true);
        var plain = new StringBuilder();
        for (List<Part> parts : List.of(folderParts, head, tail)) {
            for (Part part : parts) {
                plain.append(part.title() == null ? part.text() : "[" + part.text() + "]");
            }
        }
        return new Name(folderParts, head, tail, plain.toString());
    }

    /** True for a character that turns the writing around, so that an ending can seem another. */
    public static boolean turns(int character) {
        return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    }

    /** The same without the folder in {@link #plain}. */
    public String base() {
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    /** Where the part that stays begins: a boundary between what people see as characters. */
    private static int cut(String name) {
        int dot = name.lastIndexOf('.');
        int ending = dot <= 0 ? 0 : name.length() - dot;
        // Between letters of a right-to-left script a cut would turn the order of digits around.
        if (RIGHT_TO_LEFT.matcher(name).find()) {
            return ending == 0 || ending > LONGEST_TAIL ? name.length() : dot;
        }
        int wanted = ending > 0 && ending <= LONGEST_TAIL - 2 ? ending + 2 : 4;
        int keep = Math.clamp(name.length() / 3, wanted, LONGEST_TAIL);
        if (keep >= name.length()) {
            return 0;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(name);
        int at = name.length() - keep;
        return characters.isBoundary(at) ? at : Math.max(0, characters.preceding(at));
    }

    private static List<Part> parts(String text, boolean first, boolean last) {
        List<Part> parts = new ArrayList<>();
        var matcher = TOKEN.matcher(text);
        int from = 0;
        while (matcher.find()) {
            boolean space = text.substring(matcher.start(), matcher.end()).isBlank()
                    && !Character.isISOControl(text.charAt(matcher.start()));
            boolean atEdge = (first && matcher.start() == 0) || (last && matcher.end() == text.length());
            if (space && !atEdge) {
                continue;
            }
            if (matcher.start() > from) {
                parts.add(new Part(text.substring(from, matcher.start()), null));
            }
            matcher.group().codePoints().forEach(c -> parts.add(token(c)));
            from = matcher.end();
        }
        if (from < text.length()) {
            parts.add(new Part(text.substring(from), null));
        }
        return List.copyOf(parts);
    }

    private static Part token(int character) {
        if (character == 0xfffd) {
            return new Part("�", "a byte that is not UTF-8");
        }
        String name = Character.getName(character);
        return new Part(
                String.format(Locale.ROOT, "U+%04X", character),
                name == null ? "unnamed" : name.toLowerCase(Locale.ROOT));
    }
}
