package dev.tallyman.look;

/**
 * Texts in a CSV file that a spreadsheet would run: they get an apostrophe in front. {@link #disarmed} and {@link #armed} are
 * each other's reverse, so nothing is lost.
 */
public final class Formulas {
    private Formulas() {}

    public static String disarmed(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    public static String armed(String text) {
        return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
    }

    private static boolean isFormula(String text) {
        int i = 0;
        while (i < text.length() && isPassedOver(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return false;
        }
        return switch (text.charAt(i)) {
            case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
            // Spreadsheets of East Asia take the full-width forms for the same.
            case '\uff1d', '\uff0b', '\uff0d', '\uff20' -> true;
            default -> false;
        };
    }

    // An apostrophe is ours; blanks and what cannot be seen are dropped by some spreadsheets.
    private static boolean isPassedOver(char c) {
        return c == '\'' || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
