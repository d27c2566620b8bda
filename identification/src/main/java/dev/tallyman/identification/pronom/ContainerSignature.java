package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.FileEnds;
import dev.tallyman.identification.signature.SignatureRule;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must lie in a container of this format: each of the parts, with these bytes in it where it
 * says some.
 *
 * @param kind {@code ZIP} or {@code OLE2}
 */
public record ContainerSignature(String kind, String puid, List<Part> parts) {
    public ContainerSignature {
        parts = List.copyOf(parts);
    }

    /** A part by its name, which is enough without a rule. */
    public record Part(String path, @Nullable SignatureRule rule) {}

    /** The parts of one file. */
    public interface Parts {
        boolean has(String path);

        /** The beginning of a part; null where it cannot be read. */
        byte @Nullable [] read(String path) throws IOException;
    }

    boolean isIn(Parts file) throws IOException {
        for (Part part : parts) {
            if (!file.has(part.path())) {
                return false;
            }
        }
        for (Part part : parts) {
            SignatureRule rule = part.rule();
            byte[] bytes = rule == null ? null : file.read(part.path());
            if (rule != null && (bytes == null || !rule.condition().holds(new FileEnds(bytes, bytes)))) {
                return false;
            }
        }
        return true;
    }
}
