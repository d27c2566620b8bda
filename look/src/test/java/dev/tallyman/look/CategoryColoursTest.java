package dev.tallyman.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colours of categories, by computation: nobody has to take them for another, or for the page. */
class CategoryColoursTest {
    private static final Pattern COLOUR = Pattern.compile("--(page|k-\\w+): light-dark\\(#(\\w{6}), #(\\w{6})\\)");
    private static final double APART = 0.08; // in OKLab, where 1 is from black to white

    /** What eyes make of linear light: all three cones, and without one of them (Machado et al. 2009). */
    private static final List<double[][]> EYES = List.of(
            new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            new double[][] {
                {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
            },
            new double[][] {
                {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
            },
            new double[][] {
                {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
            });

    private static Map<String, double[]> colours(boolean dark) {
        Map<String, double[]> colours = new LinkedHashMap<>();
        Matcher found = COLOUR.matcher(new String(Stylesheet.bytes(), StandardCharsets.UTF_8));
        while (found.find()) {
            colours.put(found.group(1), light(found.group(dark ? 3 : 2)));
        }
        return colours;
    }

    private static double[] light(String hex) {
        double[] light = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            light[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return light;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            product[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
        }
        return product;
    }

    // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    private static double contrast(double[] one, double[] other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(double[] light) {
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    }

    // https://bottosson.github.io/posts/oklab/
    private static double[] oklab(double[] seen) {
        double[] cones = times(
                new double[][] {
                    {0.4122214708, 0.5363325363, 0.0514459929},
                    {0.2119034982, 0.6806995451, 0.1073969566},
                    {0.0883024619, 0.2817188376, 0.6299787005}
                },
                seen);
        for (int i = 0; i < 3; i++) {
            cones[i] = Math.cbrt(cones[i]);
        }
        return times(
                new double[][] {
                    {0.2104542553, 0.7936177850, -0.0040720468},
                    {1.9779984951, -2.4285922050, 0.4505937099},
                    {0.0259040371, 0.7827717662, -0.8086757660}
                },
                cones);
    }

    private static double[] seen(double[][] eyes, double[] light) {
        double[] seen = times(eyes, light);
        for (int i = 0; i < 3; i++) {
            seen[i] = Math.clamp(seen[i], 0, 1);
        }
        return oklab(seen);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyCategoryStandsOutFromThePageAndFromEveryOtherForEveryEye(boolean dark) {
        Map<String, double[]> colours = colours(dark);
        double[] page = Objects.requireNonNull(colours.remove("page"));
        assertEquals(8, colours.size());
        colours.forEach((name, colour) -> assertTrue(contrast(colour, page) >= 3, name + " on the page"));
        for (double[][] eyes : EYES) {
            colours.forEach((one, colour) -> colours.forEach((other, another) -> {
                double[] a = seen(eyes, colour);
                double[] b = seen(eyes, another);
                double apart = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
                assertTrue(one.equals(other) || apart >= APART, one + " and " + other + ": " + apart);
            }));
        }
    }
}
