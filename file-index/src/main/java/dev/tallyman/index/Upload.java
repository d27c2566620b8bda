package dev.tallyman.index;

import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Part;
import dev.tallyman.volume.PartWriter;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.ContentHash;
import java.io.IOException;

/**
 * A file that arrives in one go: bytes are written to it, hashed as they pass, and {@link #finish} makes a file of the
 * intake of them. Closing it without leaves nothing.
 */
public final class Upload implements AutoCloseable {
    private final Intake intake;
    private final Part part;
    private final PartWriter bytes;

    private Upload(Intake intake, Part part, PartWriter bytes) {
        this.intake = intake;
        this.part = part;
        this.bytes = bytes;
    }

    static Upload begin(Intake intake, Volume volume) throws IOException {
        Part part = Part.create(volume, Part.newName());
        return new Upload(intake, part, new PartWriter(part.channel(), ContentHash.sha256(), _ -> {}));
    }

    /**
     * Writes one block after the last.
     *
     * @param beside the block may be in use until the next call returns
     */
    public void write(byte[] block, int length, boolean beside) throws IOException {
        bytes.write(block, length, beside);
    }

    public long size() {
        return bytes.size();
    }

    /** The hash of all bytes so far, in hex. */
    public String sha256() throws IOException {
        return bytes.sha256();
    }

    /**
     * Makes a file of the bytes; durable together with its row when this returns.
     *
     * @throws IntakeException.NameTaken only with {@link Intake.Taken#REFUSE}
     */
    public Intake.Received finish(Arrival arrival) throws IOException {
        bytes.settle();
        return intake.receive(part, arrival, bytes.sha256(), (_, _) -> {});
    }

    @Override
    public void close() throws IOException {
        bytes.close();
        try (part) {
            part.remove();
        }
    }
}
