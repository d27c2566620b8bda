package dev.tallyman.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.signature.Requirement;
import dev.tallyman.identification.signature.SignatureIndex;
import dev.tallyman.identification.signature.SignatureRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All signatures that this program brings with it, whatever their source. */
class SignaturesTest {
    private static List<SignatureRule> rules() {
        List<SignatureRule> rules = new ArrayList<>();
        new Types().signatures().forEach(signature -> rules.add(signature.rule()));
        rules.addAll(Pronom.bundled().rules());
        return rules;
    }

    @Test
    void theTablesHoldWhatTheyWereMadeFrom() {
        for (SignatureRule rule : rules()) {
            SignatureRule again = SignatureRule.of(Requirement.of(rule.toString()));
            assertEquals(rule.toString(), again.toString());
            assertEquals(rule.clues(), again.clues(), rule.toString());
        }
    }

    @Test
    void theFirstPassReachesAsFarAsSignaturesOfTypesDo() {
        for (Types.Signature signature : new Types().signatures()) {
            boolean anywhere = signature.rule().clues().contains("~");
            assertTrue(!anywhere || signature.rule().condition().reach() <= Signatures.NEAR, signature.toString());
        }
    }

    // A clue that is too narrow would hide a signature in silence.
    @Test
    void everySignatureIsFoundInTheSmallestFileThatHasIt() {
        List<SignatureRule> rules = rules();
        var index = new SignatureIndex(rules, Signatures.NEAR);
        int made = 0;
        for (int i = 0; i < rules.size(); i++) {
            byte[] file = Specimen.of(rules.get(i).toString());
            if (file == null) {
                continue;
            }
            SignatureIndex.Scan scan = index.scan(file);
            scan.finish(file);
            if (scan.holds(i)) {
                made++;
                assertEquals(i, scan.next(i), rules.get(i).toString());
            }
        }
        assertTrue(made > rules.size() * 9 / 10, made + " of " + rules.size());
    }
}
