package dev.tallyman.description;

import dev.tallyman.description.picture.ReducedJpeg;
import dev.tallyman.description.picture.Shrinking;
import dev.tallyman.description.reading.Source;
import dev.tallyman.description.reading.SourceAccess;
import dev.tallyman.description.reading.SourceImage;
import dev.tallyman.file.PictureSize;
import dev.tallyman.identification.Content;
import dev.tallyman.rules.Rules;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Makes small pictures: upright, in sRGB, on white, as JPEG. A large one is read with gaps, so that it never stands in
 * memory whole.
 */
public final class Thumbnailer {
    private static final int LARGE = PictureSize.PAGE.edge();
    private static final long PDF_MEMORY = 32L << 20;

    /** Pixels of a picture whose reader holds all of it, at four bytes each. */
    private static final long HELD = 12_000_000;

    private static final Set<String> HELD_WHOLE = Set.of("webp", "psd");

    private static final Map<String, String> READERS = Map.of(
            "image/jpeg", "jpeg",
            "image/png", "png",
            "image/apng", "png",
            "image/gif", "gif",
            "image/bmp", "bmp",
            "image/tiff", "tiff",
            "image/webp", "webp",
            "image/vnd.adobe.photoshop", "psd");

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private final Rules.Describe limits;

    /** Takes what was made. */
    public interface Store {
        /** Keeps a picture of one size. */
        void put(PictureSize size, byte[] jpeg) throws IOException;
    }

    public Thumbnailer(Rules.Describe limits) {
        this.limits = limits;
    }

    /** True for what it can make small. */
    public static boolean reads(String type) {
        return READERS.containsKey(type) || type.equals("application/pdf");
    }

    /**
     * Makes all sizes; false where the picture is none that it reads.
     *
     * @param orientation of EXIF, 1 to 8
     * @throws IOException when it is damaged or too large
     */
    public boolean make(Content content, String type, int orientation, Store store) throws IOException {
        var source = new Source(content, limits);
        BufferedImage picture;
        try {
            picture = switch (type) {
                case "application/pdf" -> page(source);
                case "image/jpeg" -> photograph(source);
                default -> read(source, READERS.get(type));
            };
        } catch (StackOverflowError e) {
            throw new IOException("it is nested too deep", e);
        }
        if (picture == null) {
            return false;
        }
        // Turned when it is small: turning is the dearest of all.
        BufferedImage large = upright(Shrinking.to(picture, LARGE), orientation);
        BufferedImage small = Shrinking.to(large, PictureSize.TILE.edge());
        store.put(PictureSize.PAGE, jpeg(large));
        store.put(PictureSize.TILE, jpeg(small));
        store.put(PictureSize.ROW, jpeg(Shrinking.to(small, PictureSize.ROW.edge())));
        return true;
    }

    private @Nullable BufferedImage photograph(Source source) throws IOException {
        BufferedImage reduced = ReducedJpeg.read(
                source.stream(), LARGE, (width, height) -> check((long) width * height, limits.pixels()));
        return reduced == null ? read(source, "jpeg") : reduced;
    }

    private static void check(long pixels, long most) throws IOException {
        if (pixels > most) {
            throw new IOException("it has more than " + most / 1_000_000 + " megapixels");
        }
    }

    private @Nullable BufferedImage read(Source source, @Nullable String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            return null;
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new SourceImage(source)) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            long most = HELD_WHOLE.contains(format) ? Math.min(HELD, limits.pixels()) : limits.pixels();
            check(width * height, most);
            ImageReadParam param = reader.getDefaultReadParam();
            int step = (int) Math.max(1, Math.max(width, height) / (2L * LARGE));
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static @Nullable BufferedImage page(Source source) throws IOException {
        try (PDDocument document = Loader.loadPDF(
                new SourceAccess(source),
                "",
                null,
                null,
                MemoryUsageSetting.setupMainMemoryOnly(PDF_MEMORY).streamCache)) {
            if (document.getNumberOfPages() == 0) {
                return null;
            }
            PDRectangle box = document.getPage(0).getCropBox();
            float edge = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
            var renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            return renderer.renderImage(0, LARGE / edge, ImageType.RGB);
        }
    }

    // https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 4.6.4 Orientation
    private static BufferedImage upright(BufferedImage picture, int orientation) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        return switch (orientation) {
            case 2 -> Shrinking.drawn(picture, w, h, new AffineTransform(-1, 0, 0, 1, w, 0));
            case 3 -> Shrinking.drawn(picture, w, h, new AffineTransform(-1, 0, 0, -1, w, h));
            case 4 -> Shrinking.drawn(picture, w, h, new AffineTransform(1, 0, 0, -1, 0, h));
            case 5 -> Shrinking.drawn(picture, h, w, new AffineTransform(0, 1, 1, 0, 0, 0));
            case 6 -> Shrinking.drawn(picture, h, w, new AffineTransform(0, 1, -1, 0, h, 0));
            case 7 -> Shrinking.drawn(picture, h, w, new AffineTransform(0, -1, -1, 0, h, w));
            case 8 -> Shrinking.drawn(picture, h, w, new AffineTransform(0, -1, 1, 0, 0, w));
            default -> picture;
        };
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.82f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
