package dev.tallyman.ui.demo;

import static dev.tallyman.ui.demo.SampleFiles.text;

import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Puts a sample intake under {@code files/}: what people bring, and what goes wrong with it. */
public final class Sample {
    private final Volume volume;
    private final Instant now;
    private int written;

    private Sample(Volume volume, Instant now) {
        this.volume = volume;
        this.now = now;
    }

    /** How many files it has put there. */
    public static int write(Volume volume, Instant now) throws IOException {
        var sample = new Sample(volume, now);
        sample.office();
        sample.pictures();
        sample.texts();
        sample.rest();
        sample.badFormats();
        sample.badNames();
        sample.noFiles();
        return sample.written;
    }

    // The name is percent-encoded, so that it can be any bytes.
    private Path put(String name, byte[] content) throws IOException {
        Path file = volume.file(FilePath.ofUrl(name));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(5L * written))));
        written++;
        return file;
    }

    private void office() throws IOException {
        for (int month = 1; month <= 9; month++) {
            put(
                    "invoices/2026-0%d/invoice-%d.pdf".formatted(month, 4100 + month),
                    SampleFiles.pdf("Invoice " + (4100 + month) + ", Harbour Supplies Ltd."));
        }
        put("letters/offer.docx", SampleFiles.docx("Dear Ms Novak, thank you for your offer."));
        put("letters/reply.odt", SampleFiles.odt("Dear Mr Okafor, we accept."));
        put(
                "letters/minutes.rtf",
                text("{\\rtf1\\ansi{\\fonttbl\\f0\\fswiss Helvetica;}\\f0 Minutes of 3 March.\\par}"));
    }

    private void pictures() throws IOException {
        put("photos/harbour.jpg", SampleFiles.jpeg());
        put("photos/hills.png", SampleFiles.png(400, 240, 0x2a6f97));
        put("photos/dusk.png", SampleFiles.png(320, 200, 0x9d4edd));
        put("photos/field.png", SampleFiles.png(320, 200, 0x2d6a4f));
        put("photos/logo.svg", text("""
                        <svg xmlns="http://www.w3.org/2000/svg" width="120" height="120"><circle cx="60" cy="60" r="50" \
                        fill="#2a6f97"/></svg>
                        """));
    }

    private void texts() throws IOException {
        put("README.md", text("# Intake\n\nWhat the harbour office sends us, once a week.\n"));
        put("notes/todo.txt", text("call the registry\nscan the deeds\nask for the missing page\n"));
        put("notes/grüße.txt".replace("ü", "%C3%BC").replace("ß", "%C3%9F"), text("Grüße aus Kiel\n"));
        put("data/orders.csv", text("id,item,count\n1,rope,12\n2,lamp,3\n3,anchor,1\n"));
        put("data/ships.json", text("{\"ships\": [{\"name\": \"Elbe\", \"draught\": 4.2}]}\n"));
        put("data/berths.xml", text("<?xml version=\"1.0\"?>\n<berths><berth id=\"7\"/></berths>\n"));
        put("data/rules.yaml", text("berths:\n  north: 7\n  south: 4\n"));
        put("web/index.html", text("<!DOCTYPE html><title>Harbour</title><p>Opening hours\n"));
        put(
                "code/Tide.java",
                text(
                        "public final class Tide {\n    double height(long t) {\n        return Math.sin(t);\n    }\n}\n"));
        put("code/tide.py", text("import math\n\n\ndef height(t):\n    return math.sin(t)\n"));
        put("code/backup.sh", text("#!/bin/sh\nset -eu\ntar -cf backup.tar data\n"));
        put("mail/question.eml", text("""
                        From: Ada <ada@example.org>
                        To: office@example.org
                        Subject: Berth seven
                        Date: Mon, 2 Mar 2026 10:00:00 +0000
                        Message-ID: <1@example.org>
                        MIME-Version: 1.0
                        Content-Type: text/plain

                        Is it free on Friday?
                        """));
    }

    private void rest() throws IOException {
        put("sounds/horn.wav", SampleFiles.wav(220));
        put("sounds/bell.wav", SampleFiles.wav(880));
        put(
                "models/buoy.stl",
                text(
                        "solid buoy\n facet normal 0 0 1\n  outer loop\n   vertex 0 0 0\n   vertex 1 0 0\n   vertex 0 1 0\n  endloop\n endfacet\nendsolid buoy\n"));
        put("archive/2025.zip", SampleFiles.zip(Map.of("a/deed.txt", text("a deed\n"))));
        put("archive/log.txt.gz", SampleFiles.gzip(text("12:00 Elbe in\n14:30 Elbe out\n".repeat(200))));
    }

    private void badFormats() throws IOException {
        byte[] hills = SampleFiles.png(400, 240, 0x2a6f97);
        put("wrong/really-a-picture.pdf", SampleFiles.png(64, 64, 0xbc4749));
        put("wrong/really-a-page.jpg", text("<!DOCTYPE html><title>Not a photo</title>\n"));
        put("wrong/really-a-document.txt", SampleFiles.pdf("This is no plain text."));
        put("wrong/broken-half.png", SampleFiles.half(hills));
        put("wrong/broken-half.jpg", SampleFiles.half(SampleFiles.jpeg()));
        put("wrong/broken-half.zip", SampleFiles.half(SampleFiles.zip(Map.of("big.txt", text("x".repeat(9_000))))));
        put("wrong/empty.txt", new byte[0]);
        put("wrong/noise", SampleFiles.half(SampleFiles.gzip(hills)));
        put("copies/hills.png", hills);
        put("copies/hills again.png".replace(" ", "%20"), hills);
        put("copies/bomb.zip", SampleFiles.zip(Map.of("zeros.bin", new byte[20 << 20])));
        Path locked = put("wrong/nobody-may-read-this.txt", text("locked\n"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    }

    private void badNames() throws IOException {
        put("names/caf%E9-latin1.txt", text("The name is not UTF-8.\n"));
        put("names/invoice-%E2%80%AEfdp.exe", text("MZ says the real ending\n"));
        put("names/two%0Alines.txt", text("The name has a line break.\n"));
        put("names/%3Cimg%20src=x%20onerror=alert(1)%3E.txt", text("The name is markup.\n"));
        put("names/%22quotes%22%20%26%20'more'.txt", text("The name has quotes.\n"));
        put("names/=cmd%7C'%20%2FC%20calc'!A0.csv".replace("%2F", "%E2%88%95"), text("a,b\n"));
        put("names/-rf%20$(reboot);.sh", text("#!/bin/sh\nexit 0\n"));
        put("names/con.txt", text("Windows cannot hold this name.\n"));
        put("names/%20leading%20and%20trailing%20", text("The name begins and ends with a space.\n"));
        put("names/%D7%A9%D7%9C%D7%95%D7%9D-2026.txt", text("A name from right to left.\n"));
        put("names/" + "long-".repeat(50) + "x.txt", text("255 bytes of name.\n"));
    }

    // What is not a file is counted and named by a sweep, and never opened.
    private void noFiles() throws IOException {
        Path link = volume.files().resolve("names").resolve("link-to-nowhere");
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, Path.of("nowhere"));
        }
    }
}
