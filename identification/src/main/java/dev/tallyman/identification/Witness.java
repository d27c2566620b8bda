package dev.tallyman.identification;

import dev.tallyman.identification.pronom.Pronom;

/**
 * What bears out that a text is of a format whose signature is in it: a signature that no text has
 * by chance, or a name that such files are known to have.
 */
final class Witness {
    private final byte[] head;
    private final long size;
    private final String ending;

    /** Of a text's beginning and its whole size, and the ending of its name; empty without one. */
    Witness(byte[] head, long size, String ending) {
        this.head = head;
        this.size = size;
        this.ending = ending;
    }

    boolean bearsOut(Pronom pronom, Pronom.Signature signature) {
        return signature.rule().isStrongIn(head, size)
                || signature.formats().stream()
                        .map(pronom::format)
                        .anyMatch(format -> format != null && format.endings().contains(ending));
    }
}
