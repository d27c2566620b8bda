package dev.tallyman.index;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The hashes of the bytes that unfinished uploads have so far; of many uploads, those that went on last. */
final class RunningHashes {
    private static final int MOST = 256;

    private final Map<String, Running> hashes = new Newest();

    /** The hash of the first bytes of an upload. */
    private record Running(long bytes, MessageDigest digest) {}

    private static final class Newest extends LinkedHashMap<String, Running> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Running> eldest) {
            return size() > MOST;
        }
    }

    synchronized void keep(String id, long bytes, MessageDigest digest) {
        hashes.put(id, new Running(bytes, digest));
    }

    /** That of so many bytes, where it is known; whoever goes on with it has it alone. */
    synchronized Optional<MessageDigest> take(String id, long bytes) {
        return Optional.ofNullable(hashes.remove(id))
                .filter(running -> running.bytes() == bytes)
                .map(Running::digest);
    }
}
