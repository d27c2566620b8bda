package dev.tallyman.volume.disk;

/** A name that is not allowed under {@code files/}; the message says why and what to do. */
public final class BadPathException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BadPathException(String message) {
        super(message);
    }
}
