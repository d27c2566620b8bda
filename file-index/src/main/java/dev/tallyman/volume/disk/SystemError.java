package dev.tallyman.volume.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** What the system refused, as the exceptions that Java's own file access throws for it. */
final class SystemError {
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(SystemCalls.EPERM, "Operation not permitted"),
            Map.entry(5, "Input/output error"),
            Map.entry(SystemCalls.EXDEV, "Invalid cross-device link"),
            Map.entry(21, "Is a directory"),
            Map.entry(SystemCalls.EINVAL, "Invalid argument"),
            Map.entry(23, "Too many open files in system"),
            Map.entry(24, "Too many open files"),
            Map.entry(SystemCalls.ENOSPC, "No space left on device"),
            Map.entry(30, "Read-only file system"),
            Map.entry(31, "Too many links"),
            Map.entry(36, "File name too long"),
            Map.entry(39, "Directory not empty"),
            Map.entry(95, "Operation not supported"),
            Map.entry(117, "Structure needs cleaning"),
            Map.entry(SystemCalls.EDQUOT, "Disk quota exceeded"));

    private SystemError() {}

    /** What a call answered, unless it is an error. */
    static int check(int answer, byte[] name) throws IOException {
        if (answer < 0) {
            throw of(-answer, new String(name, StandardCharsets.UTF_8));
        }
        return answer;
    }

    static IOException of(int error, String name) {
        return switch (error) {
            case SystemCalls.ENOENT -> new NoSuchFileException(name);
            case SystemCalls.EEXIST -> new FileAlreadyExistsException(name);
            case SystemCalls.ENOTDIR -> new NotDirectoryException(name);
            case SystemCalls.EACCES -> new AccessDeniedException(name);
            case SystemCalls.ELOOP -> new LinkedFolderException(name);
            default -> new FileSystemException(name, null, WORDS.getOrDefault(error, "error " + error));
        };
    }
}
