package dev.tallyman.volume;

import dev.tallyman.volume.disk.FileStatus;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What lies in Tallyman's own folders and is not Tallyman's: a pipe among the uploads, a folder in
 * the trash. People are told of it; it is never opened, followed or removed, and stops nothing.
 */
record Strangers(Volume volume) {
    private static final int NAMED = 20;
    private static final Pattern REPORT = Pattern.compile("\\d{1,18}|\\.\\d{1,18}\\.part");
    private static final Pattern LINK = Pattern.compile("latest|\\.latest\\.\\d{1,18}");

    private interface Known {
        boolean test(String name, FileStatus status);
    }

    /** Each with what it is, such as {@code uploads/x (a folder)}; at last how many more. */
    List<String> list() {
        List<String> all = new ArrayList<>();
        Known file = (_, status) -> status.isFile();
        for (Path folder : List.of(volume.uploads(), volume.trash(), volume.logs(), volume.backups(), volume.slots())) {
            addTo(all, folder, file);
        }
        addTo(all, volume.reports(), Strangers::isOfReports);
        int more = all.size() - NAMED;
        if (more > 1) {
            all.subList(NAMED, all.size()).clear();
            all.add(more + " more");
        }
        return all;
    }

    private static boolean isOfReports(String name, FileStatus status) {
        return status.isFolder()
                ? REPORT.matcher(name).matches()
                : status.kind() == FileStatus.Kind.LINK && LINK.matcher(name).matches();
    }

    // A folder that cannot be listed is the matter of whoever works in it.
    private void addTo(List<String> all, Path folder, Known known) {
        try (OpenFolder open = volume.openOwn(folder)) {
            for (OpenFolder.Entry entry : open.list()) {
                String name = entry.name().text();
                if (!known.test(name, entry.status())) {
                    all.add(volume.inside(folder) + "/" + name + " ("
                            + entry.status().kind().words() + ")");
                }
            }
        } catch (IOException e) {
            System.getLogger(Strangers.class.getName())
                    .log(System.Logger.Level.DEBUG, "not all of " + folder + " is seen", e);
        }
    }
}
