package dev.tallyman.description;

import static dev.tallyman.description.reading.Bytes.big;
import static dev.tallyman.description.reading.Bytes.little;

import com.drew.imaging.FileType;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifTiffHandler;
import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pictures: their size, and what the camera wrote beside it (metadata-extractor). */
final class PictureReader implements Reader {
    /** What describes a picture lies in front of it; libraries hold all of what they read. */
    private static final int MOST = 8 << 20;

    private static final Map<String, FileType> TYPES = Map.of(
            "image/jpeg", FileType.Jpeg,
            "image/tiff", FileType.Tiff,
            "image/webp", FileType.WebP,
            "image/heif", FileType.Heif,
            "image/heic", FileType.Heif,
            "image/avif", FileType.Heif,
            "image/vnd.adobe.photoshop", FileType.Psd);

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        byte[] head = source.at(0, 64);
        switch (type) {
            case "image/png", "image/apng", "image/vnd.mozilla.apng" -> png(source, head, draft);
            case "image/gif" -> size(draft, little(head, 6, 2), little(head, 8, 2));
            case "image/bmp" -> {
                size(draft, little(head, 18, 4), Math.abs((int) little(head, 22, 4)));
                draft.put("tiff:BitsPerSample", little(head, 28, 2));
            }
            case "image/x-xcf" -> size(draft, big(head, 14, 4), big(head, 18, 4));
            case "image/qoi" -> size(draft, big(head, 4, 4), big(head, 8, 4));
            case "image/svg+xml" -> {}
            default -> {
                FileType known = TYPES.get(type);
                if (known != null) {
                    library(source, known, draft);
                }
            }
        }
    }

    private static void library(Source source, FileType type, Draft draft) throws IOException {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(source.stream(0, MOST), source.size(), type);
            ExifFacts.write(metadata, draft);
        } catch (ImageProcessingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void size(Draft draft, long width, long height) {
        if (width > 0 && height > 0) {
            draft.put("tiff:ImageWidth", width);
            draft.put("tiff:ImageLength", height);
        }
    }

    private static final String[] COLOURS = {"grey", "", "RGB", "palette", "grey with alpha", "", "RGB with alpha"};

    private static void png(Source source, byte[] head, Draft draft) throws IOException {
        size(draft, big(head, 16, 4), big(head, 20, 4));
        draft.put("tiff:BitsPerSample", big(head, 24, 1));
        int colour = (int) big(head, 25, 1);
        draft.put("exif:ColorSpace", colour < COLOURS.length ? COLOURS[colour] : null);
        long at = 8;
        while (at + 12 <= source.size()) {
            byte[] chunk = source.at(at, 8);
            long length = big(chunk, 0, 4);
            String kind = new String(chunk, 4, Math.max(0, chunk.length - 4), StandardCharsets.ISO_8859_1);
            if (chunk.length < 8 || kind.equals("IEND")) {
                return;
            }
            if (kind.equals("eXIf") && length < MOST) {
                exif(source.at(at + 8, (int) length), draft);
            } else if (kind.equals("tEXt") && length < 64 * 1024) {
                words(new String(source.at(at + 8, (int) length), StandardCharsets.ISO_8859_1), draft);
            }
            at += 12 + length;
        }
        draft.incomplete("It is cut off.");
    }

    private static void exif(byte[] bytes, Draft draft) throws IOException {
        Metadata metadata = new Metadata();
        try {
            new TiffReader().processTiff(new ByteArrayReader(bytes), new ExifTiffHandler(metadata, null, 0), 0);
        } catch (TiffProcessingException e) {
            throw new IOException(e.getMessage(), e);
        }
        ExifFacts.write(metadata, draft);
    }

    private static final Map<String, String> WORDS = Map.of(
            "Title",
            "dc:title",
            "Author",
            "dc:creator",
            "Description",
            "dc:description",
            "Copyright",
            "dc:rights",
            "Software",
            "xmp:CreatorTool",
            "Creation Time",
            "xmp:CreateDate",
            "Comment",
            "dc:description");

    private static void words(String pair, Draft draft) {
        int nul = pair.indexOf('\0');
        String name = nul < 0 ? null : WORDS.get(pair.substring(0, nul));
        if (name != null) {
            draft.put(name, pair.substring(nul + 1));
        }
    }
}
