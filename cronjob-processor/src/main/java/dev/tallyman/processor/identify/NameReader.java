package dev.tallyman.processor.identify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Names from a stream, each ended by a newline or by NUL, in batches worth a thread's while. */
final class NameReader {
    private static final int BATCH = 64;

    private final InputStream in;
    private final int separator;
    private final byte[] buffer = new byte[64 * 1024];
    private final Deque<RawName> above = new ArrayDeque<>();
    private int at;
    private int count;
    private int end;

    NameReader(InputStream in, int separator) {
        this.in = in;
        this.separator = separator;
    }

    /**
     * The next names, at least one; empty at the end. Waits only for the first, so that somebody
     * who types a name sees its answer.
     */
    List<RawName> batch() throws IOException {
        List<RawName> names = new ArrayList<>();
        var name = new ByteArrayOutputStream();
        while (names.size() < BATCH) {
            if (at == end && !names.isEmpty() && name.size() == 0 && in.available() == 0) {
                return names;
            }
            if (at == end && !fill()) {
                if (name.size() > 0) {
                    names.add(named(name.toByteArray()));
                }
                return names;
            }
            int start = at;
            while (at < end && buffer[at] != separator) {
                at++;
            }
            name.write(buffer, start, at - start);
            if (at < end) {
                at++;
                names.add(named(name.toByteArray()));
                name.reset();
            }
        }
        return names;
    }

    // Folders come right before what lies in them, as find prints them.
    private RawName named(byte[] name) {
        while (!above.isEmpty() && !above.getFirst().leadsTo(name)) {
            above.pop();
        }
        var named = new RawName(
                name, ++count, above.isEmpty() ? 0 : above.getFirst().number());
        above.push(named);
        return named;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(in.read(buffer), 0);
        return end > 0;
    }
}
