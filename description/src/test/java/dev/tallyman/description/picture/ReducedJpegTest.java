package dev.tallyman.description.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large JPEG read at a part of its size: the same picture as the library reads, or none. */
class ReducedJpegTest {
    private static final ReducedJpeg.Limit NONE = (_, _) -> {};
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    @ParameterizedTest(name = "{0} × {1}, at least {2}, {3}, shape {4}")
    @CsvSource({
        "640, 480, 320, colour, 2x2", "641, 479, 240, colour, 2x2", "523, 777, 194, colour, 2x1",
        "799, 640, 100, colour, 1x1", "640, 480, 300, colour, 1x2", "555, 301, 200, grey, 1x1",
        "555, 301, 138, grey, 2x2", "1000, 64, 500, colour, 2x2", "64, 900, 300, colour, 2x2"
    })
    void whatIsMadeIsTheAverageOfTheWhole(int width, int height, int edge, String colours, String shape)
            throws IOException {
        byte[] jpeg = jpeg(picture(width, height, colours.equals("grey")), shape, false, 0);
        BufferedImage reduced = made(jpeg, edge);
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(jpeg));
        // drawn, as getRGB takes grey for linear light
        whole = Shrinking.drawn(whole, width, height, new AffineTransform());
        int longer = Math.max(reduced.getWidth(), reduced.getHeight());
        assertTrue(longer >= edge && longer <= Math.max(width, height) / 2 + 1, () -> "longer edge " + longer);
        assertEquals(0, difference(reduced, whole), 2.5);
    }

    @Test
    void aScanInPartsIsReadLikeOneInAPiece() throws IOException {
        BufferedImage picture = picture(640, 480, false);
        BufferedImage parts = made(jpeg(picture, "2x2", false, 7), 240);
        assertEquals(0, difference(parts, made(jpeg(picture, "2x2", false, 0), 240)), 0.01);
    }

    @Test
    void coloursOfAProfileBecomeThoseOfScreens() throws IOException {
        byte[] jpeg = jpeg(picture(640, 480, false), "2x2", false, 0);
        byte[] profiled = profiled(jpeg);
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(profiled));
        assertEquals(0, difference(made(profiled, 240), whole), 2.5);
        assertTrue(difference(made(jpeg, 240), whole) > 10);
    }

    @Test
    void whatIsNotAsCamerasWriteItIsLeftToTheLibrary() throws IOException {
        byte[] jpeg = jpeg(picture(640, 480, false), "2x2", false, 0);
        assertNull(read(jpeg(picture(640, 480, false), "2x2", true, 0), 240), "progressive");
        assertNull(read(Arrays.copyOf(jpeg, jpeg.length / 2), 240), "cut off");
        assertNull(read(Arrays.copyOf(jpeg, 100), 240), "cut off in its head");
        assertNull(read(jpeg, 400), "small");
        assertNull(read(new byte[1_000], 240), "none");
    }

    @Test
    void oneThatIsTooLargeIsToldBeforeAnythingIsHeld() throws IOException {
        byte[] jpeg = jpeg(picture(640, 480, false), "2x2", false, 0);
        int head = 0;
        while ((jpeg[head] & 0xff) != 0xff || (jpeg[head + 1] & 0xff) != 0xc0) {
            head++;
        }
        Arrays.fill(jpeg, head + 5, head + 9, (byte) 0xfe);
        ReducedJpeg.Limit limit = (width, height) -> {
            assertEquals(0xfefe, width);
            assertEquals(0xfefe, height);
            throw new IOException("too large");
        };
        var in = new ByteArrayInputStream(jpeg);
        assertThrows(IOException.class, () -> ReducedJpeg.read(in, 240, limit));
    }

    @Test
    void noDamageHasAnotherAnswerThanAPictureOrNone() throws IOException {
        byte[] jpeg = jpeg(picture(400, 300, false), "2x2", false, 5);
        var chance = new Random(7);
        int pictures = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = jpeg.clone();
            int end = round % 2 == 0 ? Math.min(700, damaged.length) : damaged.length;
            for (int i = 0; i < 1 + round % 5; i++) {
                damaged[chance.nextInt(end)] = (byte) (chance.nextBoolean() ? 0xff : chance.nextInt());
            }
            int cut = round % 3 == 0 ? chance.nextInt(damaged.length) : damaged.length;
            ReducedJpeg.Limit limit = (width, height) -> {
                if (width * height > 4_000_000) {
                    throw new IOException("too large");
                }
            };
            try {
                pictures += read(Arrays.copyOf(damaged, cut), 100, limit) == null ? 0 : 1;
            } catch (IOException e) {
                assertEquals("too large", e.getMessage());
            }
        }
        assertTrue(pictures > 20, "pictures of damaged ones: " + pictures);
    }

    private static BufferedImage made(byte[] jpeg, int edge) throws IOException {
        BufferedImage made = read(jpeg, edge);
        assertNotNull(made);
        return made;
    }

    private static @Nullable BufferedImage read(byte[] jpeg, int edge) throws IOException {
        return read(jpeg, edge, NONE);
    }

    private static @Nullable BufferedImage read(byte[] jpeg, int edge, ReducedJpeg.Limit limit) throws IOException {
        return ReducedJpeg.read(new ByteArrayInputStream(jpeg), edge, limit);
    }

    private static BufferedImage picture(int width, int height, boolean grey) {
        var picture =
                new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        var chance = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = x * 255 / width;
                int green = y * 255 / height;
                int blue = (x / 40 + y / 30) % 2 * 160 + chance.nextInt(40);
                int light = (red + blue) / 2;
                if (grey) {
                    picture.getRaster().setSample(x, y, 0, light);
                } else {
                    picture.setRGB(x, y, red << 16 | green << 8 | blue);
                }
            }
        }
        return picture;
    }

    private static byte[] jpeg(BufferedImage picture, String shape, boolean progressive, int parts) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.95f);
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), param);
        var root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        if (parts > 0) {
            var interval = new IIOMetadataNode("dri");
            interval.setAttribute("interval", String.valueOf(parts));
            root.getLastChild().insertBefore(interval, root.getLastChild().getFirstChild());
        }
        if (!progressive) {
            var first =
                    (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
            first.setAttribute("HsamplingFactor", shape.substring(0, 1));
            first.setAttribute("VsamplingFactor", shape.substring(2));
            metadata.setFromTree(FORMAT, root);
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] profiled(byte[] jpeg) {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 20); // behind JFIF
        bytes.writeBytes(
                new byte[] {-1, (byte) 0xe2, (byte) ((profile.length + 16) >> 8), (byte) (profile.length + 16)});
        bytes.writeBytes("ICC_PROFILE\0\1\1".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        bytes.writeBytes(profile);
        bytes.write(jpeg, 20, jpeg.length - 20);
        return bytes.toByteArray();
    }

    // Of the averages of eight by eight fields, in steps of 255.
    private static double difference(BufferedImage one, BufferedImage other) {
        double[] first = fields(one);
        double[] second = fields(other);
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += Math.abs(first[i] - second[i]);
        }
        return sum / first.length;
    }

    private static double[] fields(BufferedImage picture) {
        int across = Math.min(8, picture.getWidth());
        int down = Math.min(8, picture.getHeight());
        double[] sums = new double[8 * 8 * 3];
        int[] counts = new int[8 * 8];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int field = y * down / picture.getHeight() * 8 + x * across / picture.getWidth();
                counts[field]++;
                for (int i = 0; i < 3; i++) {
                    sums[field * 3 + i] += picture.getRGB(x, y) >> (8 * i) & 0xff;
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, counts[i / 3]);
        }
        return sums;
    }
}
