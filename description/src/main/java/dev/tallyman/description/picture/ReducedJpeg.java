package dev.tallyman.description.picture;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a large JPEG at a half of its size or less: of each block of eight by eight pixels only the lowest frequencies
 * are turned into pixels, which is their average. A third of the time of a whole one, and its memory is that of what
 * it makes. What is not as cameras write it is left to a library.
 */
public final class ReducedJpeg {
    private static final int BLOCK = 8;

    private final JpegHead head;
    private final CodedBlocks blocks;
    private final int side;
    private final int across;
    private final int down;
    private final float[] waves;
    private final float[] numbers;
    private final float[] rows;

    /** Says how large it is before anything is held. */
    public interface Limit {
        /** Ends what is too large. */
        void check(int width, int height) throws IOException;
    }

    private ReducedJpeg(JpegHead head, InputStream in, int side) {
        this.head = head;
        this.side = side;
        this.blocks = new CodedBlocks(in, side);
        this.waves = waves(side);
        this.numbers = new float[side * side];
        this.rows = new float[side * side];
        // One component alone has its blocks one by one, whatever it says of its shape.
        List<JpegHead.Component> all = head.components();
        boolean alone = all.size() == 1;
        this.across =
                alone ? 1 : all.stream().mapToInt(each -> each.across).max().orElseThrow();
        this.down = alone ? 1 : all.stream().mapToInt(each -> each.down).max().orElseThrow();
    }

    /**
     * The picture, its longer edge at least so long; null where it is small, damaged or of another kind.
     *
     * @throws IOException when it cannot be read, or the limit says so
     */
    public static @Nullable BufferedImage read(InputStream in, int edge, Limit limit) throws IOException {
        try {
            JpegHead head = JpegHead.read(in);
            limit.check(head.width(), head.height());
            int side = Math.max(1, Math.ceilDiv(edge * BLOCK, Math.max(head.width(), head.height())));
            return side > BLOCK / 2 ? null : new ReducedJpeg(head, in, side).picture();
        } catch (JpegHead.Unusual e) {
            return null;
        }
    }

    // https://www.w3.org/Graphics/JPEG/itu-t81.pdf, A.3.3, for fewer frequencies
    private static float[] waves(int side) {
        float[] waves = new float[side * side];
        for (int frequency = 0; frequency < side; frequency++) {
            for (int at = 0; at < side; at++) {
                double wave = Math.sqrt(2) * Math.cos((2 * at + 1) * frequency * Math.PI / (2 * side));
                waves[frequency * side + at] = (float) ((frequency == 0 ? 1 : wave) / Math.sqrt(BLOCK));
            }
        }
        return waves;
    }

    private BufferedImage picture() throws IOException {
        int unitsAcross = Math.ceilDiv(head.width(), BLOCK * across);
        int unitsDown = Math.ceilDiv(head.height(), BLOCK * down);
        var planes = new Plane[head.components().size()];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = new Plane(head.components().get(i), unitsAcross, unitsDown);
        }
        int left = head.restart();
        for (int y = 0; y < unitsDown; y++) {
            for (int x = 0; x < unitsAcross; x++) {
                if (head.restart() > 0 && left-- == 0) {
                    blocks.restart();
                    head.components().forEach(JpegHead.Component::restart);
                    left = head.restart() - 1;
                }
                for (Plane plane : planes) {
                    plane.unit(x, y);
                }
            }
        }
        return coloured(planes);
    }

    /** The pixels of one component. */
    private final class Plane {
        private final JpegHead.Component component;
        private final int wide;
        private final int high;
        private final int stride;
        private final byte[] pixels;

        Plane(JpegHead.Component component, int unitsAcross, int unitsDown) {
            boolean alone = head.components().size() == 1;
            this.component = component;
            this.wide = alone ? 1 : component.across;
            this.high = alone ? 1 : component.down;
            this.stride = unitsAcross * wide * side;
            this.pixels = new byte[stride * unitsDown * high * side];
        }

        void unit(int x, int y) throws IOException {
            for (int row = 0; row < high; row++) {
                for (int column = 0; column < wide; column++) {
                    boolean more = blocks.next(component, numbers);
                    int at = ((y * high + row) * stride + x * wide + column) * side;
                    if (more) {
                        waved(pixels, at, stride);
                    } else {
                        flat(pixels, at, stride);
                    }
                }
            }
        }
    }

    private void flat(byte[] pixels, int at, int stride) {
        byte value = clamp(numbers[0] / BLOCK);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                pixels[at + y * stride + x] = value;
            }
        }
    }

    private void waved(byte[] pixels, int at, int stride) {
        int length = side; // the compiler knows of a local one that it stays
        float[] from = numbers;
        float[] wave = waves;
        float[] row = rows;
        for (int i = 0; i < length; i++) {
            for (int x = 0; x < length; x++) {
                float sum = 0;
                for (int k = 0; k < length; k++) {
                    sum += from[i * length + k] * wave[k * length + x];
                }
                row[i * length + x] = sum;
            }
        }
        for (int y = 0; y < length; y++) {
            for (int x = 0; x < length; x++) {
                float sum = 0;
                for (int k = 0; k < length; k++) {
                    sum += row[k * length + x] * wave[k * length + y];
                }
                pixels[at + y * stride + x] = clamp(sum);
            }
        }
    }

    private static byte clamp(float value) {
        return (byte) Math.clamp((int) (value + 128.5f), 0, 255);
    }

    private BufferedImage coloured(Plane[] planes) {
        int width = Math.ceilDiv(head.width() * side, BLOCK);
        int height = Math.ceilDiv(head.height() * side, BLOCK);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] to = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int light = at(planes[0], x, y);
                to[y * width + x] = planes.length == 1
                        ? light * 0x10101
                        : colour(light, at(planes[1], x, y) - 128, at(planes[2], x, y) - 128);
            }
        }
        return profiled(picture);
    }

    private int at(Plane plane, int x, int y) {
        return plane.pixels[y * plane.high / down * plane.stride + x * plane.wide / across] & 0xff;
    }

    // https://www.itu.int/rec/T-REC-T.871, 7
    private static int colour(int light, int blue, int red) {
        int r = light + ((91_881 * red + 32_768) >> 16);
        int g = light - ((22_554 * blue + 46_802 * red + 32_768) >> 16);
        int b = light + ((116_130 * blue + 32_768) >> 16);
        return Math.clamp(r, 0, 255) << 16 | Math.clamp(g, 0, 255) << 8 | Math.clamp(b, 0, 255);
    }

    private BufferedImage profiled(BufferedImage picture) {
        byte[] profile = head.profile();
        if (profile.length == 0 || head.components().size() == 1) {
            return picture;
        }
        try {
            var space = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
            if (space.getType() != ColorSpace.TYPE_RGB) {
                return picture;
            }
            var colours = new DirectColorModel(space, 24, 0xff0000, 0xff00, 0xff, 0, false, DataBuffer.TYPE_INT);
            var profiled = new BufferedImage(colours, picture.getRaster(), false, null);
            var screen = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
            return new ColorConvertOp(null).filter(profiled, screen);
        } catch (IllegalArgumentException | CMMException e) {
            return picture; // as the library does with a profile that is none
        }
    }
}
