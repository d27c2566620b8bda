package dev.tallyman.rules;

/**
 * The rules cannot be used: programs exit with 2. The message has the file, the line, what is wrong
 * and what is allowed.
 */
public final class RulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesException(String message) {
        super(message);
    }

    RulesException(String message, Throwable cause) {
        super(message, cause);
    }
}
