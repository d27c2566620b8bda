package dev.tallyman.description;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A small, right file of each family, made here. */
final class Samples {
    /** One pixel; nothing here writes these. */
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    private Samples() {}

    /** All of them, by their MIME type. */
    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (String format : List.of("png", "jpeg", "gif", "bmp", "tiff")) {
            all.put("image/" + format, picture(format));
        }
        all.put("image/webp", Base64.getDecoder().decode(WEBP));
        all.put("application/pdf", pdf());
        all.put("application/zip", zip());
        all.put("application/x-tar", tar());
        all.put("application/gzip", gzip(tar()));
        all.put("application/x-7z-compressed", sevenZip());
        all.put("application/x-iso9660-image", iso());
        all.put("application/vnd.ms-outlook", CompoundSamples.message());
        all.put("application/vnd.ms-excel", CompoundSamples.large(CompoundSamples.workbook(0)));
        all.put("application/msword", CompoundSamples.word());
        all.put("application/vnd.ms-powerpoint", CompoundSamples.slides());
        all.put("application/rtf", rtf());
        all.put("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx());
        all.put("message/rfc822", mail());
        all.put("audio/vnd.wave", wave());
        all.put("video/mp4", MediaSamples.mp4());
        all.put("video/x-matroska", MediaSamples.matroska());
        all.put("audio/x-aiff", MediaSamples.aiff());
        all.put("audio/basic", MediaSamples.au());
        all.put("audio/flac", MediaSamples.flac());
        all.put("audio/mpeg", MediaSamples.mp3());
        all.put("text/html", "<!doctype html><html lang=en><title>A page</title><p>words".getBytes(UTF_8));
        all.put("text/plain", "one\r\ntwo\r\n".getBytes(UTF_8));
        return all;
    }

    static byte[] picture(String format) throws IOException {
        var picture = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 320 * 200; i++) {
            picture.setRGB(i % 320, i / 320, i * 7919);
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, format, bytes);
        return bytes.toByteArray();
    }

    /** A ZIP with one file. */
    static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    static byte[] pdf() {
        return """
                %PDF-1.4
                1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
                2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
                3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
                4 0 obj <</Title (A title) /Author (Anna)>> endobj
                trailer <</Root 1 0 R /Info 4 0 R>>
                %%EOF
                """.getBytes(ISO_8859_1);
    }

    static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("a.txt", "folder/b.html")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("<!doctype html>" + name).getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] docx() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("docProps/core.xml"));
            zip.write(
                    "<p xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>Anna &amp; Ben&#8217;s</dc:creator></p>"
                            .getBytes(UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<w:t xmlns:w='w'>R&amp;D words</w:t>".getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    static byte[] rtf() {
        return """
                {\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Times;}}
                {\\info{\\title Tide \\'fcber {\\b all}}{\\author Zo\\'eb}}
                {\\*\\generator Hand;}\\f0 The pelican caf\\'e9 \\endash  \\u40520?\\u40533? {\\f1\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}\\par
                {\\field{\\*\\fldinst HYPERLINK "http://x"}{\\fldrslt heron}}{\\pict 89504e47} \\{brace\\}\\par}
                """.getBytes(ISO_8859_1);
    }

    static byte[] tar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            byte[] text = "plain words".getBytes(UTF_8);
            var entry = new TarArchiveEntry("folder/a.txt");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] sevenZip() throws IOException {
        SeekableByteChannel channel = new SeekableInMemoryByteChannel();
        try (var archive = new SevenZOutputFile(channel)) {
            archive.setContentMethods(List.of(new SevenZMethodConfiguration(SevenZMethod.LZMA2, 64 * 1024)));
            for (String name : List.of("folder/a.txt", "b.html")) {
                var entry = archive.createArchiveEntry(new java.io.File("none"), name);
                entry.setDirectory(false);
                archive.putArchiveEntry(entry);
                archive.write(("<!doctype html>" + name).getBytes(UTF_8));
                archive.closeArchiveEntry();
            }
            archive.finish();
            return contents(channel);
        }
    }

    private static byte[] contents(SeekableByteChannel channel) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) channel.size());
        channel.position(0);
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // read on
        }
        return all.array();
    }

    /** One folder with one file. */
    static byte[] iso() {
        int sector = 2048;
        ByteBuffer disc = ByteBuffer.allocate(24 * sector).order(ByteOrder.LITTLE_ENDIAN);
        disc.put(16 * sector, new byte[] {1, 'C', 'D', '0', '0', '1', 1});
        disc.put(16 * sector + 40, "HOLIDAY".getBytes(ISO_8859_1));
        disc.put(16 * sector + 156, entry("\0", 18, sector, true));
        disc.put(17 * sector, new byte[] {(byte) 255, 'C', 'D', '0', '0', '1', 1});
        byte[] here = entry("\0", 18, sector, true);
        byte[] folder = entry("FOLDER", 19, sector, true);
        disc.put(18 * sector, here).put(18 * sector + here.length, folder);
        disc.put(19 * sector, entry("A.TXT;1", 20, 11, false));
        disc.put(20 * sector, "plain words".getBytes(ISO_8859_1));
        return disc.array();
    }

    private static byte[] entry(String name, int at, int size, boolean folder) {
        int length = 33 + name.length() + (name.length() + 1) % 2;
        ByteBuffer entry = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        entry.put(0, (byte) length).putInt(2, at).putInt(10, size);
        entry.put(18, new byte[] {126, 11, 24, 14, 12, 31, 0, (byte) (folder ? 2 : 0)});
        entry.put(32, (byte) name.length()).put(33, name.getBytes(ISO_8859_1));
        return entry.array();
    }

    static byte[] mail() {
        return """
                From: Anna <anna@example.org>
                Subject: The plan
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="x"

                --x
                Content-Type: text/plain

                Here it is.
                --x
                Content-Type: text/csv; name="a.csv"
                Content-Disposition: attachment; filename="a.csv"

                a,b
                --x--
                """.getBytes(UTF_8);
    }

    static byte[] wave() {
        ByteBuffer wave = ByteBuffer.allocate(44 + 16_000).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(UTF_8))
                .putInt(36 + 16_000)
                .put("WAVEfmt ".getBytes(UTF_8))
                .putInt(16);
        wave.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        wave.putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(UTF_8))
                .putInt(16_000);
        return wave.array();
    }
}
