package dev.tallyman.ui.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small, valid files of the formats that are not text. */
final class SampleFiles {
    // 2026-01-01, so that the same sample has the same bytes everywhere.
    private static final long NEW_YEAR = 1_767_225_600_000L;

    private SampleFiles() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A picture of a colour that gets lighter to the right. */
    static byte[] png(int width, int height, int colour) throws IOException {
        var rows = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            rows.write(0);
            for (int x = 0; x < width; x++) {
                int light = 255 * x / width;
                rows.write(Math.max(colour >> 16 & 0xff, light));
                rows.write(Math.max(colour >> 8 & 0xff, (light + y) % 256));
                rows.write(Math.max(colour & 0xff, light));
            }
        }
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(rows.toByteArray());
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", packed.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.write(ByteBuffer.allocate(4).putInt(data.length).array());
        png.write(name);
        png.write(data);
        png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** One page with a line on it. */
    static byte[] pdf(String line) {
        String page = "BT /F1 18 Tf 72 760 Td (" + line.replaceAll("[()\\\\]", " ") + ") Tj ET";
        String[] objects = {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                    + " /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length " + page.length() + " >>\nstream\n" + page + "\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        };
        var pdf = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects[i]));
        }
        int start = pdf.length();
        pdf.append("xref\n0 6\n").append(table);
        pdf.append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n");
        return text(pdf.append(start).append("\n%%EOF\n").toString());
    }

    /** A tone of one second. */
    static byte[] wav(int hertz) {
        int rate = 8_000;
        ByteBuffer wav = ByteBuffer.allocate(44 + rate * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(text("RIFF")).putInt(36 + rate * 2).put(text("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        wav.putShort((short) 2).putShort((short) 16).put(text("data")).putInt(rate * 2);
        for (int i = 0; i < rate; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * hertz * i / rate)));
        }
        return wav.array();
    }

    /** Members in their order. {@code stored} keeps the first as it is, as ODF wants. */
    static byte[] zip(boolean stored, Map<String, byte[]> members) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            boolean first = stored;
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                var entry = new ZipEntry(member.getKey());
                entry.setTime(NEW_YEAR);
                if (first) {
                    var crc = new CRC32();
                    crc.update(member.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(member.getValue().length);
                    entry.setCrc(crc.getValue());
                    first = false;
                }
                zip.putNextEntry(entry);
                zip.write(member.getValue());
            }
        }
        return out.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> members) throws IOException {
        return zip(false, members);
    }

    static byte[] docx(String line) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", text("""
                        <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                        <Override PartName="/word/document.xml" ContentType=\
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""));
        parts.put("_rels/.rels", text("""
                        <?xml version="1.0"?><Relationships \
                        xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type=\
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
                        Target="word/document.xml"/></Relationships>"""));
        parts.put("word/document.xml", text("""
                        <?xml version="1.0"?><w:document \
                        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s\
                        </w:t></w:r></w:p></w:body></w:document>""".formatted(line)));
        return zip(parts);
    }

    static byte[] odt(String line) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", text("application/vnd.oasis.opendocument.text"));
        parts.put("content.xml", text("""
                        <?xml version="1.0"?><office:document-content \
                        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
                        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>%s\
                        </text:p></office:text></office:body></office:document-content>""".formatted(line)));
        return zip(true, parts);
    }

    static byte[] gzip(byte[] data) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    /** A photograph, of sorts. */
    static byte[] jpeg() throws IOException {
        try (InputStream photo = SampleFiles.class.getResourceAsStream("photo.jpg")) {
            return Objects.requireNonNull(photo).readAllBytes();
        }
    }

    /** The first half: what an interrupted copy leaves. */
    static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }
}
