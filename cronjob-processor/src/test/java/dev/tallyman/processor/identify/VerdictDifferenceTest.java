package dev.tallyman.processor.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** {@code identify --diff}: what this version would say of a report's files. */
class VerdictDifferenceTest extends OnIdentify {
    private static final String HEAD = "path,path_bytes,size,state,category,mime,puid,format\n";
    private static final String PYTHON = "a.py,,9,classified,code,text/x-python,fmt/938,Python\n";

    private Path table(String... rows) throws IOException {
        Path table = folder.resolve("files.csv.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(table))) {
            file.write((HEAD + String.join("", rows)).getBytes(UTF_8));
        }
        return table;
    }

    private int diff(Path table, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--diff", table.toString(), folder.toString()));
        return run(new byte[0], arguments.toArray(String[]::new));
    }

    @Test
    void nothingWouldChangeWhereTheReportSaysTheSame() throws IOException {
        write("a.py", "print(1)\n");
        assertEquals(0, diff(table(PYTHON)));
        assertTrue(
                lines().getLast().startsWith("0 of 1 file would be something else by Tallyman "), lines().toString());
    }

    @Test
    void aVerdictThatWouldChangeIsListedWithTheOldOneAndTheNewOne() throws IOException {
        write("a.py", "print(1)\n");
        assertEquals(1, diff(table("a.py,,9,classified,text,text/plain,x-fmt/111,\"Plain text, ASCII\"\n")));
        assertEquals(
                "a.py: Plain text, ASCII (text, text/plain, x-fmt/111) → Python (code, text/x-python, fmt/938)",
                lines().getFirst());
    }

    @Test
    void asJsonEachChangeIsALine() throws IOException {
        Files.writeString(folder.resolve("a.py"), "print(1)\n");
        assertEquals(1, diff(table("a.py,,9,quarantined,text,text/plain,,Text\n"), "--json"));
        JsonObject line = JsonParser.create(lines().getFirst().getBytes(UTF_8)).readJsonObject();
        assertEquals("a.py", line.stringValue("path").orElseThrow());
        assertEquals(
                "text",
                line.objectValue("old").orElseThrow().stringValue("category").orElseThrow());
        assertEquals(
                "text/x-python",
                line.objectValue("new").orElseThrow().stringValue("mime").orElseThrow());
    }

    @Test
    void filesThatWaitAreGoneOrAreAnotherSizeAreNotCompared() throws IOException {
        write("a.py", "print(1)\n");
        assertEquals(
                0,
                diff(table(
                        "a.py,,9,received,,,,\n",
                        "gone.txt,,9,classified,text,text/x-old,,Old\n",
                        "a.py,,10,classified,text,text/x-old,,Old\n")));
        assertTrue(lines().getLast().endsWith("; 2 are not there as the report has them"), lines().toString());
    }

    @Test
    void theRulesCategoriesGoBeforeWhatTheContentSays() throws IOException {
        write("a.py", "print(1)\n");
        Path rules = write("rules.yaml", "categories: {extensions: {py: document}}\n");
        Path table = table("a.py,,9,classified,document,text/x-python,fmt/938,Python\n");
        assertEquals(0, diff(table, "--rules", rules.toString()));
        assertEquals(1, diff(table));
    }

    @Test
    void aTableOfSomethingElseIsRefused() throws IOException {
        Path other = write("other.csv", "name,age\nx,1\n");
        assertEquals(2, diff(other));
    }

    @Test
    void namesThatAreNoTextAreFound() throws IOException {
        Path file = Path.of(URI.create(folder.toUri() + "%FF.py"));
        Files.writeString(file, "print(1)\n");
        String bytes = Base64.getEncoder().encodeToString("\u00ff.py".getBytes(ISO_8859_1));
        assertEquals(0, diff(table("?.py," + bytes + ",9,classified,code,text/x-python,fmt/938,Python\n")));
        assertTrue(lines().getLast().startsWith("0 of 1 file"), lines().toString());
    }
}
