package dev.tallyman.index.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search in names takes for the same letter. */
class FoldedNamesTest extends OnAVolume {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            strasse         | Große Straße.pdf;STRASSE.pdf
            Straße          | Große Straße.pdf;STRASSE.pdf
            GROẞE           | Große Straße.pdf
            *sse.pdf        | Große Straße.pdf;STRASSE.pdf
            kadikoy         | Kadıköy.jpg
            KADIKÖY         | Kadıköy.jpg
            istanbul        | İstanbul.jpg
            ISTANBUL        | İstanbul.jpg
            ıstanbul        | İstanbul.jpg
            lodz smorrebrod | Łódź smørrebrød.txt
            aegir           | Ægir.txt
            σοφος           | ΣΟΦΌΣ.txt
            """)
    void lettersThatNotEveryKeyboardHasAreFoundByThoseThatItHasAndTheOtherWayRound(String words, String expected)
            throws Exception {
        for (String name : List.of(
                "Große Straße.pdf",
                "STRASSE.pdf",
                "Kadıköy.jpg",
                "İstanbul.jpg",
                "Łódź smørrebrød.txt",
                "Ægir.txt",
                "ΣΟΦΌΣ.txt")) {
            data.upload(name, name);
        }
        while (data.index.names().follow()) {
            // one batch more
        }
        Filter filter = Filter.of(new Condition.Named(words));
        assertEquals(
                Set.of(expected.split(";")),
                data.index.catalog().list(new Listing(filter, Listing.Sort.NAME, false, null, 100)).files().stream()
                        .map(file -> file.path().text())
                        .collect(Collectors.toSet()));
    }
}
