package dev.tallyman.description;

import dev.tallyman.description.archive.ZipDirectory;
import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Dangers that any file may hold, whatever it is. A secret is only ever found, never kept. */
final class Dangers implements Reader {
    private static final int HEAD = 64 * 1024;

    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    // Shapes that their services publish, so that repositories can be searched for them.
    private static final Pattern SECRET =
            Pattern.compile("-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----"
                    + "|\\bAKIA[0-9A-Z]{16}\\b"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{36,}\\b"
                    + "|\\bgithub_pat_[A-Za-z0-9_]{22,}\\b"
                    + "|\\bglpat-[A-Za-z0-9_-]{20,}\\b"
                    + "|\\bxox[abpr]-[A-Za-z0-9-]{20,}\\b"
                    + "|\\bsk_live_[A-Za-z0-9]{20,}\\b"
                    + "|\\bAIza[0-9A-Za-z_-]{35}\\b"
                    + "|\\bnpm_[A-Za-z0-9]{36}\\b");

    // What each of them holds: a text without any of these is known at once to be none.
    private static final List<String> TRACES = List.of(
            "PRIVATE KEY",
            "AKIA",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xox",
            "sk_live_",
            "AIza",
            "npm_");

    private static final Set<String> SHORTCUTS = Set.of("lnk", "url", "scf", "pif", "library-ms", "desktop", "webloc");
    private static final Pattern PROGRAM = Pattern.compile(
            ".*(executable|x-msdownload|portable-executable|sharedlib|x-elf|x-dosexec|shellscript|x-sh|x-bat).*");
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i).*\\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|txt|csv|jpe?g|png|gif|bmp|tiff?|mp3|mp4|wav|avi|zip|html?|eml|rtf)");

    /** Whatever its name: a way to a web page, or what the Explorer does. */
    private static final Pattern SHORTCUT =
            Pattern.compile("(?i)(?:\u00ef\u00bb\u00bf)?\\s{0,100}\\[(?:InternetShortcut|Shell)\\]\\s");

    private static final Set<String> PICTURES =
            Set.of("image/gif", "image/jpeg", "image/png", "image/bmp", "image/webp");

    /** A picture that a browser, or a web server, would also run: its first bytes begin a comment, or there is a script in it. */
    private static final Pattern RUN = Pattern.compile("^(?:GIF8[79]a|BM)\\s*(?:/\\*|=)|<\\?php\\s|(?i:<script[\\s>])");

    private final String name;

    Dangers(String name) {
        this.name = name;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        String head = new String(source.at(0, (int) Math.min(HEAD, source.size())), StandardCharsets.ISO_8859_1);
        // The rules of its inventors: at the beginning, and at most white space after it.
        if (head.startsWith(EICAR) && source.size() <= 128) {
            draft.danger(Risk.EICAR);
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if ((SHORTCUTS.contains(ending) && name.indexOf('.') >= 0)
                || head.startsWith("L\0\0\0\1\24\2\0")
                || SHORTCUT.matcher(head).lookingAt()) {
            draft.danger(Risk.SHORTCUT);
        }
        if (PROGRAM.matcher(type).matches() && HARMLESS.matcher(name).matches()) {
            draft.danger(Risk.DISGUISED);
        }
        if (isSecret(head) || isSecret(draft.text().toString())) {
            draft.danger(Risk.SECRET);
        }
        if (isPolyglot(source, type, head)) {
            draft.danger(Risk.POLYGLOT);
        }
    }

    private static boolean isSecret(String text) {
        return TRACES.stream().anyMatch(text::contains) && SECRET.matcher(text).find();
    }

    // A picture, a document or a program whose end is a ZIP that begins behind it; or a PDF that begins as something
    // else.
    private static boolean isPolyglot(Source source, String type, String head) {
        if (PICTURES.contains(type) && RUN.matcher(head).find()) {
            return true;
        }
        boolean selfExtracting = PROGRAM.matcher(type).matches();
        if (type.startsWith("image/") || type.equals("application/pdf")) {
            try {
                return new ZipDirectory(source).left() > 0;
            } catch (IOException | RuntimeException e) {
                // it has no directory: it is one thing
            }
        }
        int pdf = head.substring(0, Math.min(1024, head.length())).indexOf("%PDF-1.");
        return !selfExtracting
                && pdf > 0
                && (head.startsWith("PK\3\4")
                        || head.startsWith("GIF8")
                        || head.startsWith("\u00ff\u00d8\u00ff")
                        || head.startsWith("MZ"));
    }
}
