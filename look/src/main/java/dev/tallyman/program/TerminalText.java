package dev.tallyman.program;

import java.util.Locale;

/** What may be written to a terminal and to a log. */
public final class TerminalText {
    private TerminalText() {}

    /**
     * Text from outside with what would act on a terminal or turn its direction made visible:
     * {@code invoice_\u202Efdp.exe}.
     */
    public static String text(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (acts(c)) {
                if (shown == null) {
                    shown = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                shown.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            } else if (shown != null) {
                shown.append(c);
            }
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean acts(char c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
