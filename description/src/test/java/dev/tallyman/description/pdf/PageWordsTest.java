package dev.tallyman.description.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a page are those that PDFBox finds, whichever way its letters are drawn. */
class PageWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BT /F1 12 Tf 50 700 Td (Hello) Tj 0 -14 Td (again and again) Tj ET",
                "BT /F1 12 Tf 50 700 Td (Bold) Tj 0.4 0 Td (Bold) Tj 0.2 -0.3 Td (Bold) Tj ET",
                "BT /F1 12 Tf 50 700 Td (left) Tj 0 -14 Td (down) Tj 200 14 Td (right) Tj 0 -14 Td (down) Tj ET",
                "BT /F1 12 Tf 50 700 Td (x) Tj /F1 7 Tf 6 3 Td (22) Tj 0.1 0 Td (22) Tj -6 -8 Td (ii) Tj ET",
                "BT /F1 12 Tf 90 700 Td (l) Tj -3 0 Td (l) Tj -3 0 Td (l) Tj 1 0 Td (l) Tj ET",
                "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (turned) Tj 0.3 0 Td (turned) Tj ET",
                "BT /F1 12 Tf 50 700 Td /Span <</ActualText (said)>> BDC (drawn) Tj EMC 0.1 0 Td (drawn) Tj ET",
                "BT /F1 12 Tf 50 700 Td (a) Tj /Span <</ActualText (b)>> BDC /P <<>> BDC (c) Tj EMC (d) Tj EMC EMC ET",
                "BT /F1 12 Tf 50 700 Td 0 Tz (flat) Tj 0 0 Td (flat) Tj ET"
            })
    void theyAreThoseOfPdfBox(String drawn) throws IOException {
        assertEquals(words(new PDFTextStripper(), drawn), words(new PageWords(), drawn));
    }

    @Test
    void theyAreThoseOfPdfBoxWhereLettersLieAnywhere() throws IOException {
        var chance = new Random(5);
        int doubles = 0;
        for (int round = 0; round < 40; round++) {
            var drawn = new StringBuilder("BT /F1 9 Tf ");
            for (int i = 0; i < 400; i++) {
                drawn.append("1 0 0 1 %.1f %d Tm (%c) Tj "
                        .formatted(
                                50 + chance.nextInt(80) / 2.0, 700 - chance.nextInt(9) * 4, 'a' + chance.nextInt(4)));
            }
            String words = words(new PageWords(), drawn.append("ET").toString());
            assertEquals(words(new PDFTextStripper(), drawn.toString()), words);
            doubles += words.replaceAll("\\s", "").length() < 800 ? 1 : 0;
        }
        assertTrue(doubles > 30, "pages with letters that were drawn twice: " + doubles);
    }

    private static String words(PDFTextStripper stripper, String drawn) throws IOException {
        try (var document = new PDDocument()) {
            for (int i = 0; i < 2; i++) {
                var page = new PDPage();
                var fonts = new PDResources();
                var names = new COSDictionary();
                names.setItem(COSName.getPDFName("F1"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
                fonts.getCOSObject().setItem(COSName.FONT, names);
                page.setResources(fonts);
                var content = new PDStream(document);
                try (var out = content.createOutputStream()) {
                    out.write(drawn.getBytes(StandardCharsets.ISO_8859_1));
                }
                page.setContents(content);
                document.addPage(page);
            }
            return stripper.getText(document);
        }
    }
}
