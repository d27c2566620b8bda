package dev.tallyman.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.signature.SignatureIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** PRONOM's ids: the right one is answered, and it never contradicts the type and the category beside it. */
class PuidsTest {
    private static final Pronom PRONOM = Pronom.bundled();
    private static final Signatures SIGNATURES = new Signatures(PRONOM);
    private static final Formats FORMATS = new Formats(SIGNATURES);

    /** The smallest file that has a signature, what PRONOM calls it, and what it is answered to be. */
    private record Skeleton(List<Pronom.Format> formats, Identification answer) {}

    private static final List<Skeleton> SKELETONS = skeletons();

    private static List<Skeleton> skeletons() {
        var identifier = new Identifier();
        var index = new SignatureIndex(PRONOM.rules(), Signatures.NEAR);
        List<Skeleton> skeletons = new ArrayList<>();
        for (Pronom.Signature signature : PRONOM.signatures()) {
            byte[] file = Objects.requireNonNull(Specimen.of(signature.rule().toString()));
            SignatureIndex.Scan scan = index.scan(file);
            scan.finish(file);
            List<Pronom.Format> formats = PRONOM.of(scan, 0);
            if (!formats.isEmpty()) {
                skeletons.add(new Skeleton(formats, identified(identifier, file)));
            }
        }
        return skeletons;
    }

    private static Identification identified(Identifier identifier, byte[] file) {
        try {
            return identifier.identify(null, Content.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofAHundredSkeletonsNinetyNineHaveTheirPuid() {
        List<String> others = SKELETONS.stream()
                .filter(one -> one.formats().stream()
                        .noneMatch(format -> format.puid().equals(one.answer().puid())))
                .map(Skeleton::toString)
                .toList();
        assertTrue(SKELETONS.size() > PRONOM.signatures().size() * 99 / 100, "only " + SKELETONS.size() + " made");
        assertTrue(others.size() * 100 < SKELETONS.size(), String.join("\n", others));
    }

    @Test
    void noAnswerContradictsThePuidBesideIt() {
        for (Skeleton skeleton : SKELETONS) {
            Identification answer = skeleton.answer();
            Pronom.Format format = answer.puid() == null ? null : PRONOM.format(answer.puid());
            if (format == null) {
                continue;
            }
            Formats.Kind kind = FORMATS.kind(format);
            boolean general = SIGNATURES.isA(kind.mime() == null ? Signatures.BINARY : kind.mime(), answer.mime());
            assertTrue(kind.mime() == null || FORMATS.isKin(format, answer.mime()), format + ": " + answer);
            assertTrue(
                    kind.category() == null || kind.category() == answer.category() || general, format + ": " + answer);
        }
    }

    @Test
    void theTableNamesKnownTypesWithTheirOwnCategory() {
        for (Pronom.Format format : SIGNATURES.allFormats()) {
            Formats.Kind kind = FORMATS.kind(format);
            if (kind.mime() != null) {
                Category category = FORMATS.category(kind.mime());
                assertTrue(category == Category.UNKNOWN || category == kind.category(), format + " is " + kind);
            }
        }
    }

    @Test
    void theTwoTablesAgreeAboutAnId() {
        for (String mime : SIGNATURES.all()) {
            String puid = FORMATS.puid(mime, null);
            Pronom.Format format = puid == null ? null : PRONOM.format(puid);
            if (format != null) {
                assertTrue(
                        FORMATS.isKin(format, mime) || FORMATS.kind(format).mime() == null, mime + " is not " + format);
            }
        }
    }

    @Test
    void aTextIsNoBinaryFormatForBeginningLikeOne() {
        var identifier = new Identifier();
        for (String text :
                List.of("MZ_ID,NAME\n1,2\n", "CWS_NR;ORT\n1;2\n", "OTTO;Hamburg\n", "THX\n", "BM;KL\n", "MGC ok\n")) {
            Identification answer = identified(identifier, text.getBytes(StandardCharsets.US_ASCII));
            assertTrue(answer.mime().startsWith("text/"), text + answer);
        }
    }

    @Test
    void everyIdThatIsLeftOverIsKeptInTheRegistrysOrder() {
        List<Skeleton> several = SKELETONS.stream()
                .filter(skeleton -> skeleton.answer().puids().size() > 1)
                .toList();
        assertFalse(several.isEmpty());
        for (Skeleton skeleton : several) {
            List<String> left =
                    skeleton.formats().stream().map(Pronom.Format::puid).toList();
            List<String> puids = skeleton.answer().puids();
            assertEquals(left.stream().filter(puids::contains).toList(), puids);
        }
    }
}
