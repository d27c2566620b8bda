package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Small files of several kinds, in a folder of their own. */
final class Sample {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private Sample() {}

    static Path picture(Path file) throws IOException {
        return write(file, Base64.getDecoder().decode(PNG));
    }

    static Path letter(Path file) throws IOException {
        return write(file, "Dear reader,\nthis is a letter.\n".getBytes(UTF_8));
    }

    static Path pdf(Path file) throws IOException {
        String text = """
                %PDF-1.4
                1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
                2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
                3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
                trailer <</Root 1 0 R>>
                %%EOF
                """;
        return write(file, text.getBytes(UTF_8));
    }

    /** A folder with a folder in it. */
    static Path folder(Path folder) throws IOException {
        letter(folder.resolve("letter.txt"));
        picture(folder.resolve("pictures/dot.png"));
        pdf(folder.resolve("papers/one page.pdf"));
        return folder;
    }

    private static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }
}
