package dev.tallyman.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Identification;
import dev.tallyman.identification.pronom.ContainerSignature;
import dev.tallyman.identification.pronom.Pronom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A skeleton is a file that has what PRONOM asks of a format and nothing else. Each is asked for without a name and
 * under one with the first ending that PRONOM knows of such files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkeletonsTest {
    private static final Pronom PRONOM = Pronom.bundled();
    private static final Identifier IDENTIFIER = new Identifier();

    // A few letters that a text may be as well, and what cannot be shown in so small a file.
    private static final int OTHERS = 8;

    /** What a skeleton of these formats was answered to be. */
    private record Answered(Set<String> puids, String name, Identification blind, Identification named) {
        private boolean isRight() {
            return blind.puids().stream().anyMatch(puids::contains)
                    && named.puids().stream().anyMatch(puids::contains);
        }
    }

    private final List<Answered> all = new ArrayList<>();

    // What has priority over a format is as right: the signature of one may be a part of the other's.
    private final Map<Integer, List<String>> above = new HashMap<>();

    @BeforeAll
    void askAll() throws IOException {
        Map<Integer, Pronom.Format> formats = new HashMap<>();
        for (Pronom.Format format : PRONOM.all()) {
            formats.put(format.id(), format);
            format.over()
                    .forEach(id ->
                            above.computeIfAbsent(id, _ -> new ArrayList<>()).add(format.puid()));
        }
        for (Pronom.Signature signature : PRONOM.signatures()) {
            byte[] file = Objects.requireNonNull(Specimen.of(signature.rule().toString()));
            List<Pronom.Format> of = signature.formats().stream()
                    .map(formats::get)
                    .filter(Objects::nonNull)
                    .toList();
            all.add(ask(of, file));
        }
        for (ContainerSignature signature : PRONOM.containers()) {
            Pronom.Format format = PRONOM.format(signature.puid());
            if (format != null) {
                all.add(ask(List.of(format), container(signature)));
            }
        }
    }

    private Answered ask(List<Pronom.Format> of, byte[] file) throws IOException {
        Set<String> puids = new HashSet<>();
        for (Pronom.Format one : of) {
            puids.add(one.puid());
            puids.addAll(above.getOrDefault(one.id(), List.of()));
        }
        Pronom.Format first = of.getFirst();
        String name = first.endings().isEmpty()
                ? "skeleton"
                : "skeleton." + first.endings().getFirst();
        return new Answered(
                puids, name, IDENTIFIER.identify(null, Content.of(file)), IDENTIFIER.identify(name, Content.of(file)));
    }

    private static byte[] container(ContainerSignature signature) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (ContainerSignature.Part part : signature.parts()) {
            byte[] bytes =
                    part.rule() == null ? new byte[0] : Specimen.of(part.rule().toString());
            parts.put(part.path(), Objects.requireNonNull(bytes));
        }
        if (signature.kind().equals("OLE2")) {
            return CompoundFile.of(parts);
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void skeletonsHaveTheirPuidWithAndWithoutAName() {
        List<String> others = all.stream()
                .filter(one -> !one.isRight())
                .map(one -> one.puids() + " " + one.name() + " " + one.blind() + " " + one.named())
                .toList();
        assertTrue(all.size() > 2400, all.size() + " made");
        assertTrue(others.size() <= OTHERS, String.join("\n", others));
    }

    @Test
    void noSkeletonUnderItsUsualEndingIsCalledMisnamed() {
        List<String> misnamed = all.stream()
                .filter(Answered::isRight)
                .filter(one -> one.named().mismatch())
                .map(Answered::toString)
                .toList();
        assertEquals(List.of(), misnamed);
    }
}
