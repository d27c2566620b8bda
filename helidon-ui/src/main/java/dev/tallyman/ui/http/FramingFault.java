package dev.tallyman.ui.http;

import java.util.Arrays;

/** What Helidon says of a request that it cannot read, by how it begins, and what whoever sent it can do. */
enum FramingFault {
    NO_HOST("Host header must be present", "Send a Host header with the name of this server."),
    HOSTS("Only a single Host header", "Send one Host header, with the name of this server."),
    LENGTHS("Content-Length header must have exactly one", "Send Content-Length once."),
    LENGTH("Content length is not a number", "Content-Length is a number of bytes; send it as digits."),
    BOTH("Transfer-Encoding and Content-Length", "Send either Content-Length or Transfer-Encoding: chunked, not both."),
    ENCODING("Unsupported request transfer encoding", "Transfer-Encoding can only be chunked; send the body so."),
    COLON("Invalid header, missing colon", "A header has no colon; send each as “Name: value” on one line."),
    NAME(
            "Token contains",
            "A name in the request line or of a header holds a space or another letter that it may not; send it without."),
    LINE("Invalid prologue: Found LF", "The request line ends without CR; end each line with CR and LF.");

    private final String start;
    private final String cure;

    FramingFault(String start, String cure) {
        this.start = start;
        this.cure = cure;
    }

    /** What can be done; what Helidon says itself where that is none of these. */
    static String cure(String message) {
        return Arrays.stream(values())
                .filter(fault -> message.startsWith(fault.start))
                .findFirst()
                .map(fault -> fault.cure)
                .orElse(message);
    }
}
