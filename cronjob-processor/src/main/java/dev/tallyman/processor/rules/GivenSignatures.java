package dev.tallyman.processor.rules;

import dev.tallyman.identification.Identifier;
import dev.tallyman.identification.pronom.SignatureFile;
import dev.tallyman.program.Program;
import dev.tallyman.rules.Rules;
import java.nio.file.Path;

/** The signatures of PRONOM that the rules give in place of the program's own. */
public final class GivenSignatures {
    private GivenSignatures() {}

    /**
     * What identifies under these rules; with all of the files that they name, or not at all.
     *
     * @throws Program.WrongUsage with the file, the line and what is wrong
     */
    public static Identifier identifier(Rules rules) {
        Path signatures = rules.parsers().signatures();
        if (signatures == null) {
            return new Identifier();
        }
        try {
            return Identifier.with(signatures, rules.parsers().containers());
        } catch (SignatureFile.Broken e) {
            throw new Program.WrongUsage(rules.source() + ": pronom: " + e.getMessage(), e);
        }
    }
}
