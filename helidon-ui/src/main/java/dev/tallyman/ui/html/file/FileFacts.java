package dev.tallyman.ui.html.file;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.FileRow;
import java.util.ArrayList;
import java.util.List;

/** What is known of a file, line by line. */
record FileFacts(StoredFile file) {
    private static final int MOST = 400;

    List<Fact> list() {
        List<Fact> facts = new ArrayList<>();
        format(facts);
        facts.add(new Fact(
                "Size",
                Words.size(file.size()),
                null,
                file.size() < 1_000 ? null : "(" + Words.count(file.size(), "byte", "bytes") + ")",
                null));
        facts.add(new Fact(
                "Arrived",
                "",
                null,
                file.origin() == StoredFile.Origin.UPLOAD ? "(uploaded)" : "(found)",
                file.received()));
        facts.add(new Fact(
                "Modified",
                file.modified() == null ? "The file system says a time before 1678 or after 2262" : "",
                null,
                null,
                file.modified()));
        if (file.sha256() != null) {
            facts.add(new Fact("SHA-256", "", file.sha256(), null, null));
        } else if (file.state() == State.CLASSIFIED) {
            facts.add(Fact.of("SHA-256", "Not computed: the file has more than 64 GiB of holes"));
        }
        facts.add(new Fact("Path", "", dev.tallyman.look.Name.of(file.path()).plain(), null, null));
        return List.copyOf(facts);
    }

    private void format(List<Fact> facts) {
        String format = FileRow.format(file);
        if (format.isEmpty()) {
            return;
        }
        String mime = file.mime();
        String soft = mime == null || mime.equals(format) ? null : "(" + Words.cut(mime, MOST) + ")";
        facts.add(new Fact("Format", Words.cut(format, MOST), null, soft, null));
    }
}
