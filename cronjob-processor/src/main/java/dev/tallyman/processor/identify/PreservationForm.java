package dev.tallyman.processor.identify;

import java.io.ByteArrayOutputStream;

/** A form in which a tool of digital preservation writes its answers, so that what reads those reads ours. */
sealed interface PreservationForm permits SiegfriedCsv, SiegfriedYaml, DroidCsv {
    /** What stands before the first answer, with its newline. */
    String header();

    /** One answer without its final newline. */
    void write(PreservedFile file, ByteArrayOutputStream out);
}
