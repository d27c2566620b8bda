package dev.tallyman.index.repair;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How the names in {@code trash/} and the rows in the trash differ, at one moment: whoever acts on
 * it looks again.
 *
 * @param strays names that are no row's there
 * @param ghosts rows there whose name is not there
 */
record TrashComparison(List<FilePath> strays, List<Long> ghosts) {
    static TrashComparison of(Volume volume, Database database) throws IOException {
        List<FilePath> names = new ArrayList<>();
        LongStream.Builder numbers = LongStream.builder();
        list(volume, names, numbers);
        // The rows after the names: what is deleted meanwhile looks like a ghost, which is looked
        // at again in the end, and never like a stray.
        long[] rows = database.read(session -> {
            LongStream.Builder ids = LongStream.builder();
            session.each("SELECT id FROM file WHERE state = 'trashed'", row -> {
                ids.add(row.getLong(1));
                return true;
            });
            return sorted(ids);
        });
        long[] numbered = sorted(numbers);
        for (long number : numbered) {
            if (Arrays.binarySearch(rows, number) < 0) {
                names.add(Volume.trashName(number));
            }
        }
        return new TrashComparison(
                List.copyOf(names),
                Arrays.stream(rows)
                        .filter(row -> Arrays.binarySearch(numbered, row) < 0)
                        .boxed()
                        .toList());
    }

    private static void list(Volume volume, List<FilePath> names, LongStream.Builder numbers) throws IOException {
        try (OpenFolder trash = volume.openTrash()) {
            for (OpenFolder.Entry entry : trash.list()) {
                OptionalLong id = Places.id(entry.name().text());
                if (id.isPresent()) {
                    numbers.add(id.getAsLong());
                } else {
                    names.add(entry.name());
                }
            }
        }
    }

    private static long[] sorted(LongStream.Builder values) {
        long[] sorted = values.build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
