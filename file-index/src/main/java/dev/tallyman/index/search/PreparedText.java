package dev.tallyman.index.search;

import org.jspecify.annotations.Nullable;

/** A text as it is kept, so that the one who writes has nothing left to do but that. */
public final class PreparedText {
    private final int length;
    private final String words;
    private final @Nullable String charset;
    private final byte @Nullable [] packed;

    private PreparedText(int length, String words, @Nullable String charset, byte @Nullable [] packed) {
        this.length = length;
        this.words = words;
        this.charset = charset;
        this.packed = packed;
    }

    /**
     * Prepares one.
     *
     * @param charset of a file that is nothing but this text; null for any other, which is kept whole
     */
    public static PreparedText of(String text, @Nullable String charset) {
        return new PreparedText(
                text.length(),
                TextTokens.spaced(TextTokens.plain(text)),
                charset,
                charset == null ? Deflated.of(text) : null);
    }

    /** About what it takes in memory, in bytes. */
    public long weight() {
        return (long) words.length() + (packed == null ? 0 : packed.length);
    }

    int length() {
        return length;
    }

    String words() {
        return words;
    }

    @Nullable
    String charset() {
        return charset;
    }

    byte @Nullable [] packed() {
        return packed;
    }
}
