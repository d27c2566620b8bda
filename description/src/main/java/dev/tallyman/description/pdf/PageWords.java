package dev.tallyman.description.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The words of a page, as PDFBox finds them, in half of its time. A letter that is drawn twice at nearly the same place,
 * to look bold, counts once; PDFBox looks for each letter among all that were drawn. Here one that is further on in its
 * line than all others, with no other line near, is new without a look, and the others are asked as PDFBox asks them.
 */
public final class PageWords extends PDFTextStripper {
    /** A letter where it is drawn. */
    private record Letter(String text, float x, float y) {}

    /** All letters that are drawn at one height: none is further on than its end. */
    private static final class Line {
        private final float y;
        private float end = Float.NEGATIVE_INFINITY;

        Line(float y) {
            this.y = y;
        }
    }

    private final TreeMap<Float, Line> lines = new TreeMap<>();
    private final Map<String, TreeMap<Float, TreeSet<Float>>> places = new HashMap<>();
    private final List<Letter> waiting = new ArrayList<>(); // not in their places yet
    private final Deque<Boolean> replacing = new ArrayDeque<>();
    private boolean replaced;
    private @Nullable Line line;
    private float below;
    private float above;

    public PageWords() {
        setSuppressDuplicateOverlappingText(false);
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        lines.clear();
        places.clear();
        waiting.clear();
        line = null;
        super.processPage(page);
    }

    // What stands for a picture of words is not looked for.
    @Override
    public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
        replaced = PDMarkedContent.create(tag, properties).getActualText() != null;
        replacing.push(replaced);
        super.beginMarkedContentSequence(tag, properties);
    }

    @Override
    public void endMarkedContentSequence() {
        if (!replacing.isEmpty() && replacing.pop()) {
            replaced = false;
        }
        super.endMarkedContentSequence();
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (replaced || isNew(text)) {
            super.processTextPosition(text);
        }
    }

    private boolean isNew(TextPosition text) {
        var letter = new Letter(text.getUnicode(), text.getX(), text.getY());
        float near = text.getWidth() / letter.text.length() / 3;
        Line at = lineOf(letter.y);
        if (near >= 0 && below < letter.y - near && above >= letter.y + near && at.end < letter.x - near) {
            waiting.add(letter);
        } else {
            waiting.forEach(this::place);
            waiting.clear();
            if (isThere(letter, near)) {
                return false;
            }
            place(letter);
        }
        at.end = Math.max(at.end, letter.x);
        return true;
    }

    private Line lineOf(float y) {
        if (line == null || line.y != y) {
            line = lines.computeIfAbsent(y, Line::new);
            Float lower = lines.lowerKey(y);
            Float higher = lines.higherKey(y);
            below = lower == null ? Float.NEGATIVE_INFINITY : lower;
            above = higher == null ? Float.POSITIVE_INFINITY : higher;
        }
        return line;
    }

    private void place(Letter letter) {
        places.computeIfAbsent(letter.text, _ -> new TreeMap<>())
                .computeIfAbsent(letter.x, _ -> new TreeSet<>())
                .add(letter.y);
    }

    private boolean isThere(Letter letter, float near) {
        TreeMap<Float, TreeSet<Float>> same = places.getOrDefault(letter.text, new TreeMap<>());
        for (TreeSet<Float> heights :
                same.subMap(letter.x - near, letter.x + near).values()) {
            if (!heights.subSet(letter.y - near, letter.y + near).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
