package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.pronom.RegistryNames;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Joins PRONOM's answer to ours, so that type, category and PUID never contradict each other: a
 * PUID stands beside a type only where PRONOM's own type is the same or a form of it.
 */
final class Puids {
    private final Signatures signatures;
    private final Formats formats;

    Puids(Signatures signatures, Formats formats) {
        this.signatures = signatures;
        this.formats = formats;
    }

    /** What is known of a content: PRONOM's answer where we have none. */
    Finding known(Finding found, List<Pronom.Format> matches) {
        boolean plain = found.mime().equals(Signatures.ZIP) || found.mime().equals(Containers.OLE2);
        boolean untyped = plain ? !found.parts().isEmpty() : found.mime().equals(Signatures.BINARY);
        if (!untyped || matches.isEmpty()) {
            return found;
        }
        Pronom.Format first = matches.getFirst();
        String mime = first.mime() == null ? found.mime() : types(first)[0];
        boolean untold = first.mime() == null || formats.category(mime) == Category.UNKNOWN;
        return new Finding(
                mime,
                plain ? Basis.CONTAINER : Basis.MAGIC,
                untold ? RegistryNames.category(first.name()) : null,
                formats.isKnown(mime) && !untold ? null : first.name(),
                first.version(),
                null,
                found.risks(),
                found.parts());
    }

    /** The PUID beside this type, of the first match that agrees with it; or null. */
    @Nullable
    String of(Finding found, List<Pronom.Format> matches) {
        for (Pronom.Format match : matches) {
            if (match.mime() != null && agrees(found, match)) {
                return match.puid();
            }
        }
        boolean structure = (found.basis() == Basis.CONTAINER && found.parts().isEmpty()) || found.charset() != null;
        for (Pronom.Format match : matches) {
            if (match.mime() == null && !structure) {
                return match.puid();
            }
        }
        return null;
    }

    private boolean agrees(Finding found, Pronom.Format match) {
        String ours = found.mime();
        for (String theirs : types(match)) {
            boolean same = formats.mime(theirs).equalsIgnoreCase(formats.mime(ours));
            boolean form = signatures.isA(ours, theirs) || signatures.isA(theirs, ours);
            // A container that is told by its parts is more than the container.
            boolean general =
                    (found.basis() == Basis.CONTAINER && found.parts().isEmpty()) || ours.equals(Signatures.PLAIN);
            if (same || (form && !general && !ours.equals(Signatures.BINARY))) {
                return true;
            }
        }
        return false;
    }

    private static String[] types(Pronom.Format format) {
        return String.valueOf(format.mime()).toLowerCase(Locale.ROOT).split(",\\s*", -1);
    }
}
