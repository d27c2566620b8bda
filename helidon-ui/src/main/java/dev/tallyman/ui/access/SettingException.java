package dev.tallyman.ui.access;

/** A setting of who may come in that cannot be used; the message says what to do. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
