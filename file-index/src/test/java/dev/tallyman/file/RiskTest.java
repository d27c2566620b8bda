package dev.tallyman.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.volume.disk.FilePath;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskTest {
    @ParameterizedTest
    @CsvSource({
        "con.txt,WINDOWS",
        "a/NUL,WINDOWS",
        "aux/b.txt,WINDOWS",
        "x/com1.tar.gz,WINDOWS",
        "lpt9,WINDOWS",
        "a:b,WINDOWS",
        "end.,SPACE",
        "folder./x,SPACE",
        "-rf,SHELL",
        "a/-x,SHELL",
        "=1+1,FORMULA",
        "a/+x.csv,FORMULA"
    })
    void aNameTellsItsRisk(String name, Risk risk) {
        assertEquals(Set.of(risk), Risk.ofName(FilePath.of(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "console.txt",
                "com10/x",
                "auxiliary",
                "photos/2024-01-02/IMG_0001.JPG",
                "a.b.c/d-e",
                ".profile",
                "x/.git/config",
                "Ärger.txt"
            })
    void anOrdinaryNameHasNone(String name) {
        assertEquals(Set.of(), Risk.ofName(FilePath.of(name)));
    }

    @Test
    void aNameMayHaveSeveral() {
        assertEquals(Set.of(Risk.SHELL, Risk.MARKUP, Risk.WINDOWS), Risk.ofName(FilePath.of("a<b>$x")));
    }
}
