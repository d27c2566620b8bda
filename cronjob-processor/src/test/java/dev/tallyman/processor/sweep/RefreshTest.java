package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.processor.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that grow old, by signatures given in the rules. */
class RefreshTest {
    @TempDir
    Path folder;

    private Stage stage;
    private Path rules;

    @BeforeEach
    void create() throws IOException {
        stage = new Stage(folder);
        rules = folder.resolve("rules.yaml");
        for (int i = 0; i < 10; i++) {
            Files.write(stage.drop("f" + i, ""), new byte[] {(byte) 0xA1, (byte) 0xB2, (byte) 0xC3, 0, 1, 2, (byte) i});
        }
    }

    private Path signatures(int version, String bytes) throws IOException {
        return Files.writeString(folder.resolve("signatures.xml"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <FFSignatureFile xmlns="http://www.nationalarchives.gov.uk/pronom/SignatureFile" Version="%d">
              <InternalSignatureCollection>
                <InternalSignature ID="1" Specificity="Specific">
                  <ByteSequence Reference="BOFoffset">
                    <SubSequence Position="1" SubSeqMinOffset="0" SubSeqMaxOffset="0">
                      <Sequence>%s</Sequence>
                    </SubSequence>
                  </ByteSequence>
                </InternalSignature>
              </InternalSignatureCollection>
              <FileFormatCollection>
                <FileFormat ID="1" Name="Ours" PUID="x-fmt/9001"><InternalSignatureID>1</InternalSignatureID></FileFormat>
              </FileFormatCollection>
            </FFSignatureFile>
            """.formatted(version, bytes));
    }

    private void rules(String text) throws IOException {
        Files.writeString(rules, text);
    }

    private Stage.Ended sweep() throws IOException, InterruptedException {
        Stage.Ended sweep = stage.sweep("--rules", rules.toString());
        assertEquals(0, sweep.exit(), sweep.err());
        return sweep;
    }

    private long stale() {
        return stage.index(index -> index.catalog().stale());
    }

    @Test
    void newSignaturesInTheRulesHaveTheNextSweepsReadAgainWithinTheirBudget() throws Exception {
        assertEquals(0, stage.sweep().exit());
        StoredFile before = stage.file("f0");
        signatures(901, "A1B2C3");
        rules("identify: {refresh: 6}\npronom: {signatures: signatures.xml}\n");
        Stage.Ended first = sweep();
        assertTrue(first.err().contains("6 identified again, 6 of them are something else now"), first.err());
        assertEquals(4, stale());
        sweep();
        assertEquals(0, stale());
        StoredFile after = stage.file("f0");
        assertEquals("x-fmt/9001", after.puid());
        assertNotEquals(before.puid(), after.puid());
        assertEquals(before.handling(), after.handling());
        assertEquals(before.attempts(), after.attempts());
        assertTrue(String.valueOf(after.detector()).contains("PRONOM 901"), after.detector());
    }

    @Test
    void aBudgetOfNoneReadsNothingAgain() throws Exception {
        assertEquals(0, stage.sweep().exit());
        signatures(901, "A1B2C3");
        rules("identify: {refresh: 0}\npronom: {signatures: signatures.xml}\n");
        sweep();
        assertEquals(10, stale());
    }

    @Test
    void brokenSignaturesEndWith2AndTheLineBeforeAnythingIsTouched() throws Exception {
        signatures(901, "A1B2ZZ");
        rules("pronom: {signatures: signatures.xml}\n");
        for (Stage.Ended ended : new Stage.Ended[] {
            stage.sweep("--rules", rules.toString()), stage.run("rules", "--check", rules.toString())
        }) {
            assertEquals(2, ended.exit(), ended.err());
            assertTrue(ended.err().matches("(?s).*signatures\\.xml, line \\d+: .*"), ended.err());
        }
        assertEquals(0, stage.runs().size());
    }

    @Test
    void aSweepKilledWhileItReadsAgainIsFinishedByTheNext() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            stage.drop("many/" + i + ".txt", "file number " + i);
        }
        assertEquals(0, stage.sweep().exit());
        signatures(901, "A1B2C3");
        rules("pronom: {signatures: signatures.xml}\n");
        Path log = folder.resolve("log");
        Process sweep = stage.startSweep(log, "--rules", rules.toString(), "--workers", "1");
        Stage.await("the first verdict", () -> stale() > 0 && stale() < 3_010);
        sweep.destroyForcibly().waitFor();
        assertTrue(stale() > 0, "it was killed too late to prove much");

        sweep();
        assertEquals(0, stale());
        assertEquals("x-fmt/9001", stage.file("f9").puid());
        assertEquals(1, stage.file("many/7.txt").attempts());
    }
}
