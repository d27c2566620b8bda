package dev.tallyman.volume;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
        boolean test(String name, BasicFileAttributes attributes);
    }

    /** Each with what it is, such as {@code uploads/x (a folder)}; at last how many more. */
    List<String> list() {
        List<String> all = new ArrayList<>();
        Known file = (_, attributes) -> attributes.isRegularFile();
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

    private static boolean isOfReports(String name, BasicFileAttributes attributes) {
        return attributes.isDirectory()
                ? REPORT.matcher(name).matches()
                : attributes.isSymbolicLink() && LINK.matcher(name).matches();
    }

    // A folder that cannot be listed is the matter of whoever works in it.
    private void addTo(List<String> all, Path folder, Known known) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!known.test(String.valueOf(entry.getFileName()), attributes)) {
                    all.add(volume.inside(entry) + " (" + kind(attributes) + ")");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(Strangers.class.getName())
                    .log(System.Logger.Level.DEBUG, "not all of " + folder + " is seen", e);
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return "a folder";
        }
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        return attributes.isRegularFile() ? "a file" : "a pipe, socket or device";
    }
}
