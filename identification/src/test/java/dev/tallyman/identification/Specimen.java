package dev.tallyman.identification;

import dev.tallyman.identification.signature.FileEnds;
import dev.tallyman.identification.signature.Requirement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the smallest file that has a signature, out of the signature's text. Gaps are zeros. */
final class Specimen {
    private static final Pattern SEQUENCE =
            Pattern.compile("\\b[BEV](?:\\{[^}]*\\}(?:'[^']*'|\\[[^\\]]*\\]|[0-9A-F|])+)+");
    private static final Pattern STEP = Pattern.compile("\\{(\\d+)-(\\d+|\\*)(?::\\[(.*?)\\])?\\}([^{]*)");
    private static final Pattern PIECE = Pattern.compile("'([^']*)'|\\[([^\\]]*)\\]|([0-9A-F]{2})|(\\|)");

    private byte[] bytes = new byte[0];

    private Specimen() {}

    /** Null where it needs two things in one place. */
    static byte @Nullable [] of(String condition) {
        var specimen = new Specimen();
        List<String> ends = new ArrayList<>();
        Matcher sequences = SEQUENCE.matcher(condition);
        boolean any = condition.startsWith("(1 ");
        while (sequences.find()) {
            String text = sequences.group();
            if (text.startsWith("E")) {
                ends.add(text);
            } else {
                specimen.forward(text, specimen.free(text));
            }
            if (any) {
                break;
            }
        }
        int size = specimen.bytes.length;
        specimen.bytes = java.util.Arrays.copyOf(specimen.bytes, size + (ends.isEmpty() ? 0 : 4096));
        int above = specimen.bytes.length;
        for (String end : ends.reversed()) {
            above = specimen.backward(end, above);
        }
        return specimen.bytes;
    }

    // Where a sequence begins that need not begin at its first place: behind what is there already.
    private int free(String text) {
        Matcher first = STEP.matcher(text);
        if (!first.find() || bytes.length == 0) {
            return 0;
        }
        int least = Integer.parseInt(first.group(1));
        boolean anywhere = text.startsWith("V") || first.group(2).equals("*");
        long most = anywhere ? Integer.MAX_VALUE : Long.parseLong(first.group(2));
        return bytes.length > least && bytes.length <= most ? bytes.length - least : 0;
    }

    private void forward(String text, int from) {
        int at = from;
        Matcher steps = STEP.matcher(text);
        while (steps.find()) {
            int least = Integer.parseInt(steps.group(1));
            if (at + least > 60_000) {
                return;
            }
            if (steps.group(3) != null) {
                put(at, steps.group(3).isEmpty() ? new byte[0] : repeated(first(steps.group(3)), least));
            }
            at += least;
            byte[] piece = pattern(steps.group(4));
            put(at, piece);
            at += piece.length;
        }
    }

    // Before what is there already, where it need not stand at the very end.
    private int backward(String text, int above) {
        int end = bytes.length;
        Matcher steps = STEP.matcher(text);
        if (steps.find()) {
            int least = Integer.parseInt(steps.group(1));
            boolean anywhere = steps.group(2).equals("*") || Integer.parseInt(steps.group(2)) >= bytes.length - above;
            end = anywhere && above < bytes.length ? above + least : end;
        }
        steps.reset();
        while (steps.find()) {
            byte[] piece = pattern(steps.group(4));
            end -= Integer.parseInt(steps.group(1)) + piece.length;
            if (end >= 0) {
                put(end, piece);
            }
        }
        return Math.min(above, Math.max(0, end));
    }

    private static byte[] repeated(byte value, int count) {
        byte[] all = new byte[count];
        java.util.Arrays.fill(all, value);
        return all;
    }

    private void put(int at, byte[] piece) {
        if (bytes.length < at + piece.length) {
            bytes = java.util.Arrays.copyOf(bytes, at + piece.length);
        }
        System.arraycopy(piece, 0, bytes, at, piece.length);
    }

    // The first alternative, the smallest value of each set.
    private static byte[] pattern(String text) {
        var out = new java.io.ByteArrayOutputStream();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find() && pieces.group(4) == null) {
            if (pieces.group(1) != null) {
                out.writeBytes(pieces.group(1).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            } else if (pieces.group(3) != null) {
                out.write(Integer.parseInt(pieces.group(3), 16));
            } else if (pieces.group(2).matches("!?[0-9A-F]{4,}.*")) {
                String from = pieces.group(2).replaceFirst("^!", "").replaceFirst("[:-].*", "");
                byte[] values = HexFormat.of().parseHex(from.replace(" ", ""));
                values[0] = (byte) (values[0] + (pieces.group(2).startsWith("!") ? 1 : 0));
                out.writeBytes(values);
            } else {
                out.write(first(pieces.group(2)));
            }
        }
        return out.toByteArray();
    }

    private static byte first(String set) {
        for (int value = 0; value < 256; value++) {
            byte[] one = {(byte) value};
            if (Requirement.of("B{0-0}[" + set + "]").holds(new FileEnds(one, one))) {
                return (byte) value;
            }
        }
        throw new IllegalArgumentException(set);
    }
}
