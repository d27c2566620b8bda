package dev.tallyman.program;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The values of flags, refused in words that people use; an empty path is none, not the folder one is in. */
final class PlainValues {
    private PlainValues() {}

    static CommandLine register(CommandLine line) {
        return line.registerConverter(int.class, text -> number(text, Integer::valueOf))
                .registerConverter(Integer.class, text -> number(text, Integer::valueOf))
                .registerConverter(long.class, text -> number(text, Long::valueOf))
                .registerConverter(Long.class, text -> number(text, Long::valueOf))
                .registerConverter(boolean.class, PlainValues::truth)
                .registerConverter(Boolean.class, PlainValues::truth)
                .registerConverter(Path.class, PlainValues::path);
    }

    private static <T> T number(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("“" + text + "” is not a whole number, or too large");
        }
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new TypeConversionException("“" + text + "” is neither true nor false");
        };
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("it is empty; name a file or a folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("“" + text + "” is no path: " + e.getReason());
        }
    }
}
