package dev.tallyman.index;

import dev.tallyman.volume.FoundFile;
import dev.tallyman.volume.disk.ContentHash;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives an upload its name. A file that has the name and the very bytes, and that nobody was told of, is what a program
 * left that died before the row: the same upload, sent again, takes it over, and is stored once.
 */
final class UploadName implements FreeName.Naming, AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final FoundFile upload;
    private final String sha256;
    private final Set<FilePath> underWay;
    private final BiPredicate<FilePath, DiskFacts> isKnown;
    private @Nullable FilePath given;
    private @Nullable DiskFacts facts;

    /**
     * @param underWay the names that uploads of this process are being given, until their rows are written
     * @param isKnown whether somebody was told of a file that has this path or is this one; true as well where the
     *     upload has no key by which it could be sent again
     */
    UploadName(FoundFile upload, String sha256, Set<FilePath> underWay, BiPredicate<FilePath, DiskFacts> isKnown) {
        this.upload = upload;
        this.sha256 = sha256;
        this.underWay = underWay;
        this.isKnown = isKnown;
    }

    @Override
    public void as(OpenFolder folder, FilePath path) throws IOException {
        if (!underWay.add(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        try {
            facts = give(folder, path);
            given = path;
        } finally {
            if (given == null) {
                underWay.remove(path);
            }
        }
    }

    /** Of the file that has the name now. */
    DiskFacts facts() throws IOException {
        return facts == null ? upload.file().factsNow() : facts;
    }

    private @Nullable DiskFacts give(OpenFolder folder, FilePath path) throws IOException {
        try {
            upload.link(folder, path.last());
            return null;
        } catch (FileAlreadyExistsException taken) {
            // It may be its own, given by a program that died before the row.
            if (folder.status(path.last())
                    .filter(upload.file().status()::isSameAs)
                    .isPresent()) {
                folder.sync();
                return null;
            }
            return left(folder, path, taken);
        }
    }

    private DiskFacts left(OpenFolder folder, FilePath path, FileAlreadyExistsException taken) throws IOException {
        long size = upload.file().factsNow().size();
        boolean mayBe = folder.status(path.last())
                .filter(there -> there.isFile() && there.facts().size() == size)
                .filter(there -> !isKnown.test(path, there.facts()))
                .isPresent();
        if (!mayBe) {
            throw taken;
        }
        try (OpenFile file = folder.file(path.last())) {
            boolean same = ContentHash.of(file, new byte[BLOCK], _ -> {})
                    .filter(sha256::equals)
                    .isPresent();
            DiskFacts now = file.factsNow();
            if (!same || !now.equals(file.facts())) {
                throw taken;
            }
            try (FileChannel channel = file.channel()) {
                channel.force(true);
            }
            folder.sync();
            return now;
        }
    }

    @Override
    public void close() {
        if (given != null) {
            underWay.remove(given);
        }
    }
}
