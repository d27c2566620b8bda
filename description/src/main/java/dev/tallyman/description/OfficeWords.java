package dev.tallyman.description;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.file.Risk;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The words of an XML part of an office document, and the fields in it that start programs. */
final class OfficeWords implements OfficeReader.Visitor {
    private static final Pattern DDE = Pattern.compile("\\s*DDE(?:AUTO)?\\s");

    private static final int LONGEST = 100;

    private final Draft draft;
    private final StringBuilder words = new StringBuilder();
    // A field’s instruction may lie in pieces.
    private final StringBuilder instruction = new StringBuilder();
    private boolean instructing;

    OfficeWords(Draft draft) {
        this.draft = draft;
    }

    CharSequence text() {
        return words.append('\n');
    }

    @Override
    public void element(XMLStreamReader reader) {
        String name = reader.getLocalName();
        instructing = name.equals("instrText");
        switch (name) {
            case "fldChar", "p" -> instruction.setLength(0);
            case "fldSimple" -> instruct(Objects.toString(attribute(reader, "instr"), ""));
            case "ddeLink", "dde-source", "dde-connection-decl" -> draft.danger(Risk.LAUNCH);
            default -> {
                // no field
            }
        }
        if (name.equals("p")
                || name.equals("h")
                || name.equals("br")
                || name.equals("tab")
                || name.equals("si")
                || name.equals("table-cell")
                || name.equals("div")
                || name.equals("li")) {
            words.append(' ');
        }
    }

    @Override
    public void text(String text) {
        if (instructing && instruction.length() < LONGEST) {
            instruct(instruction.append(text).toString());
        } else if (!instructing) {
            words.append(text);
        }
    }

    private void instruct(String field) {
        if (DDE.matcher(field).lookingAt()) {
            draft.danger(Risk.LAUNCH);
        }
    }

    // Its prefix is the document’s choice.
    private static @Nullable String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }
}
