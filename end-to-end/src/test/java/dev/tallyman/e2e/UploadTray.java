package dev.tallyman.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What a person does with the tray of uploads, and what of a folder must be on the server in the end. */
final class UploadTray {
    private final Page page;

    UploadTray(Page page) {
        this.page = page;
    }

    Locator box() {
        return page.locator(".tray");
    }

    Locator button(String name) {
        return box().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    void chooseFolder(Path folder) {
        page.locator("#folder-input").setInputFiles(folder);
    }

    void chooseFiles(Path... files) {
        page.locator("#file-input").setInputFiles(files);
    }

    /** A folder of small files, each with contents of its own. */
    static Path folder(Path folder, int files, int size) throws IOException {
        for (int n = 0; n < files; n++) {
            Path file = folder.resolve("%02d/file-%04d.txt".formatted(n % 10, n));
            Files.createDirectories(file.getParent());
            Files.writeString(file, ("file " + n + " ").repeat(1 + n % size));
        }
        return folder;
    }

    /** A file that nothing could shorten on its way. */
    static Path random(Path file, int size, Chance chance) throws IOException {
        byte[] bytes = new byte[size];
        new Random(chance.below(Integer.MAX_VALUE)).nextBytes(bytes);
        return Files.write(file, bytes);
    }

    /** Path and digest of every file in a folder, in order. */
    static List<String> contents(Path folder) throws Exception {
        var found = new ArrayList<String>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                found.add(folder.relativize(file) + " " + HexFormat.of().formatHex(digest));
            }
        }
        found.sort(null);
        return found;
    }
}
