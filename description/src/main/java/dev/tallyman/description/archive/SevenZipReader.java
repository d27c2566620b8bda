package dev.tallyman.description.archive;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.description.reading.SourceChannel;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.jspecify.annotations.Nullable;

/**
 * 7z (commons-compress, which is told how much memory a directory and a dictionary may take). Its files lie one behind
 * the other in one stream: what is behind the budget is listed and not looked at.
 */
public final class SevenZipReader implements Reader {
    private static final int MEMORY = 48 << 10; // KiB
    private static final int HEAD = 64 * 1024;

    private final Identifier identifier;

    public SevenZipReader(Identifier identifier) {
        this.identifier = identifier;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        draft.container();
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(new SourceChannel(source))
                .setMaxMemoryLimitKiB(MEMORY)
                .get()) {
            list(source, archive, draft);
        } catch (PasswordRequiredException e) {
            draft.danger(Risk.ENCRYPTED);
            draft.incomplete("Its list of files opens with a password only.");
        } catch (MemoryLimitException e) {
            draft.incomplete("Its list of files takes more memory than it may.");
        }
    }

    private void list(Source source, SevenZFile archive, Draft draft) throws IOException {
        long total = 0;
        long room = source.limits().bytes();
        boolean open = true;
        try {
            for (SevenZArchiveEntry entry : archive.getEntries()) {
                source.check();
                boolean encrypted = isEncrypted(entry);
                // Whatever lies in front of a file is unpacked to come to it.
                open &= !encrypted && total + entry.getSize() <= room && draft.hasRoom();
                Identification what = null;
                if (open) {
                    try {
                        archive.getNextEntry();
                        what = entry.isDirectory() || !entry.hasStream() ? null : what(source, archive, entry);
                    } catch (MemoryLimitException e) {
                        open = false;
                        draft.incomplete("What its files are takes more memory to tell than it may.");
                    }
                }
                total += entry.getSize();
                if (encrypted) {
                    draft.danger(Risk.ENCRYPTED);
                }
                if (!entry.isDirectory()) {
                    draft.member(new Member(
                            latin(Objects.requireNonNullElse(entry.getName(), "")),
                            entry.getSize(),
                            null,
                            modified(entry),
                            encrypted,
                            what));
                }
            }
        } finally {
            UnpackedTotals.put(source, total, draft);
        }
    }

    private Identification what(Source source, SevenZFile archive, SevenZArchiveEntry entry) throws IOException {
        byte[] head = new byte[(int) Math.min(HEAD, entry.getSize())];
        int length = 0;
        int some = 0;
        while (length < head.length && some >= 0) {
            some = archive.read(head, length, head.length - length);
            length += Math.max(0, some);
        }
        source.spend(length);
        String name = Objects.requireNonNullElse(entry.getName(), "");
        return identifier.identify(name.substring(name.lastIndexOf('/') + 1), Content.of(Arrays.copyOf(head, length)));
    }

    private static boolean isEncrypted(SevenZArchiveEntry entry) {
        if (entry.getContentMethods() == null) {
            return false;
        }
        for (var method : entry.getContentMethods()) {
            if (method.getMethod() == SevenZMethod.AES256SHA256) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant modified(SevenZArchiveEntry entry) {
        return entry.getHasLastModifiedDate() ? entry.getLastModifiedTime().toInstant() : null;
    }

    private static String latin(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
