package dev.tallyman.report.count;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.Table;
import java.util.Locale;

/** The lists that a present file can be in. */
public enum FileList {
    QUARANTINED(
            "Needs you",
            "Every attempt failed, so sweeps leave these files alone until you press Retry. Nothing was changed in them.",
            "needs",
            5),
    FAILED(
            "Failed, tried again",
            "The last attempt failed; the next sweep tries again, and after the last attempt the file needs you.",
            "needs",
            5),
    WAITING("Waiting", "Files that are not identified yet, received or being read.", "files", 0),
    MISMATCHES(
            "Names that say another format",
            "The ending promises one format, the content is another. Programs that trust the ending fail on them; renaming is safe.",
            "mismatches",
            5),
    RISKS(
            "Risks",
            "Nothing here was opened or run. These files could surprise the next person or program that does.",
            "risks",
            5),
    BY_NAME(
            "Known by name only",
            "Only the ending told what these are; the content did not say. The least certain of all answers.",
            "files",
            0),
    ENCRYPTED(
            "Encrypted",
            "Documents and archives that open with a password only. Whoever has it should write it down while somebody still knows it.",
            "files",
            5),
    PARTLY_READ(
            "Not read to their end",
            "What is in these could be read in part only, or not at all. What is damaged here was damaged when it came.",
            "noted",
            5),
    HOLDERS(
            "Files that hold files",
            "Archives and e-mails with files inside, which are in no other number.",
            "files",
            0),
    EMPTY("Empty files", "Files of 0 bytes; usually an upload or export that broke off.", "files", 0);

    private final String title;
    private final String why;
    private final String template;
    private final int head;

    FileList(String title, String why, String template, int head) {
        this.title = title;
        this.why = why;
        this.template = template;
        this.head = head;
    }

    public Table.Spec<StoredFile> spec() {
        return Table.Spec.of(label(), title, why, template, head, Column.OF_LISTS);
    }

    public String why() {
        return why;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean takes(StoredFile file) {
        return switch (this) {
            case QUARANTINED -> file.state() == State.QUARANTINED;
            case FAILED -> file.state() == State.FAILED;
            case WAITING -> file.state() == State.RECEIVED || file.state() == State.CLAIMED;
            case MISMATCHES -> file.mismatch();
            case RISKS -> !file.risks().isEmpty();
            case BY_NAME -> file.basis() == Basis.NAME;
            case ENCRYPTED -> file.risks().contains(Risk.ENCRYPTED);
            case PARTLY_READ -> file.inside().note() != null;
            case HOLDERS -> {
                Long members = file.inside().members();
                yield members != null && members > 0;
            }
            case EMPTY -> file.size() == 0;
        };
    }
}
