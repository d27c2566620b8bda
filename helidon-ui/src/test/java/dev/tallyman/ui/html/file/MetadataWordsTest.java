package dev.tallyman.ui.html.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata as people write it. */
class MetadataWordsTest {
    @ParameterizedTest
    @CsvSource({
        "xmpDM:duration, 125.4, 2 min 05 s",
        "audio:bitRate, 1411200, '1,411 kbit/s'",
        "xmpDM:audioSampleRate, 44100, 44.1 kHz",
        "xmpDM:audioSampleRate, 48000, 48 kHz",
        "xmpDM:audioChannels, 2, stereo",
        "archive:totalSize, 7510000, 7.51 MB",
        "meta:word-count, 11540, '11,540'",
        "tiff:Orientation, 6, turned left",
        "tiff:Orientation, 1, upright",
        "pdf:signed, true, yes",
        "xmpDM:duration, nonsense, nonsense",
    })
    void aValueHasItsUnit(String name, String value, String words) {
        assertEquals(words, MetadataWords.value(name, value));
    }

    @Test
    void whatIsOneThingToPeopleIsOneLine() {
        Map<String, String> values = new HashMap<>(Map.of(
                "exif:ExposureTime", "0.002",
                "exif:FNumber", "5.6",
                "exif:ISOSpeedRatings", "100",
                "exif:FocalLength", "24.0"));
        assertEquals("1/500 s at f/5.6, ISO 100, 24 mm", MetadataWords.exposure(values));
        assertTrue(values.isEmpty(), "and is not told again");
        assertNull(MetadataWords.exposure(values));
        assertEquals("f/8", MetadataWords.exposure(new HashMap<>(Map.of("exif:FNumber", "8.0"))));
        assertEquals("4,032 × 3,024, 12.2 megapixels", MetadataWords.pixels(4032, 3024));
        assertEquals("100 × 100", MetadataWords.pixels(100, 100));
        assertEquals("54.1826 N, 7.8851 W", MetadataWords.position("54.1826", "-7.8851"));
    }

    @Test
    void aTitleBelongsToTheFamilyOfItsFile() {
        var document = MetadataWords.group(Category.DOCUMENT);
        assertEquals(MetadataWords.Group.DOCUMENT, MetadataWords.group("dc:title", document));
        assertEquals(MetadataWords.Group.SOUND, MetadataWords.group("dc:title", MetadataWords.group(Category.AUDIO)));
        assertEquals(MetadataWords.Group.CAMERA, MetadataWords.group("tiff:Model", document));
        assertEquals(MetadataWords.Group.MORE, MetadataWords.group("a name of a later version", document));
    }
}
