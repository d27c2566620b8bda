package dev.tallyman.description;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import dev.tallyman.description.reading.Draft;
import dev.tallyman.file.Risk;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What metadata-extractor found, under the names of EXIF, XMP and Dublin Core. */
final class ExifFacts {
    private static final Set<String> WIDTHS = Set.of("Image Width");
    private static final Set<String> HEIGHTS = Set.of("Image Height");

    private static final Map<String, String> XMP = Map.of(
            "dc:title[1]", "dc:title",
            "dc:creator[1]", "dc:creator",
            "dc:description[1]", "dc:description",
            "dc:rights[1]", "dc:rights",
            "xmp:CreatorTool", "xmp:CreatorTool",
            "xmp:Rating", "xmp:Rating",
            "photoshop:City", "photoshop:City",
            "photoshop:Country", "photoshop:Country");

    private ExifFacts() {}

    static void write(Metadata metadata, Draft draft) {
        JpegDirectory jpeg = metadata.getFirstDirectoryOfType(JpegDirectory.class);
        if (jpeg != null) {
            draft.put("tiff:ImageWidth", jpeg.getInteger(JpegDirectory.TAG_IMAGE_WIDTH));
            draft.put("tiff:ImageLength", jpeg.getInteger(JpegDirectory.TAG_IMAGE_HEIGHT));
            draft.put("tiff:BitsPerSample", jpeg.getInteger(JpegDirectory.TAG_DATA_PRECISION));
        }
        for (ExifIFD0Directory first : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
            camera(first, draft);
        }
        size(metadata, draft);
        for (ExifSubIFDDirectory taken : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
            exposure(taken, draft);
        }
        position(metadata.getFirstDirectoryOfType(GpsDirectory.class), draft);
        IccDirectory profile = metadata.getFirstDirectoryOfType(IccDirectory.class);
        if (profile != null) {
            draft.put("photoshop:ICCProfile", profile.getDescription(IccDirectory.TAG_TAG_desc));
            draft.put("exif:ColorSpace", profile.getDescription(IccDirectory.TAG_COLOR_SPACE));
        }
        iptc(metadata.getFirstDirectoryOfType(IptcDirectory.class), draft);
        for (XmpDirectory xmp : metadata.getDirectoriesOfType(XmpDirectory.class)) {
            xmp.getXmpProperties().forEach((path, value) -> {
                String name = XMP.get(path);
                if (name != null) {
                    draft.put(name, value);
                }
            });
        }
    }

    // Each format has a directory of its own, and all of them say it in the same words.
    private static void size(Metadata metadata, Draft draft) {
        for (Directory directory : metadata.getDirectories()) {
            if (directory.getName().contains("Thumbnail")) {
                continue;
            }
            directory.getTags().forEach(tag -> {
                if (WIDTHS.contains(tag.getTagName())) {
                    draft.put("tiff:ImageWidth", positive(directory.getInteger(tag.getTagType())));
                } else if (HEIGHTS.contains(tag.getTagName())) {
                    draft.put("tiff:ImageLength", positive(directory.getInteger(tag.getTagType())));
                }
            });
        }
    }

    private static @Nullable Integer positive(@Nullable Integer number) {
        return number == null || number <= 0 ? null : number;
    }

    private static void camera(Directory first, Draft draft) {
        draft.put("tiff:Make", first.getString(ExifDirectoryBase.TAG_MAKE));
        draft.put("tiff:Model", first.getString(ExifDirectoryBase.TAG_MODEL));
        draft.put("tiff:Orientation", first.getInteger(ExifDirectoryBase.TAG_ORIENTATION));
        draft.put("xmp:CreatorTool", first.getString(ExifDirectoryBase.TAG_SOFTWARE));
        draft.put("dc:creator", first.getString(ExifDirectoryBase.TAG_ARTIST));
        draft.put("dc:rights", first.getString(ExifDirectoryBase.TAG_COPYRIGHT));
        draft.put("dc:description", first.getString(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION));
        draft.put("xmp:ModifyDate", date(first.getString(ExifDirectoryBase.TAG_DATETIME), null));
    }

    private static void exposure(Directory taken, Draft draft) {
        draft.put(
                "exif:DateTimeOriginal",
                date(
                        taken.getString(ExifDirectoryBase.TAG_DATETIME_ORIGINAL),
                        taken.getString(ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL)));
        draft.put("aux:Lens", taken.getString(ExifDirectoryBase.TAG_LENS_MODEL));
        draft.put("exif:ExposureTime", taken.getDoubleObject(ExifDirectoryBase.TAG_EXPOSURE_TIME));
        draft.put("exif:FNumber", taken.getDoubleObject(ExifDirectoryBase.TAG_FNUMBER));
        draft.put("exif:ISOSpeedRatings", taken.getInteger(ExifDirectoryBase.TAG_ISO_EQUIVALENT));
        draft.put("exif:FocalLength", taken.getDoubleObject(ExifDirectoryBase.TAG_FOCAL_LENGTH));
        Integer space = taken.getInteger(ExifDirectoryBase.TAG_COLOR_SPACE);
        draft.put("exif:ColorSpace", space == null || space != 1 ? null : "sRGB");
        draft.put("tiff:ImageWidth", positive(taken.getInteger(ExifDirectoryBase.TAG_EXIF_IMAGE_WIDTH)));
        draft.put("tiff:ImageLength", positive(taken.getInteger(ExifDirectoryBase.TAG_EXIF_IMAGE_HEIGHT)));
    }

    private static void position(@Nullable GpsDirectory gps, Draft draft) {
        var place = gps == null ? null : gps.getGeoLocation();
        if (place != null && !place.isZero()) {
            draft.put("geo:lat", Math.round(place.getLatitude() * 1e6) / 1e6);
            draft.put("geo:long", Math.round(place.getLongitude() * 1e6) / 1e6);
            draft.danger(Risk.POSITION);
        }
    }

    private static void iptc(@Nullable IptcDirectory iptc, Draft draft) {
        if (iptc == null) {
            return;
        }
        draft.put("dc:title", iptc.getString(IptcDirectory.TAG_OBJECT_NAME));
        draft.put("dc:description", iptc.getString(IptcDirectory.TAG_CAPTION));
        draft.put("dc:creator", iptc.getString(IptcDirectory.TAG_BY_LINE));
        draft.put("photoshop:City", iptc.getString(IptcDirectory.TAG_CITY));
        String[] words = iptc.getStringArray(IptcDirectory.TAG_KEYWORDS);
        draft.put("dc:subject", words == null ? List.of() : Arrays.asList(words));
    }

    /** “2024:05:01 10:11:12” as RFC 3339; without its zone where the camera did not say one. Null where it is no date. */
    static @Nullable String date(@Nullable String exif, @Nullable String zone) {
        if (exif == null
                || !exif.matches("\\d{4}[:-]\\d\\d[:-]\\d\\d \\d\\d:\\d\\d:\\d\\d.*")
                || exif.startsWith("0000")) {
            return null;
        }
        String date = exif.substring(0, 10).replace(':', '-') + "T" + exif.substring(11, 19);
        return zone != null && zone.matches("[+-]\\d\\d:\\d\\d") ? date + zone : date;
    }
}
