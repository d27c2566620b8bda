package dev.tallyman.volume.disk;

import java.io.IOException;
import java.util.Arrays;

/** Finds what a path leads to from an open folder, over no link, and opens that. */
final class Lookup {
    private Lookup() {}

    /** What lies at a path below a folder that is open; no part of it may be a link. */
    static int inside(int open, byte[] path, int flags, boolean asFolder) throws IOException {
        int found = SystemCalls.openInside(open, path, flags, asFolder);
        // Old containers refuse openat2 with the first two, and places that change meanwhile give the
        // others: then name by name, which is as safe.
        return switch (-found) {
            case SystemCalls.ENOSYS, SystemCalls.EPERM, SystemCalls.EAGAIN, SystemCalls.EXDEV ->
                nameByName(open, path, flags, asFolder);
            default -> SystemError.check(found, path);
        };
    }

    private static int nameByName(int open, byte[] path, int flags, boolean asFolder) throws IOException {
        int at = open;
        for (int from = 0; true; from = end(path, from) + 1) {
            int to = end(path, from);
            byte[] name = Arrays.copyOfRange(path, from, to);
            boolean last = to == path.length;
            int above = at;
            try {
                at = next(above, name, last ? flags : SystemCalls.NAME_ONLY, !last || asFolder);
            } finally {
                if (above != open) {
                    SystemCalls.close(above);
                }
            }
            if (last) {
                return at;
            }
        }
    }

    /** One name in a folder. */
    static int next(int folder, byte[] name, int flags, boolean asFolder) throws IOException {
        if (!asFolder) {
            return SystemError.check(SystemCalls.open(folder, name, flags), name);
        }
        int next = SystemCalls.openAsFolder(folder, name, flags);
        // A link is no folder either, and says so with the same error.
        if (next == -SystemCalls.ENOTDIR
                && FileStatus.at(folder, name)
                        .filter(status -> status.kind() == FileStatus.Kind.LINK)
                        .isPresent()) {
            next = -SystemCalls.ELOOP;
        }
        return SystemError.check(next, name);
    }

    /** Where the segment ends that begins at {@code from}. */
    static int end(byte[] path, int from) {
        int to = from;
        while (to < path.length && path[to] != '/') {
            to++;
        }
        return to;
    }
}
