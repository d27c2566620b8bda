package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every row of our own tables has a sample that this makes, and the sample is what the row says.
 * {@code samples.tsv} says of the few that are not why; one that became right must go from it.
 */
class SamplesTest {
    private static final Pattern OWN = Pattern.compile("<mime-type type=\"([^\"]+)\"");
    private static final Identifier IDENTIFIER = new Identifier();
    private static final Signatures SIGNATURES = new Signatures();
    private static final Formats FORMATS = new Formats(SIGNATURES);

    private final Map<String, String> wrong = new LinkedHashMap<>();

    @Test
    void everyPartTellsItsType() throws IOException {
        for (String line : KnowledgeTable.lines("parts.tsv")) {
            String[] cells = line.split("\t", -1);
            if (!line.startsWith("//") && cells.length >= 3) {
                String mime = cells[cells.length - 1].replace("*", "application/vnd.oasis.opendocument.text");
                String row = cells[0] + " " + cells[1] + (cells.length > 3 ? " " + cells[2] : "");
                check(row, mime, null, List.of(part(cells)));
            }
        }
        assertEquals(reasons("part"), wrong.keySet().stream().sorted().toList(), wrong::toString);
    }

    @Test
    void everySignatureOfOursTellsItsType() throws IOException {
        Map<String, List<byte[]>> specimens = specimens();
        Matcher own = OWN.matcher(new String(KnowledgeTable.bytes("custom-mimetypes.xml"), UTF_8));
        while (own.find()) {
            List<byte[]> of = specimens.getOrDefault(own.group(1), List.of());
            if (!of.isEmpty()) {
                check(own.group(1), own.group(1), null, of);
            }
        }
        assertEquals(reasons("signature"), wrong.keySet().stream().sorted().toList(), wrong::toString);
    }

    @Test
    void everyNameMeansItsType() throws IOException {
        Map<String, List<byte[]>> specimens = specimens();
        for (String line : KnowledgeTable.lines("names.tsv")) {
            String[] cells = line.split("\t", -1);
            boolean asksTheText = cells.length > 4 && cells[4].startsWith("/");
            if (!line.startsWith("//") && cells.length >= 2 && !asksTheText) {
                for (String key : cells[0].split(" ", -1)) {
                    List<byte[]> contents = general();
                    for (String of = cells[1]; of != null; of = SIGNATURES.parent(of)) {
                        contents.addAll(specimens.getOrDefault(of, List.of()));
                    }
                    String shebang = key.startsWith("#!") ? "#!/usr/bin/" + key.substring(2) + "\n" : "";
                    for (String text : List.of("words\n", "{\"a\": 1}\n", "<?xml version=\"1.0\"?>\n<a/>\n")) {
                        contents.add((shebang + text).getBytes(UTF_8));
                    }
                    String name = key.startsWith(".") ? "a" + key : key.replace("#!", "");
                    check(key + " " + cells[1], cells[1], name, contents);
                }
            }
        }
        assertEquals(reasons("name"), wrong.keySet().stream().sorted().toList(), wrong::toString);
    }

    // What much else is a form of, and bytes that are nothing.
    private static List<byte[]> general() throws IOException {
        byte[] program = Arrays.copyOf("MZ".getBytes(UTF_8), 200);
        program[60] = 100;
        byte[] windows = program.clone();
        System.arraycopy("PE\0\0".getBytes(UTF_8), 0, windows, 100, 4);
        byte[] noise = new byte[300];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 37 + 129);
        }
        byte[] tiff = Arrays.copyOf(new byte[] {'I', 'I', '*', 0, 8, 0, 0, 0}, 200);
        return new ArrayList<>(List.of(
                zip("some/entry", "words"),
                CompoundFile.of(Map.of("Some", new byte[100])),
                program,
                windows,
                tiff,
                noise));
    }

    // The smallest files with each type's signatures, also with what makes a binary of them.
    private static Map<String, List<byte[]>> specimens() {
        Map<String, List<byte[]>> specimens = new HashMap<>();
        for (Types.Signature one : new Types().signatures()) {
            byte[] bytes = Specimen.of(one.rule().toString());
            if (bytes != null) {
                specimens
                        .computeIfAbsent(one.mime(), _ -> new ArrayList<>())
                        .addAll(List.of(bytes, Arrays.copyOf(bytes, bytes.length + 200)));
            }
        }
        return specimens;
    }

    private void check(String row, String mime, @Nullable String name, List<byte[]> contents) throws IOException {
        String expected = FORMATS.mime(mime);
        Set<String> answers = new TreeSet<>();
        for (byte[] bytes : contents) {
            answers.add(IDENTIFIER.identify(name, Content.of(bytes)).mime());
        }
        if (!answers.contains(expected)) {
            wrong.put(row, "is " + answers);
        }
    }

    private static List<String> reasons(String table) throws IOException {
        try (var in = SamplesTest.class.getResourceAsStream("samples.tsv")) {
            String text = in == null ? "" : new String(in.readAllBytes(), UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith(table + "\t"))
                    .map(line -> line.split("\t", -1))
                    .peek(cells -> assertEquals(3, cells.length, () -> String.join(" ", cells) + ": and why?"))
                    .map(cells -> cells[1])
                    .sorted()
                    .toList();
        }
    }

    private static byte[] part(String[] cells) throws IOException {
        String part = cells[1].replace("*", "x");
        return switch (cells[0]) {
            case "type" ->
                zip("[Content_Types].xml", "<Types><Override ContentType=\"application/" + part + "+xml\"/></Types>");
            case "text" -> {
                String value = cells[3].equals("*") ? cells[2] + "text\"" : cells[2];
                yield zip(cells[1], value);
            }
            case "entry", "class" -> zip(part, "");
            case "root" -> CompoundFile.of(Map.of(part, new byte[100]));
            case "xml" -> ("<" + part + "><a/></" + part + ">").getBytes(UTF_8);
            default -> throw new IllegalArgumentException(cells[0]);
        };
    }

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
