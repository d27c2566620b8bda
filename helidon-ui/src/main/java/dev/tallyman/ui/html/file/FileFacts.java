package dev.tallyman.ui.html.file;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.FileRow;
import io.helidon.json.JsonException;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        metadata(facts);
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
        String ids = Stream.of(file.puids().isEmpty() ? null : String.join(" or ", file.puids()), file.mime())
                .filter(id -> id != null && !id.equals(format))
                .collect(Collectors.joining(", "));
        String soft = ids.isEmpty() ? null : "(" + Words.cut(ids, MOST) + ")";
        facts.add(new Fact("Format", Words.cut(format, MOST), null, soft, null));
    }

    private void metadata(List<Fact> facts) {
        if (file.metadata() == null) {
            return;
        }
        try {
            var object = JsonParser.create(file.metadata().getBytes(StandardCharsets.UTF_8))
                    .readJsonObject();
            for (String name : object.keysAsStrings()) {
                String text = object.value(name).orElseThrow() instanceof JsonString string
                        ? string.value()
                        : object.value(name).orElseThrow().toString();
                facts.add(Fact.of(
                        Words.cut(MetadataWords.name(name), 40), Words.cut(MetadataWords.value(name, text), MOST)));
            }
        } catch (JsonException e) {
            facts.add(Fact.of("Metadata", "cannot be read"));
        }
    }
}
