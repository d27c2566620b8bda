package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Documents and photographs of a usual size, every one different. */
final class Documents {
    private static final int VOCABULARY = 50_000;
    private static final int PAGES = 3;
    private static final int LINES = 40;

    private final Random chance = new Random(1);

    /** A word; as in languages, the second one is half as frequent as the first. */
    String word() {
        return "w" + Integer.toString((int) Math.pow(VOCABULARY, chance.nextDouble()), Character.MAX_RADIX) + "ord";
    }

    String words(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(word()).append(i % 12 == 11 ? ".\n" : " ");
        }
        return text.toString();
    }

    /** About 8 KB. */
    byte[] text() {
        return words(1_000).getBytes(UTF_8);
    }

    /** About 1,500 words in paragraphs. */
    byte[] office() throws IOException {
        var body = new StringBuilder(
                "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>");
        for (int i = 0; i < 30; i++) {
            body.append("<w:p><w:r><w:t>").append(words(50)).append("</w:t></w:r></w:p>");
        }
        var parts = List.of(
                Map.entry(
                        "[Content_Types].xml",
                        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                                + "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"),
                Map.entry(
                        "_rels/.rels",
                        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"),
                Map.entry(
                        "docProps/core.xml",
                        "<p xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>" + word() + "</dc:creator></p>"),
                Map.entry(
                        "word/document.xml",
                        body.append("</w:body></w:document>").toString()));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Three pages of text. */
    byte[] pdf() {
        List<String> objects = new ArrayList<>(List.of(
                "<</Type /Catalog /Pages 2 0 R>>",
                "",
                "<</Title (" + word() + ") /Author (" + word() + ")>>",
                "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"));
        var kids = new StringBuilder();
        for (int page = 0; page < PAGES; page++) {
            var lines = new StringBuilder("BT /F1 10 Tf 14 TL 50 780 Td ");
            for (int line = 0; line < LINES; line++) {
                lines.append('(').append(words(11)).append(") Tj T* ");
            }
            lines.append("ET");
            kids.append(objects.size() + 2).append(" 0 R ");
            objects.add("<</Length " + lines.length() + ">> stream\n" + lines + "\nendstream");
            objects.add(
                    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 4 0 R>>>> /Contents "
                            + objects.size() + " 0 R>>");
        }
        objects.set(1, "<</Type /Pages /Kids [" + kids + "] /Count " + PAGES + ">>");
        return file(objects);
    }

    private static byte[] file(List<String> objects) {
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append("%010d 00000 n \n".formatted(file.length()));
            file.append(i + 1).append(" 0 obj ").append(objects.get(i)).append(" endobj\n");
        }
        int at = file.length();
        int size = objects.size() + 1;
        file.append("xref\n0 ").append(size).append('\n').append(places);
        file.append("trailer <</Root 1 0 R /Info 3 0 R /Size ").append(size).append(">>\nstartxref\n");
        return file.append(at).append("\n%%EOF\n").toString().getBytes(ISO_8859_1);
    }

    /** Of 12 megapixels, taken on its side. */
    byte[] photograph() throws IOException {
        var picture = new BufferedImage(4_000, 3_000, BufferedImage.TYPE_INT_RGB);
        int tint = chance.nextInt(200);
        for (int y = 0; y < 3_000; y++) {
            for (int x = 0; x < 4_000; x++) {
                picture.setRGB(x, y, ((x / 16) << 16) + ((y / 12) << 8) + tint + (x * 31 + y * 17) % 23);
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** The same one with EXIF, and another number in it. */
    byte[] numbered(byte[] photograph, int number) {
        String maker = "Maker %08d\0".formatted(number);
        String tiff = "MM\0*\0\0\0\10" + "\0\2"
                + "\1\17\0\2\0\0\0" + (char) maker.length() + "\0\0\0\46"
                + "\1\22\0\3\0\0\0\1\0\6\0\0" + "\0\0\0\0" + maker;
        String segment = "Exif\0\0" + tiff;
        int length = segment.length() + 2;
        byte[] exif = ("\u00ff\u00d8\u00ff\u00e1" + (char) (length >> 8) + (char) (length & 0xff) + segment)
                .getBytes(ISO_8859_1);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(exif);
        bytes.write(photograph, 2, photograph.length - 2);
        return bytes.toByteArray();
    }
}
