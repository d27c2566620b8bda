package dev.tallyman.index.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesChangeTest extends OnAVolume {
    private void classifyAll() {
        try (Slot slot = Slot.take(data.volume)) {
            List<Claim> claims = data.claimAll(slot, data.sweep(slot), Policy.FCFS);
            data.index.queue().record(claims.stream().map(data::classified).toList(), 3, "r1", "d1");
        }
    }

    private RulesChange.Result adopt(String version, Map<String, Category> extensions, Map<String, Category> types) {
        return data.index.queue().adopt(version, _ -> 0, extensions, types);
    }

    @Test
    void onlyFilesWhoseCategoryTheNewRulesChangeWaitAgain() throws IOException {
        data.upload("a.trx", "x");
        data.upload("b.txt", "x");
        classifyAll();
        assertEquals(0, adopt("r1", Map.of(), Map.of()).received());
        assertEquals(1, adopt("r2", Map.of("trx", Category.DOCUMENT), Map.of()).received());
        assertEquals(State.RECEIVED, data.find("a.trx").state());
        assertEquals(State.CLASSIFIED, data.find("b.txt").state());
    }

    @Test
    void anOverrideThatIsTakenOutLetsItsFilesWaitAgain() throws IOException {
        data.upload("b.txt", "x");
        classifyAll();
        adopt("r1", Map.of(), Map.of("text/plain", Category.TEXT));
        assertEquals(State.CLASSIFIED, data.find("b.txt").state());
        assertEquals(1, adopt("r2", Map.of(), Map.of()).received());
    }

    @Test
    void rulesThatAreKnownChangeNothing() throws IOException {
        adopt("r1", Map.of(), Map.of());
        data.upload("a.trx", "x");
        classifyAll();
        assertEquals(0, adopt("r1", Map.of("trx", Category.DATA), Map.of()).received());
    }

    @Test
    void waitingFilesGetTheirNewRank() throws IOException {
        data.upload("urgent/a", "x");
        data.upload("b", "x");
        RulesChange.Result result =
                data.index.queue().adopt("r2", path -> path.text().startsWith("urgent/") ? 5 : 0, Map.of(), Map.of());
        assertEquals(new RulesChange.Result(1, 0), result);
    }
}
