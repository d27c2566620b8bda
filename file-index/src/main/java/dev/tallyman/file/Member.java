package dev.tallyman.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file inside another: a member of an archive, an attachment.
 *
 * @param name in ISO 8859-1, a character for each byte: archives do not say what their bytes mean
 * @param size unpacked; null where it is not said
 * @param packed null where it is not said
 * @param what null where its content was not looked at
 */
public record Member(
        String name,
        @Nullable Long size,
        @Nullable Long packed,
        @Nullable Instant modified,
        boolean encrypted,
        @Nullable Identification what) {}
