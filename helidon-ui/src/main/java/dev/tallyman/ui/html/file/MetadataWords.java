package dev.tallyman.ui.html.file;

import dev.tallyman.file.Category;
import dev.tallyman.look.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the standard names of metadata are called here, in which group, and their values with units. */
final class MetadataWords {
    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, Group> GROUPS = new HashMap<>();

    private static final Set<String> DATES = Set.of(
            "dcterms:created",
            "dcterms:modified",
            "dcterms:issued",
            "xmp:CreateDate",
            "xmp:ModifyDate",
            "exif:DateTimeOriginal");

    private static final String[] ORIENTATIONS = {
        "upright",
        "mirrored",
        "upside down",
        "upside down, mirrored",
        "on its side, mirrored",
        "turned left",
        "on its side, mirrored",
        "turned right"
    };

    /** In the order in which they are shown. */
    enum Group {
        PICTURE("Picture"),
        CAMERA("Camera"),
        PLACE("Place"),
        SOUND("Sound and film"),
        DOCUMENT("Document"),
        EMAIL("E-mail"),
        ARCHIVE("Archive"),
        TEXT("Text"),
        PROGRAM("Program"),
        FONT("Font"),
        DATABASE("Database"),
        MORE("More");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static {
        // of whatever family the file is
        name("dc:title", "Title", "dc:creator", "Author", "dc:subject", "Subject", "dc:description", "About");
        name("dc:rights", "Rights", "dc:language", "Language", "dc:publisher", "Publisher");
        name("dc:identifier", "Identifier", "dcterms:created", "Created", "dcterms:modified", "Changed");
        name("dcterms:issued", "Issued", "xmp:CreateDate", "Created", "xmp:ModifyDate", "Changed");
        name("xmp:CreatorTool", "Made with", "xmp:Rating", "Rating", "meta:keyword", "Keywords");
        group(Group.PICTURE, "tiff:ImageWidth", "Width", "tiff:ImageLength", "Height");
        group(Group.PICTURE, "tiff:BitsPerSample", "Bits a sample", "tiff:Orientation", "Orientation");
        group(Group.PICTURE, "exif:ColorSpace", "Colours", "photoshop:ICCProfile", "Colour profile");
        group(Group.CAMERA, "exif:DateTimeOriginal", "Taken", "tiff:Make", "Maker", "tiff:Model", "Camera");
        group(Group.CAMERA, "aux:Lens", "Lens", "exif:ExposureTime", "Exposure", "exif:FNumber", "Aperture");
        group(Group.CAMERA, "exif:ISOSpeedRatings", "ISO", "exif:FocalLength", "Focal length");
        group(Group.PLACE, "geo:lat", "Latitude", "geo:long", "Longitude");
        group(Group.PLACE, "photoshop:City", "City", "photoshop:Country", "Country");
        group(Group.SOUND, "xmpDM:duration", "Duration", "xmpDM:artist", "Artist", "xmpDM:album", "Album");
        group(Group.SOUND, "xmpDM:composer", "Composer", "xmpDM:genre", "Genre", "xmpDM:releaseDate", "Released");
        group(Group.SOUND, "xmpDM:trackNumber", "Track", "xmpDM:audioCompressor", "Sound codec");
        group(Group.SOUND, "xmpDM:videoCompressor", "Picture codec", "xmpDM:videoFrameRate", "Pictures a second");
        group(Group.SOUND, "xmpDM:audioChannels", "Channels", "xmpDM:audioSampleRate", "Sample rate");
        group(Group.SOUND, "audio:bitRate", "Bit rate", "audio:bitsPerSample", "Bits a sample");
        group(Group.SOUND, "video:subtitles", "Subtitles");
        group(Group.DOCUMENT, "xmpTPg:NPages", "Pages", "pdf:PDFVersion", "PDF version", "pdf:Producer", "Producer");
        group(Group.DOCUMENT, "pdf:pageSize", "Page size", "pdf:encrypted", "Encrypted", "pdf:hasForm", "Form");
        group(Group.DOCUMENT, "pdf:signed", "Signed", "pdf:attachments", "Attachments", "pdfa:claim", "Claims to be");
        group(Group.DOCUMENT, "pdf:Keywords", "Keywords", "meta:word-count", "Words", "meta:sheet-count", "Sheets");
        group(Group.DOCUMENT, "meta:slide-count", "Slides", "meta:last-author", "Last changed by");
        group(Group.DOCUMENT, "meta:initial-author", "First author", "meta:paragraph-count", "Paragraphs");
        group(Group.DOCUMENT, "meta:character-count", "Characters", "meta:table-count", "Tables");
        group(Group.DOCUMENT, "meta:image-count", "Pictures", "meta:encrypted", "Encrypted");
        group(Group.DOCUMENT, "extended-properties:Company", "Company");
        group(Group.EMAIL, "Message:From", "From", "Message:To", "To", "Message:Cc", "Copy to");
        group(Group.EMAIL, "Message:ID", "Message id");
        group(Group.ARCHIVE, "archive:totalSize", "Unpacked", "archive:nested", "Holds archives");
        group(Group.ARCHIVE, "archive:volume", "Volume");
        group(Group.TEXT, "Content-Encoding", "Encoding", "text:lines", "Lines", "text:lineEnds", "Line ends");
        group(Group.PROGRAM, "machine:machineType", "Processor", "machine:architectureBits", "Bits");
        group(Group.PROGRAM, "machine:kind", "Kind", "machine:endian", "Byte order");
        group(Group.FONT, "font:family", "Family", "font:style", "Style", "font:version", "Version");
        group(Group.FONT, "font:license", "Licence");
        group(Group.DATABASE, "sqlite:pages", "Pages", "sqlite:userVersion", "User version");
    }

    private MetadataWords() {}

    private static void name(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            NAMES.put(pairs[i], pairs[i + 1]);
        }
    }

    private static void group(Group group, String... pairs) {
        name(pairs);
        for (int i = 0; i < pairs.length; i += 2) {
            GROUPS.put(pairs[i], group);
        }
    }

    static String name(String standard) {
        return NAMES.getOrDefault(standard, standard);
    }

    /** Where a name belongs; what any file can have belongs to the file’s own. */
    static Group group(String standard, Group own) {
        return GROUPS.getOrDefault(standard, NAMES.containsKey(standard) ? own : Group.MORE);
    }

    /** The group that a file of this category is told in. */
    static Group group(@Nullable Category category) {
        return switch (category) {
            case null -> Group.DOCUMENT;
            case IMAGE -> Group.PICTURE;
            case AUDIO, VIDEO -> Group.SOUND;
            case EMAIL -> Group.EMAIL;
            case ARCHIVE -> Group.ARCHIVE;
            case TEXT, CODE -> Group.TEXT;
            case EXECUTABLE -> Group.PROGRAM;
            case FONT -> Group.FONT;
            case DOCUMENT, DATA, MODEL, EMPTY, UNKNOWN -> Group.DOCUMENT;
        };
    }

    static boolean isDate(String standard) {
        return DATES.contains(standard);
    }

    /** A value as people write it. */
    static String value(String standard, String value) {
        try {
            return switch (standard) {
                case "tiff:ImageWidth", "tiff:ImageLength" -> Words.count(Long.parseLong(value)) + " px";
                case "tiff:Orientation" -> ORIENTATIONS[Math.clamp(Long.parseLong(value), 1, 8) - 1];
                case "xmpDM:duration" ->
                    Words.duration(Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000)));
                case "archive:totalSize" -> Words.size(Long.parseLong(value));
                case "xmpDM:audioSampleRate" -> plain(Double.parseDouble(value) / 1000) + " kHz";
                case "xmpDM:audioChannels" -> channels(value);
                case "audio:bitRate" -> Words.count(Math.round(Double.parseDouble(value) / 1000)) + " kbit/s";
                case "meta:word-count",
                        "meta:character-count",
                        "meta:paragraph-count",
                        "text:lines",
                        "xmpTPg:NPages",
                        "sqlite:pages" -> Words.count(Long.parseLong(value));
                default -> value.equals("true") ? "yes" : value.equals("false") ? "no" : value;
            };
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static String channels(String value) {
        return switch (value) {
            case "1" -> "mono";
            case "2" -> "stereo";
            default -> value;
        };
    }

    /** {@code 4,032 × 3,024, 12.2 megapixels}. */
    static String pixels(long width, long height) {
        String size = Words.count(width) + " × " + Words.count(height);
        double mega = width * height / 1e6;
        return mega < 0.1 ? size : size + String.format(Locale.ENGLISH, ", %.1f megapixels", mega);
    }

    /** {@code 54.1826 N, 7.8851 E}. */
    static String position(String latitude, String longitude) {
        return half(latitude, "N", "S") + ", " + half(longitude, "E", "W");
    }

    private static String half(String degrees, String positive, String negative) {
        return degrees.startsWith("-") ? degrees.substring(1) + " " + negative : degrees + " " + positive;
    }

    /** {@code 1/500 s at f/5.6, ISO 100, 24 mm}, taken out of the values; null where none of it is known. */
    static @Nullable String exposure(Map<String, String> values) {
        List<String> parts = new ArrayList<>();
        String time = values.remove("exif:ExposureTime");
        String aperture = values.remove("exif:FNumber");
        String first = (time == null ? "" : time(time))
                + (aperture == null ? "" : (time == null ? "f/" : " at f/") + rounded(aperture));
        if (!first.isEmpty()) {
            parts.add(first);
        }
        String iso = values.remove("exif:ISOSpeedRatings");
        if (iso != null) {
            parts.add("ISO " + iso);
        }
        String length = values.remove("exif:FocalLength");
        if (length != null) {
            parts.add(rounded(length) + " mm");
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static String time(String seconds) {
        try {
            double value = Double.parseDouble(seconds);
            return value > 0 && value < 0.5 ? "1/" + Math.round(1 / value) + " s" : plain(value) + " s";
        } catch (NumberFormatException e) {
            return seconds;
        }
    }

    private static String rounded(String number) {
        try {
            return plain(Math.round(Double.parseDouble(number) * 10) / 10.0);
        } catch (NumberFormatException e) {
            return number;
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
