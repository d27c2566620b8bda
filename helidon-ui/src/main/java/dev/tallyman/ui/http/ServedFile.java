package dev.tallyman.ui.http;

import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.http.budget.Blocks;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.OpenFile;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file opened for sending, with validators of what is on the disk now, whatever the index last
 * saw.
 *
 * @param modified to the second, as HTTP dates are; null where the index does not tell it either
 */
public record ServedFile(
        FileChannel channel, long size, @Nullable Instant modified, String etag) implements AutoCloseable {
    private static final int BLOCK = 128 << 10;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * A file of the intake; {@link Problem} 404 when it is not there any more, 409 when something
     * else is.
     */
    public static ServedFile open(Volume volume, StoredFile file) throws IOException {
        try (OpenFile open = volume.open(file)) {
            return of(open.channel(), open.facts(), file.id());
        } catch (LinkedFolderException e) {
            throw Problem.notFound(
                    "It cannot be reached: " + e.getReason() + ", and links are never followed. Put the folder back.");
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw gone();
        }
    }

    /** A file of a report; {@link Problem} 404 when there is no such file any more. */
    public static ServedFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw gone();
        }
        try {
            return of(
                    FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), DiskFacts.of(path), 0);
        } catch (NoSuchFileException e) {
            throw gone();
        }
    }

    private static ServedFile of(FileChannel channel, DiskFacts facts, long id) throws IOException {
        try {
            long size = channel.size();
            Instant modified = StoredFile.modified(facts.mtimeNanos());
            String etag = "\"%x-%x-%x-%x\"".formatted(id, size, facts.mtimeNanos(), facts.inode());
            return new ServedFile(
                    channel, size, modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS), etag);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Problem gone() {
        return Problem.notFound("The file is gone from the disk; the next sweep notices. Upload it again.");
    }

    /** Sends the part; a file that became shorter meanwhile breaks the connection off. */
    public void send(ByteRange part, OutputStream to, Gate memory) throws IOException {
        int size = (int) Math.min(BLOCK, part.length());
        Optional<Gate.Place> room = memory.enterAtLeisure(size >> 10);
        try {
            send(part, to, new byte[room.isPresent() ? size : Math.min(size, Blocks.SMALL)]);
        } finally {
            room.ifPresent(Gate.Place::close);
        }
    }

    private void send(ByteRange part, OutputStream to, byte[] block) throws IOException {
        long at = part.from();
        long end = part.from() + part.length();
        try (to) {
            while (at < end) {
                ByteBuffer bytes = ByteBuffer.wrap(block, 0, (int) Math.min(block.length, end - at));
                int n = channel.read(bytes, at);
                if (n < 0) {
                    throw new CloseConnectionException("the file became shorter");
                }
                to.write(block, 0, n);
                at += n;
            }
        }
    }

    /** What tells these bytes from others of the same address. */
    public void validators(ServerResponse response) {
        response.header(HeaderNames.ETAG, etag);
        if (modified != null) {
            response.header(HeaderNames.LAST_MODIFIED, HTTP_DATE.format(modified));
        }
    }

    /**
     * True when the client has these bytes. https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
     */
    public boolean isUnchanged(ServerRequestHeaders headers) {
        if (headers.contains(HeaderNames.IF_NONE_MATCH)) {
            return EntityTag.isAmong(etag, headers);
        }
        return date(headers.value(HeaderNames.IF_MODIFIED_SINCE))
                .filter(date -> modified != null && !modified.isAfter(date))
                .isPresent();
    }

    /**
     * {@link Problem} 412 where the client means other bytes than these. https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
     */
    public void proveMeant(ServerRequestHeaders headers) {
        Optional<String> wanted = headers.value(HeaderNames.IF_MATCH);
        boolean meant = wanted.isPresent()
                ? EntityTag.isWanted(etag, wanted.get())
                : date(headers.value(HeaderNames.IF_UNMODIFIED_SINCE))
                        .filter(date -> modified != null && modified.isAfter(date))
                        .isEmpty();
        if (!meant) {
            throw new Problem(
                    Status.PRECONDITION_FAILED_412,
                    "The file is another by now",
                    "It is not the one that If-Match or If-Unmodified-Since names. Ask for it again, and decide anew.");
        }
    }

    /** True unless the client wants a part of other bytes than these. */
    public boolean areRangesFor(ServerRequestHeaders headers) {
        Optional<String> condition = headers.value(HeaderNames.IF_RANGE).map(String::strip);
        return condition.isEmpty()
                || condition.get().equals(etag)
                || date(condition).filter(date -> date.equals(modified)).isPresent();
    }

    private static Optional<Instant> date(Optional<String> text) {
        try {
            return text.map(date -> ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
