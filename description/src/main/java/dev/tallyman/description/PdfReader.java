package dev.tallyman.description;

import dev.tallyman.description.pdf.PageWords;
import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.description.reading.SourceAccess;
import dev.tallyman.file.Risk;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Calendar;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** PDF: its information, its pages, its words, and what in it acts by itself (PDFBox). */
final class PdfReader implements Reader {
    private static final long MEMORY = 48L << 20;

    // It says of each damaged file what it mends; here the description says what is missing. A logger that nobody
    // holds is forgotten with its level.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    /** Objects that are looked at for what acts. */
    private static final int OBJECTS = 20_000;

    private static final int DEEPEST = 4;
    private static final java.util.regex.Pattern PROGRAM = java.util.regex.Pattern.compile(
            "(?is).*\\.(?:exe|scr|com|bat|cmd|msi|dll|js|jse|vbs|vbe|wsf|ps1|hta|jar|lnk)");

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        try (PDDocument document = Loader.loadPDF(
                new SourceAccess(source), "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MEMORY).streamCache)) {
            information(document, draft);
            dangers(source, document.getDocument(), draft);
            if (source.limits().text()) {
                words(source, document, draft);
            }
        } catch (InvalidPasswordException e) {
            draft.danger(Risk.ENCRYPTED);
            draft.put("pdf:encrypted", true);
            draft.incomplete("It opens with a password only.");
        }
    }

    private static void information(PDDocument document, Draft draft) {
        draft.put("pdf:PDFVersion", Float.toString(document.getVersion()));
        draft.put("xmpTPg:NPages", document.getNumberOfPages());
        PDDocumentInformation info = document.getDocumentInformation();
        draft.put("dc:title", info.getTitle());
        draft.put("dc:creator", info.getAuthor());
        draft.put("dc:description", info.getSubject());
        draft.put("pdf:Keywords", info.getKeywords());
        draft.put("xmp:CreatorTool", info.getCreator());
        draft.put("pdf:Producer", info.getProducer());
        draft.put("dcterms:created", time(info.getCreationDate()));
        draft.put("dcterms:modified", time(info.getModificationDate()));
        draft.put("pdf:encrypted", document.isEncrypted() ? true : null);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        draft.put("dc:language", catalog.getLanguage());
        draft.put("pdf:hasForm", catalog.getCOSObject().containsKey(COSName.ACRO_FORM) ? true : null);
        draft.put("pdf:signed", document.getSignatureDictionaries().isEmpty() ? null : true);
        if (document.getNumberOfPages() > 0) {
            PDRectangle page = document.getPage(0).getMediaBox();
            draft.put(
                    "pdf:pageSize",
                    "%.0f × %.0f mm".formatted(page.getWidth() * 25.4 / 72, page.getHeight() * 25.4 / 72));
        }
        claim(catalog, draft);
    }

    // What it claims, not what it keeps: that takes a validator.
    private static void claim(PDDocumentCatalog catalog, Draft draft) {
        var stream = catalog.getMetadata();
        if (stream == null || stream.getCOSObject().getLength() > 1 << 20) {
            return;
        }
        try (var in = stream.exportXMPMetadata()) {
            String xmp = new String(in.readNBytes(1 << 20), java.nio.charset.StandardCharsets.UTF_8);
            draft.put("dc:title", said(xmp, "title"));
            draft.put("dc:creator", said(xmp, "creator"));
            draft.put("dc:description", said(xmp, "description"));
            String part = after(xmp, "pdfaid:part");
            if (part != null) {
                String level = after(xmp, "pdfaid:conformance");
                draft.put(
                        "pdfa:claim",
                        "PDF/A-" + part + (level == null ? "" : level.toLowerCase(java.util.Locale.ROOT)));
            }
        } catch (IOException e) {
            draft.incomplete("Its XMP is damaged.");
        }
    }

    // What the document information leaves out: the first of the values, or that of the default language.
    private static @Nullable String said(String xmp, String name) {
        var found = java.util.regex.Pattern.compile(
                        "<dc:" + name
                                + "\\b[^>]{0,200}>\\s{0,100}<rdf:(?:Alt|Seq|Bag)>\\s{0,100}<rdf:li[^>]{0,100}>([^<]{1,2000})</rdf:li>")
                .matcher(xmp);
        return found.find() ? Markup.text(found.group(1)) : null;
    }

    private static @Nullable String after(String xmp, String name) {
        var found = java.util.regex.Pattern.compile(name + "\\s*(?:=\\s*[\"']|>)\\s*([0-9A-Za-z]{1,3})")
                .matcher(xmp);
        return found.find() ? found.group(1) : null;
    }

    private static @Nullable String time(@Nullable Calendar calendar) {
        return calendar == null ? null : calendar.toInstant().toString();
    }

    // Read from all objects: what acts can hang anywhere.
    private static void dangers(Source source, COSDocument document, Draft draft) throws IOException {
        int seen = 0;
        int attached = 0;
        for (COSObjectKey key : document.getXrefTable().keySet()) {
            if (++seen > OBJECTS) {
                draft.incomplete("Only its first %d objects were looked at.".formatted(OBJECTS));
                break;
            }
            source.check();
            COSObject object = document.getObjectFromPool(key);
            COSBase base = object.getObject();
            if (base instanceof COSArray) {
                direct(base, 0, draft);
            }
            if (base instanceof COSDictionary dictionary) {
                attached += COSName.FILESPEC.equals(dictionary.getCOSName(COSName.TYPE))
                                && dictionary.containsKey(COSName.EF)
                        ? 1
                        : 0;
                acts(dictionary, 0, draft);
            }
        }
        draft.put("pdf:attachments", attached == 0 ? null : attached);
    }

    private static void acts(COSDictionary dictionary, int depth, Draft draft) {
        String action = dictionary.getNameAsString(COSName.S, "");
        if (action.equals("JavaScript") || dictionary.containsKey(COSName.JS)) {
            draft.danger(Risk.SCRIPT);
        } else if (action.equals("Launch") || action.equals("ImportData")) {
            draft.danger(Risk.LAUNCH);
        }
        if (PROGRAM.matcher(dictionary.getString(COSName.UF, dictionary.getString(COSName.F, "")))
                        .matches()
                && dictionary.containsKey(COSName.EF)) {
            draft.danger(Risk.LAUNCH); // a program is attached
        }
        for (COSName name : dictionary.keySet()) {
            direct(dictionary.getItem(name), depth, draft);
        }
    }

    private static void direct(@Nullable COSBase item, int depth, Draft draft) {
        if (depth < DEEPEST && item instanceof COSDictionary direct) {
            acts(direct, depth + 1, draft);
        } else if (depth < DEEPEST && item instanceof COSArray array) {
            for (COSBase each : array) {
                direct(each, depth + 1, draft);
            }
        }
    }

    private static void words(Source source, PDDocument document, Draft draft) throws IOException {
        var stripper = new PageWords();
        Writer writer = new StringWriter();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            source.check();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            ((StringWriter) writer).getBuffer().setLength(0);
            stripper.writeText(document, writer);
            if (!draft.text(writer.toString())) {
                return;
            }
        }
    }
}
