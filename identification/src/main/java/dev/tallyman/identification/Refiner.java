package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.identification.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a name may add to what the content says, and whether the two contradict each other. */
final class Refiner {
    private static final String OOXML = "application/x-tika-ooxml";
    private static final String PROTECTED = "application/x-tika-ooxml-protected";
    static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

    // Text, but none without its first bytes.
    private static final Set<String> STRICT = Set.of(
            "application/rtf",
            "application/postscript",
            "application/vnd.mif",
            "application/x-font-bdf",
            "text/calendar",
            "text/x-vcard",
            "text/x-vcalendar");

    // A script for the shell that at once runs another interpreter on itself.
    private static final Pattern HANDS_OVER = Pattern.compile("exec\\b.*\\$(0|\\{0|@)");

    // A mail begins with a field of its header, or with the line that a mailbox puts before it.
    private static final Pattern HEADER = Pattern.compile("\\s*(?:From |[A-Za-z][A-Za-z0-9-]*:)");

    private final Signatures signatures;
    private final ContainerParts parts;

    Refiner(Signatures signatures, ContainerParts parts) {
        this.parts = parts;
        this.signatures = signatures;
    }

    /** The finding, told apart further by the first meaning of the name that fits it. */
    Finding refine(Finding found, List<NameRules.Said> says, byte[] head) {
        for (NameRules.Said said : says) {
            if (said.mime().equals(found.mime()) || (said.agrees(head) && fits(said, found, head))) {
                return found.refinedBy(said);
            }
        }
        return found;
    }

    /** True when every meaning of the name is something else than this content. */
    boolean contradicts(Finding found, List<NameRules.Said> says, byte[] head) {
        return says.stream().noneMatch(said -> allows(said, found, head)) && !says.isEmpty();
    }

    private boolean allows(NameRules.Said said, Finding found, byte[] head) {
        String says = said.mime();
        return signatures.isA(found.mime(), says)
                || (says.equals(Signatures.PLAIN) && signatures.isText(found.mime()))
                || (HTML.contains(says) && HTML.contains(found.mime()))
                || (found.mime().equals(PROTECTED) && signatures.isA(says, OOXML))
                || fits(said, found, head);
    }

    private boolean fits(NameRules.Said said, Finding found, byte[] head) {
        String says = said.mime();
        String is = found.mime();
        if (is.equals(Signatures.BINARY)) {
            return !isText(said) && (said.weak() || !signatures.lacksSignature(says, Signatures.BINARY, head));
        }
        if (is.equals(Signatures.PLAIN)) {
            return isText(said) && fitsText(says, head);
        }
        if (signatures.isText(is) && isText(said) && isGuess(found, said, head)) {
            return fitsText(says, head);
        }
        if (found.basis() == Basis.CONTAINER) {
            return signatures.isA(says, is) && !isDecided(says);
        }
        return signatures.isA(says, is) && (said.weak() || !signatures.lacksSignature(says, is, head));
    }

    // Had it been one of these, its parts would have told.
    private boolean isDecided(String says) {
        return parts.decide(says) || signatures.isA(says, OOXML);
    }

    private boolean isText(NameRules.Said said) {
        return said.category() == Category.CODE || said.category() == Category.TEXT || signatures.isText(said.mime());
    }

    private boolean fitsText(String says, byte[] head) {
        if (STRICT.contains(says)) {
            return signatures.hasSignature(says, head);
        }
        if (says.equals("message/rfc822")) {
            return HEADER.matcher(start(head)).lookingAt();
        }
        char first = first(head);
        if (signatures.isA(says, Signatures.XML)) {
            return first == '<';
        }
        return !says.endsWith("json") || "{[\"/".indexOf(first) >= 0 || Character.isDigit(first);
    }

    // Some signatures of text are a few common characters, or lie anywhere; a name knows better.
    private boolean isGuess(Finding found, NameRules.Said said, byte[] head) {
        String is = found.mime();
        if (HTML.contains(is) && HTML.contains(said.mime())) {
            return false;
        }
        if (is.equals("application/x-sh")) {
            return !Text.starts(head, '#', '!')
                    || HANDS_OVER.matcher(start(head)).find();
        }
        if (HTML.contains(is) || signatures.isA(is, Signatures.XML)) {
            boolean declared =
                    said.mime().equals("text/x-config") && start(head).contains("<?xml");
            return (said.markup() && !declared) || (first(head) != '<' && said.category() == Category.CODE);
        }
        if (is.equals("text/x-ini")) {
            // Its grammar is that of many settings, and of no program.
            return said.category() == Category.DATA;
        }
        return GUESSES.contains(is) || (CARRIERS.contains(is) && said.category() == Category.CODE);
    }

    private static String start(byte[] head) {
        return new String(head, 0, Math.min(head.length, 256), StandardCharsets.ISO_8859_1);
    }

    private static char first(byte[] head) {
        for (byte value : head) {
            char c = (char) (value & 0xff);
            if (c > ' ' && c < 0x7f) {
                return c;
            }
        }
        return ' ';
    }

    // Code may look like these: a patch in a mail, a JSON file that is JavaScript as well.
    private static final Set<String> CARRIERS =
            Set.of("application/json", "application/x-ndjson", "application/mbox", "message/rfc822");

    private static final Set<String> GUESSES = Set.of(
            "application/inf",
            "application/mathematica",
            "application/vnd.wolfram.wl",
            "application/x-bat",
            "application/x-tex",
            "application/x-latex",
            "application/x-bibtex-text-file",
            "application/x-project",
            "application/x-subrip",
            "text/javascript",
            "text/troff",
            "text/x-awk",
            "text/x-c",
            "text/x-chdr",
            "text/x-csrc",
            "text/x-diff",
            "text/x-jsp",
            "text/x-makefile",
            "text/x-matlab",
            "text/x-php",
            "text/x-robots",
            "text/vnd.graphviz",
            "message/news",
            "image/x-xbitmap");
}
