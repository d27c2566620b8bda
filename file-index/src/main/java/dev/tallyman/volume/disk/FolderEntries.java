package dev.tallyman.volume.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** What the system says is in an open folder: getdents(2). */
final class FolderEntries {
    private static final byte[] ITSELF = {'.'};
    private static final int BUFFER = 32 << 10;

    // struct linux_dirent64: getdents(2)
    private static final int LENGTH = 16;
    private static final int NAME = 19;

    private FolderEntries() {}

    /** Reads a folder and closes it; what vanishes meanwhile is left out. */
    static List<OpenFolder.Entry> of(int folder) throws IOException {
        List<OpenFolder.Entry> entries = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER, Long.BYTES);
            MemorySegment state = SystemCalls.state(arena);
            var asking = new FileStatus.Asking(arena);
            while (true) {
                int filled = SystemError.check(SystemCalls.entries(state, folder, buffer), ITSELF);
                if (filled == 0) {
                    return entries;
                }
                for (int at = 0; at < filled; at += buffer.get(ValueLayout.JAVA_SHORT, at + LENGTH)) {
                    byte[] name = name(buffer, at + NAME);
                    if (isItselfOrParent(name)) {
                        continue;
                    }
                    FileStatus status = asking.at(folder, buffer.address() + at + NAME, name);
                    if (status != null) {
                        entries.add(new OpenFolder.Entry(FilePath.known(name), status));
                    }
                }
            }
        } finally {
            SystemCalls.close(folder);
        }
    }

    private static byte[] name(MemorySegment buffer, int from) {
        int to = from;
        while (buffer.get(ValueLayout.JAVA_BYTE, to) != 0) {
            to++;
        }
        byte[] name = new byte[to - from];
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, from, name, 0, name.length);
        return name;
    }

    private static boolean isItselfOrParent(byte[] name) {
        return name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
    }
}
