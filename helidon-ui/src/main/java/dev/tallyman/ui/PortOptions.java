package dev.tallyman.ui;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags that say where a server listens. */
final class PortOptions {
    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of the pages and the API; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    int pages;

    @Option(
            names = "--health-port",
            defaultValue = "8081",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of health and metrics; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    int health;

    /** A port as a flag gives it. */
    static final class PortNumber implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException("“" + text + "” is no port; it can be 0 to 65535");
        }
    }
}
