package dev.tallyman.description.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Makes a picture smaller: whole times by the average of all pixels, the rest by what lies between four of them. It
 * holds a few rows beside the picture.
 */
public final class Shrinking {
    private Shrinking() {}

    /** The picture with its longer edge this long at most, in sRGB on white. */
    public static BufferedImage to(BufferedImage picture, int edge) {
        int times = Math.max(picture.getWidth(), picture.getHeight()) / edge;
        BufferedImage smaller = times < 2 ? picture : averaged(picture, times);
        double scale = Math.min(1, (double) edge / Math.max(picture.getWidth(), picture.getHeight()));
        int width = (int) Math.max(1, Math.round(picture.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(picture.getHeight() * scale));
        double across = (double) width / smaller.getWidth();
        double down = (double) height / smaller.getHeight();
        return drawn(smaller, width, height, AffineTransform.getScaleInstance(across, down));
    }

    /** The picture as it is drawn on white of this size. */
    public static BufferedImage drawn(BufferedImage picture, int width, int height, AffineTransform how) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        draw(picture, drawn, how);
        return drawn;
    }

    private static void draw(BufferedImage picture, BufferedImage onto, AffineTransform how) {
        Graphics2D graphics = onto.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, onto.getWidth(), onto.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, how, null);
        } finally {
            graphics.dispose();
        }
    }

    // What is left over at the right and below is narrower than one pixel of the result.
    private static BufferedImage averaged(BufferedImage picture, int times) {
        int wide = Math.min(times, picture.getWidth());
        int high = Math.min(times, picture.getHeight());
        int width = picture.getWidth() / wide;
        int height = picture.getHeight() / high;
        var averaged = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] to = ((DataBufferInt) averaged.getRaster().getDataBuffer()).getData();
        var rows = new BufferedImage(width * wide, high, BufferedImage.TYPE_INT_RGB);
        int[] from = ((DataBufferInt) rows.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < height; y++) {
            draw(picture, rows, AffineTransform.getTranslateInstance(0, -(double) y * high));
            for (int x = 0; x < width; x++) {
                to[y * width + x] = average(from, x * wide, width * wide, wide, high);
            }
        }
        return averaged;
    }

    private static int average(int[] from, int at, int stride, int wide, int high) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = 0; y < high; y++) {
            for (int i = at + y * stride; i < at + y * stride + wide; i++) {
                red += from[i] >> 16 & 0xff;
                green += from[i] >> 8 & 0xff;
                blue += from[i] & 0xff;
            }
        }
        int count = wide * high;
        return (red / count) << 16 | (green / count) << 8 | (blue / count);
    }
}
