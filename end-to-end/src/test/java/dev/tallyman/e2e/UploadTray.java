package dev.tallyman.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
    static Path random(Path file, long size, Chance chance) throws IOException {
        var random = new Random(chance.below(Integer.MAX_VALUE));
        byte[] part = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= part.length) {
                random.nextBytes(part);
                out.write(part, 0, (int) Math.min(left, part.length));
            }
        }
        return file;
    }

    /** Path and digest of every file in a folder, in order. */
    static List<String> contents(Path folder) throws Exception {
        var found = new ArrayList<String>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                found.add(folder.relativize(file) + " " + HexFormat.of().formatHex(digest.digest()));
            }
        }
        found.sort(null);
        return found;
    }
}
