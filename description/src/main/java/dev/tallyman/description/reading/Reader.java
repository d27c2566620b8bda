package dev.tallyman.description.reading;

import java.io.IOException;

/** Reads one family of files. */
public interface Reader {
    /**
     * Writes down what it finds, as it finds it.
     *
     * @param type the MIME type that the verdict says
     */
    void read(Source source, String type, Draft draft) throws IOException;
}
