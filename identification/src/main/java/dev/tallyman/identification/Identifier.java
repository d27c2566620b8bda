package dev.tallyman.identification;

import dev.tallyman.index.Basis;
import dev.tallyman.index.Category;
import dev.tallyman.index.Identification;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;

/**
 * Says what a file is. The one seam between identification and everything else: one instance is
 * shared by all threads and loads what it knows when it is first asked.
 */
public final class Identifier {
    /** What decides, with its version: stored beside each verdict. */
    public static final String DETECTOR = Tika.getString().replace("Apache ", "");

    private @Nullable Knowledge knowledge;

    /**
     * Identifies by the content first; the name may refine that and never contradict it. Answers
     * for every content, however broken or hostile: {@link #unidentified} where it could not be
     * looked at.
     *
     * @param name the file's name without its folder, or null to leave it out of account
     */
    public Identification identify(@Nullable String name, Content content) {
        if (content.size() == 0) {
            return new Identification(
                    Signatures.EMPTY,
                    Category.EMPTY,
                    null,
                    "Empty",
                    null,
                    Basis.NONE,
                    false,
                    null,
                    Set.of(),
                    Map.of());
        }
        try {
            return knowledge().identify(name, content);
        } catch (StackOverflowError e) {
            return unidentified("Too deeply nested to be identified");
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return unidentified(
                    "Could not be identified: "
                            + Objects.requireNonNullElse(
                                    e.getMessage(), e.getClass().getSimpleName()));
        }
    }

    /** The answer where there is nothing to look at; the reason stands as the format. */
    public static Identification unidentified(String reason) {
        return new Identification(
                Signatures.BINARY,
                Category.UNKNOWN,
                null,
                reason,
                null,
                Basis.NONE,
                false,
                null,
                Set.of(),
                Map.of());
    }

    private synchronized Knowledge knowledge() {
        if (knowledge == null) {
            knowledge = new Knowledge();
        }
        return knowledge;
    }
}
