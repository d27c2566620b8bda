package dev.tallyman.processor.rules;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.processor.identify.ReportedFile;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a change of the rules would do to every file of an intake, or of a report. Touches nothing.
 *
 * @param identifier says what files are that no rule decides any more
 */
record RulesPreview(RulesDifference difference, Identifier identifier, InstantSource clock) {
    private static final Set<State> ALL = Arrays.stream(State.values()).collect(Collectors.toUnmodifiableSet());

    /** Takes changes one by one. */
    interface Taking {
        void take(RulesDifference.Change change) throws IOException;
    }

    /** How many files it asked about. */
    long against(Path intakeOrReport, Taking taking) throws IOException {
        return Files.isDirectory(intakeOrReport) ? intake(intakeOrReport, taking) : report(intakeOrReport, taking);
    }

    private long report(Path table, Taking taking) throws IOException {
        long[] files = {0};
        ReportedFile.each(table, file -> {
            files[0]++;
            var known = new RulesDifference.Known(
                    file.path(),
                    file.size(),
                    State.of(file.state()),
                    file.category() == null ? null : Category.of(file.category()),
                    file.mime(),
                    null);
            // Without the bytes its type is all that tells.
            tell(known, one -> identifier.category(String.valueOf(one.mime())), taking);
        });
        return files[0];
    }

    private long intake(Path data, Taking taking) throws IOException {
        Volume volume = Volume.open(data);
        long files = 0;
        try (Index index = Index.open(volume, clock)) {
            String cursor = null;
            do {
                Listing.Page page = index.catalog()
                        .list(new Listing(
                                Filter.of(new Condition.States(ALL)), Listing.Sort.NAME, false, cursor, 1_000));
                for (StoredFile file : page.files()) {
                    files++;
                    var known = new RulesDifference.Known(
                            file.path(),
                            file.size(),
                            file.state(),
                            file.category().orElse(null),
                            file.mime(),
                            file.stateSince());
                    tell(known, one -> read(volume, one), taking);
                }
                cursor = page.next();
            } while (cursor != null);
        }
        return files;
    }

    private Category read(Volume volume, RulesDifference.Known file) throws IOException {
        try (OpenFile open = volume.open(file.path());
                FileChannel channel = open.channel()) {
            return identifier.identify(file.path().name(), Content.of(channel)).category();
        } catch (IOException e) {
            return identifier.category(String.valueOf(file.mime()));
        }
    }

    private void tell(RulesDifference.Known file, RulesDifference.Content content, Taking taking) throws IOException {
        for (RulesDifference.Change change : difference.of(file, content)) {
            taking.take(change);
        }
    }
}
