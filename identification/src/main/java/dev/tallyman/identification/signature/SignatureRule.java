package dev.tallyman.identification.signature;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One signature with what it shows itself by. Out of a table it is text until the first file that
 * may have it: most signatures are never met.
 */
public final class SignatureRule {
    private static final String ALWAYS = "*";

    // No two texts begin with the same eight bytes by chance.
    private static final int LONG = 8;

    private final String clues;
    private final String text;

    // Threads that race for it make equal ones.
    private @Nullable Requirement condition;
    private @Nullable Told told;

    /** How many bytes the condition tells. */
    private record Told(int inAll, int atStart) {}

    private SignatureRule(String clues, String text, @Nullable Requirement condition) {
        this.clues = clues;
        this.text = text;
        this.condition = condition;
    }

    /** Out of a table: both as {@link #clues()} and {@link #toString()} wrote them. */
    public static SignatureRule written(String clues, String text) {
        return new SignatureRule(clues, text, null);
    }

    /** Of a condition that was just read. */
    public static SignatureRule of(Requirement condition) {
        String clues = Objects.toString(Clues.of(condition), ALWAYS);
        return new SignatureRule(clues, condition.toString(), condition);
    }

    /** What a file shows that may have it, as text. */
    public String clues() {
        return clues;
    }

    /** The condition itself, as text. */
    @Override
    public String toString() {
        return text;
    }

    /** What must hold. */
    public Requirement condition() {
        Requirement known = condition;
        if (known == null) {
            known = Requirement.of(text);
            condition = known;
        }
        return known;
    }

    /**
     * True when the file can hardly be a text that begins so by chance: eight bytes at its beginning
     * are told, or it is little more than the signature. What is told ends no line but its own.
     */
    public boolean isStrongIn(byte[] file, long size) {
        Told told = told();
        if (told.atStart() >= LONG) {
            return true;
        }
        int fixed = told.inAll();
        boolean line = file[file.length - 1] == '\n' && fixed < size;
        return fixed * 2L >= size && fixed > 2 && (fixed >= LONG || !line);
    }

    private Told told() {
        Told known = told;
        if (known == null) {
            known = new Told(condition().fixed(), condition().fixedAtStart());
            told = known;
        }
        return known;
    }

    boolean isAlwaysAsked() {
        return clues.equals(ALWAYS);
    }
}
