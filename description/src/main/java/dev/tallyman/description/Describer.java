package dev.tallyman.description;

import dev.tallyman.description.archive.ArchiveReader;
import dev.tallyman.description.archive.IsoReader;
import dev.tallyman.description.archive.SevenZipReader;
import dev.tallyman.description.compound.CompoundReader;
import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Description;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Says what is in a file. One instance is shared by all threads. */
public final class Describer {
    /** Raised with each change of what is read: rows of another one are described again. */
    private static final int VERSION = 4;

    private static final System.Logger LOG = System.getLogger(Describer.class.getName());

    private final Identifier identifier;
    private final Rules.Describe limits;

    public Describer(Identifier identifier, Rules.Describe limits) {
        this.identifier = identifier;
        this.limits = limits;
    }

    /** The version of the readers and what they are told to read. */
    public static String version(Rules.Describe limits) {
        return VERSION + "." + (limits.metadata() ? "m" : "") + (limits.text() ? "t" : "")
                + (limits.thumbnails() ? "p" : "") + (limits.members() ? "i" : "");
    }

    /**
     * Describes a content. What is broken or costs too much is described as far as it could be read, with the reason.
     *
     * @param name the file’s own name
     * @param type the MIME type that its verdict says
     * @throws IOException when the content cannot be read
     */
    public Description describe(String name, Content content, String type) throws IOException {
        var source = new Source(content, limits);
        var draft = new Draft(limits.text() ? limits.characters() : 0, limits.members() ? limits.entries() : 0);
        for (Reader reader : readers(name, type, source)) {
            read(reader, source, type, draft);
        }
        // With a budget of its own: what reading took hides no danger.
        read(new Dangers(name), new Source(content, limits), type, draft);
        return draft.finish();
    }

    private static void read(Reader reader, Source source, String type, Draft draft) {
        try {
            reader.read(source, type, draft);
        } catch (Source.Spent e) {
            draft.incomplete(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            draft.incomplete("It could not be read to its end: " + reason(e));
        } catch (StackOverflowError e) {
            draft.incomplete("It could not be read to its end: it is nested too deeply.");
        } catch (RuntimeException e) {
            // Libraries say of a broken file what they like; where it is a fault of ours, the trace tells.
            LOG.log(System.Logger.Level.WARNING, "A content of type " + type + " was not read to its end", e);
            draft.incomplete("It could not be read to its end: it is damaged ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? "it is damaged." : message.lines().findFirst().orElse("") + ".";
    }

    private List<Reader> readers(String name, String type, Source source) throws IOException {
        List<Reader> readers = new ArrayList<>();
        if (CompoundReader.reads(source)) {
            readers.add(new CompoundReader(identifier));
        } else if (type.startsWith("image/")) {
            readers.add(new PictureReader());
        } else if (type.equals("application/pdf")) {
            readers.add(new PdfReader());
        } else if (type.startsWith("audio/")
                || type.startsWith("video/")
                || type.equals("application/mp4")
                || type.equals("application/ogg")) {
            readers.add(new MediaReader());
        } else if (type.equals("message/rfc822")) {
            readers.add(new MailReader(identifier));
        } else if (type.contains("openxmlformats")
                || type.contains("opendocument")
                || type.contains("ms-word")
                || type.contains("ms-excel")
                || type.contains("ms-powerpoint")
                || type.equals("application/epub+zip")) {
            readers.add(new OfficeReader());
        } else if (type.equals("application/x-7z-compressed") && limits.members()) {
            readers.add(new SevenZipReader(identifier));
        } else if (type.equals("application/x-iso9660-image") && limits.members()) {
            readers.add(new IsoReader(identifier));
        } else if (ArchiveReader.reads(type) && limits.members()) {
            readers.add(new ArchiveReader(identifier, name));
        } else if (ProgramReader.reads(type)) {
            readers.add(new ProgramReader());
        } else if (type.equals("application/rtf") || type.equals("text/rtf")) {
            readers.add(new RichTextReader());
        } else if (TextReader.reads(type)) {
            readers.add(new TextReader());
        }
        if (type.equals("image/svg+xml")) {
            readers.add(new TextReader());
        }
        return readers;
    }
}
