package dev.tallyman.processor.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.json.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class IdentifyCommandTest extends OnIdentify {
    @Test
    void oneLineAnswersOneFile() throws IOException {
        Path file = write("a.py", "print(1)\n");
        assertEquals(0, run(new byte[0], "--tsv", file.toString()));
        assertEquals(List.of(file + "\ttext/x-python\tcode\tfmt/938\tPython\tname\tfalse"), lines());
    }

    @Test
    void namesCanBeIgnored() throws IOException {
        Path file = write("a.py", "print(1)\n");
        assertEquals(0, run(new byte[0], "--tsv", "--ignore-names", file.toString()));
        assertEquals(List.of(file + "\ttext/plain\ttext\tx-fmt/111\tPlain text, ASCII\ttext\tfalse"), lines());
    }

    @Test
    void severalWorkersAnswerInTheOrderOfTheNames() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--tsv", "--workers", "1"));
        for (int i = 0; i < 60; i++) {
            String text = i % 3 == 0 ? "%PDF-1.4\n".repeat(20_000) : "print(" + i + ")\n";
            arguments.add(write(i + (i % 3 == 0 ? ".pdf" : ".py"), text).toString());
        }
        assertEquals(0, run(new byte[0], arguments.toArray(String[]::new)));
        List<String> alone = lines();
        arguments.set(2, "4");
        assertEquals(0, run(new byte[0], arguments.toArray(String[]::new)));
        assertEquals(60, alone.size());
        assertEquals(alone, lines());
        assertEquals(2, run(new byte[0], "--workers", "0", arguments.getLast()));
    }

    @Test
    void whatIsNoFileIsAnsweredWithTheReason() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Path broken = Files.createSymbolicLink(folder.resolve("broken"), Path.of("nowhere"));
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        String nothing = "\tapplication/octet-stream\tunknown\t\t%s\tnone\tfalse";
        int exit = run(
                new byte[0],
                "--tsv",
                folder.toString(),
                folder + "/missing",
                fifo.toString(),
                broken.toString(),
                "/dev/null",
                folder + "/fifo/below",
                loop.toString());
        assertEquals(0, exit);
        List<String> lines = lines();
        assertEquals(7, lines.size());
        assertEquals(folder + nothing.formatted("Directory"), lines.get(0));
        assertEquals(folder + "/missing" + nothing.formatted("Missing"), lines.get(1));
        assertEquals(fifo + nothing.formatted("FIFO"), lines.get(2));
        assertEquals(broken + nothing.formatted("Link to a missing file"), lines.get(3));
        assertEquals("/dev/null" + nothing.formatted("Character device"), lines.get(4));
        assertEquals(folder + "/fifo/below" + nothing.formatted("Missing"), lines.get(5));
        assertTrue(lines.get(6).contains("\tunknown\t\tCannot be read: "), lines.get(6));
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), write("x", "%PDF-1.4\n"));
        run(new byte[0], "--tsv", link.toString());
        assertTrue(lines().getFirst().contains("\tapplication/pdf\tdocument\tfmt/18\tPDF 1.4\t"));
    }

    @Test
    void answersKeepTheOrderOfTheNames() throws IOException {
        var names = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            names.add(write(i + (i % 3 == 0 ? ".md" : ".json"), "{\"a\": " + i + "}")
                    .toString());
            names.add(folder + "/missing-" + i);
        }
        assertEquals(0, run(String.join("\n", names).getBytes(UTF_8), "--tsv", "-"));
        assertEquals(
                names,
                lines().stream().map(line -> line.substring(0, line.indexOf(9))).toList());
    }

    @Test
    void namesAreBytesInAndOut() throws IOException {
        byte[] name = (folder + "/caf\u00e9.txt").getBytes(ISO_8859_1);
        Path file = Path.of(URI.create(folder.toUri() + "caf%E9.txt"));
        Files.writeString(file, "text\n");
        assertEquals(0, run(name, "--tsv", "-"));
        byte[] expected = (folder + "/caf\u00e9.txt\ttext/plain\ttext\tx-fmt/111\tPlain text, ASCII\ttext\tfalse\n")
                .getBytes(ISO_8859_1);
        assertArrayEquals(expected, out.toByteArray());
    }

    @Test
    void argumentsAreBytesAsWell() throws Exception {
        Files.writeString(Path.of(URI.create(folder.toUri() + "caf%E9.txt")), "text\n");
        var process = new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$1\" -cp \"$2\" dev.tallyman.processor.Main identify --tsv"
                        + " \"$3/$(printf 'caf\\351').txt\"",
                "sh",
                System.getProperty("java.home") + "/bin/java",
                System.getProperty("java.class.path"),
                folder.toString());
        process.environment().put("LC_ALL", "C.UTF-8");
        Process started = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(started.getInputStream().readAllBytes(), ISO_8859_1);
        assertEquals(0, started.waitFor());
        assertTrue(answer.startsWith(folder + "/caf\u00e9.txt\ttext/plain\t"), answer);
    }

    @Test
    void aNewlineInANameIsWrittenAsAnEscape() throws IOException {
        Path file = write("a\n\t\\b.txt", "text\n");
        byte[] names = (file + "\0" + folder + "\0").getBytes(UTF_8);
        assertEquals(0, run(names, "--tsv", "-0", "-"));
        assertEquals(2, lines().size());
        assertTrue(lines().getFirst().startsWith(folder + "/a\\n\\t\\\\b.txt\ttext/plain\t"));
    }

    @Test
    void namesOf255BytesAreAnswered() throws IOException {
        Path file = write("x".repeat(251) + ".txt", "text\n");
        run(new byte[0], "--tsv", file.toString(), folder + "/" + "y".repeat(256));
        assertTrue(lines().get(0).contains("\ttext/plain\t"));
        assertTrue(lines().get(1).contains("\tunknown\t\tCannot be read: File name too long\t"));
    }

    @Test
    void jsonHasTheSameNames() throws IOException {
        Path file = write("photo.png", "%PDF-1.4\n");
        assertEquals(0, run(new byte[0], "--json", file.toString()));
        var json = JsonParser.create(lines().getFirst()).readJsonObject();
        assertEquals(file.toString(), json.stringValue("path", ""));
        assertEquals("application/pdf", json.stringValue("mime", ""));
        assertEquals("document", json.stringValue("category", ""));
        assertEquals("fmt/18", json.stringValue("puid", ""));
        assertEquals("PDF 1.4", json.stringValue("format", ""));
        assertEquals("magic", json.stringValue("basis", ""));
        assertEquals(true, json.booleanValue("mismatch", false));
        assertEquals("image/png", json.stringValue("name_says", ""));
    }

    @Test
    void peopleGetTheWords() throws IOException {
        Path file = write("photo.png", "%PDF-1.4\n");
        assertEquals(0, run(new byte[0], file.toString()));
        assertEquals(List.of(file + ": PDF 1.4 (application/pdf); its name says image/png"), lines());
    }

    @Test
    void noNameGivesOrdersToATerminal() throws IOException {
        Path file = write("a\u001b[2J.txt", "text\n");
        assertEquals(0, run(new byte[0], file.toString()));
        assertTrue(lines().getFirst().startsWith(folder + "/a\\033[2J.txt: "), lines().getFirst());
    }

    @Test
    void aReaderThatLeavesEndsItWithoutAStackTrace() throws IOException {
        Path file = write("a.txt", "text\n");
        var closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var error = new StringWriter();
        var command = new IdentifyCommand(new ByteArrayInputStream(new byte[0]), closed, Clock.systemUTC());
        int exit = new CommandLine(command).setErr(new PrintWriter(error, true)).execute("--tsv", file.toString());
        assertEquals(1, exit);
        assertEquals("tallyman: stopped early: Broken pipe\n", error.toString());
    }

    @Test
    void wrongUsageIsExit2() {
        assertEquals(2, run(new byte[0]));
        assertEquals(2, run(new byte[0], "--json", "--tsv", "x"));
        assertEquals(2, run(new byte[0], "-", "x"));
        assertEquals(2, run(new byte[0], "--nonsense", "x"));
    }
}
