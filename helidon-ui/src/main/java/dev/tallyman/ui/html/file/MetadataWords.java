package dev.tallyman.ui.html.file;

import dev.tallyman.look.Words;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the standard names of metadata are called here, and their values with units. */
final class MetadataWords {
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        name("dc:title", "Title", "dc:creator", "Author", "dc:subject", "Subject", "dc:description", "About");
        name(
                "dc:rights",
                "Rights",
                "dc:language",
                "Language",
                "dc:publisher",
                "Publisher",
                "dc:identifier",
                "Identifier");
        name("dcterms:created", "Created", "dcterms:modified", "Changed", "dcterms:issued", "Issued");
        name("xmp:CreateDate", "Created", "xmp:ModifyDate", "Changed", "xmp:CreatorTool", "Made with");
        name("tiff:ImageWidth", "Width", "tiff:ImageLength", "Height", "tiff:Orientation", "Orientation");
        name("tiff:Make", "Camera maker", "tiff:Model", "Camera", "tiff:BitsPerSample", "Bits a sample");
        name("aux:Lens", "Lens", "exif:DateTimeOriginal", "Taken", "exif:ExposureTime", "Exposure");
        name("exif:FNumber", "Aperture", "exif:ISOSpeedRatings", "ISO", "exif:FocalLength", "Focal length");
        name("exif:ColorSpace", "Colours", "photoshop:ICCProfile", "Colour profile", "geo:lat", "Latitude");
        name("geo:long", "Longitude", "xmpDM:duration", "Duration", "xmpDM:artist", "Artist", "xmpDM:album", "Album");
        name("xmpDM:genre", "Genre", "xmpDM:releaseDate", "Released", "xmpDM:trackNumber", "Track");
        name("xmpDM:audioCompressor", "Sound codec", "xmpDM:videoCompressor", "Picture codec");
        name("xmpDM:audioChannels", "Channels", "xmpDM:audioSampleRate", "Sample rate", "audio:bitRate", "Bit rate");
        name("xmpTPg:NPages", "Pages", "pdf:PDFVersion", "PDF version", "pdf:Producer", "Producer");
        name("pdf:pageSize", "Page size", "pdf:encrypted", "Encrypted", "pdf:hasForm", "Form", "pdf:signed", "Signed");
        name("pdf:attachments", "Attachments", "pdfa:claim", "Claims to be", "pdf:Keywords", "Keywords");
        name("meta:word-count", "Words", "meta:sheet-count", "Sheets", "meta:slide-count", "Slides");
        name(
                "meta:last-author",
                "Last changed by",
                "meta:keyword",
                "Keywords",
                "extended-properties:Company",
                "Company");
        name("Message:From", "From", "Message:To", "To", "Message:Cc", "Copy to", "Message:ID", "Message id");
        name("archive:totalSize", "Unpacked", "archive:nested", "Holds archives", "Content-Encoding", "Encoding");
        name("text:lines", "Lines", "text:lineEnds", "Line ends", "font:family", "Family", "font:style", "Style");
        name("machine:machineType", "Processor", "machine:architectureBits", "Bits", "machine:kind", "Kind");
    }

    private MetadataWords() {}

    private static void name(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            NAMES.put(pairs[i], pairs[i + 1]);
        }
    }

    static String name(String standard) {
        return NAMES.getOrDefault(standard, standard);
    }

    /** A value as people write it. */
    static String value(String standard, String value) {
        try {
            return switch (standard) {
                case "tiff:ImageWidth", "tiff:ImageLength" -> Words.count(Long.parseLong(value)) + " px";
                case "xmpDM:duration" ->
                    Words.duration(Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000)));
                case "archive:totalSize" -> Words.size(Long.parseLong(value));
                case "xmpDM:audioSampleRate" -> Double.parseDouble(value) / 1000 + " kHz";
                case "audio:bitRate" -> Math.round(Double.parseDouble(value) / 1000) + " kbit/s";
                case "exif:FocalLength" -> value + " mm";
                case "exif:FNumber" -> "f/" + value;
                case "exif:ExposureTime" -> exposure(Double.parseDouble(value));
                case "meta:word-count", "text:lines", "xmpTPg:NPages" -> Words.count(Long.parseLong(value));
                default -> value.equals("true") ? "yes" : value;
            };
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static String exposure(double seconds) {
        return seconds > 0 && seconds < 0.5 ? "1/" + Math.round(1 / seconds) + " s" : seconds + " s";
    }
}
