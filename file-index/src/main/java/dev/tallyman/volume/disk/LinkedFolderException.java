package dev.tallyman.volume.disk;

import java.nio.file.NoSuchFileException;

/**
 * A folder on the way is a symbolic link, which is never followed: it could lead out of the volume.
 * So there is no such file, and nothing that could be moved or deleted either.
 */
public final class LinkedFolderException extends NoSuchFileException {
    private static final long serialVersionUID = 1L;

    LinkedFolderException(String path) {
        super(path, null, "a folder on the way to it is a symbolic link");
    }
}
