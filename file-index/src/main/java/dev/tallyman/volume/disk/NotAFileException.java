package dev.tallyman.volume.disk;

import java.nio.file.FileSystemException;

/** What lies at the name is no regular file: never opened, moved or deleted in a file's stead. */
public final class NotAFileException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    NotAFileException(String path, FileStatus.Kind kind) {
        super(path, null, "it is " + kind.words());
        this.kind = kind.words();
    }

    /** What it is, with its article. */
    public String kind() {
        return kind;
    }
}
