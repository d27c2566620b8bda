package dev.tallyman.ui.html;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** Serves the sample to look at it: files in every state, hostile names. */
final class ServeSample {
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private ServeSample() {}

    public static void main(String... args) throws IOException, InterruptedException {
        SamplePages sample = new SamplePages(Path.of(args[0]));
        if (args.length > 1) {
            fill(sample);
        }
        System.out.println(sample.address());
        Thread.currentThread().join();
    }

    static void fill(SamplePages s) throws IOException {
        s.upload("inbox/dump_0007.bin", "\u0001\u0002");
        s.says("inbox/dump_0007.bin", Category.UNKNOWN, "application/octet-stream", "Not identified");
        s.upload("inbox/placeholder.pdf", "");
        s.says("inbox/placeholder.pdf", Category.EMPTY, "application/x-empty", "Empty");
        s.upload("permits/تقرير-المرفأ-2026.pdf", "%PDF-1.7 sample");
        s.says("permits/تقرير-المرفأ-2026.pdf", Category.DOCUMENT, "application/pdf", "PDF 1.7");
        byte[] latin = "inbox/Stra?e nach S?den.txt".getBytes(StandardCharsets.US_ASCII);
        latin[10] = (byte) 0xdf;
        latin[19] = (byte) 0xfc;
        s.upload(FilePath.of(latin), "Hallo".getBytes(StandardCharsets.UTF_8));
        s.upload("scripts/plot_tides.py", "import math\n\nprint('tide', math.pi)\n");
        s.says("scripts/plot_tides.py", Category.CODE, "text/x-python", "Python 3");
        s.upload("inbox/nested-42.zip", "PK\u0003\u0004 nested");
        s.fails("inbox/nested-42.zip", "Unpacks to 4.5 PB, more than the budget of 1 GB");
        s.sweep(1);
        s.wait(Duration.ofMinutes(20));
        s.upload("sonar/sonar-mosaic-full.tif", "II*\u0000 mosaic");
        s.fails("sonar/sonar-mosaic-full.tif", "Ran out of memory 3 times");
        s.sweep(1);
        s.upload("audio/boat-engine-astern.wav", "RIFF....WAVE");
        s.says("audio/boat-engine-astern.wav", Category.AUDIO, "audio/wav", "WAVE, PCM 48 kHz");
        s.upload("gauges/logger-07.csv", "time,level\n1,2\n");
        s.says("gauges/logger-07.csv", Category.DATA, "text/csv", "CSV, 14 columns");
        s.upload(FilePath.of("photos/2026-11-18/north-mole_0931.png"), PNG);
        s.saysMismatch(
                "photos/2026-11-18/north-mole_0931.png", Category.IMAGE, "image/jpeg", "JPEG, Exif 2.2", "image/png");
        s.upload(FilePath.of("photos/copy-of-mole.png"), PNG);
        s.says("photos/copy-of-mole.png", Category.IMAGE, "image/png", "PNG 1.2");
        s.upload("models/seabed-patch-03.glb", "glTF");
        s.says("models/seabed-patch-03.glb", Category.MODEL, "model/gltf-binary", "glTF 2.0, binary");
        s.upload(
                "field-notes-2026-11-23.md",
                "# Field notes\n\nCalm, 4 m visibility. <script>alert(1)</script>\n".repeat(40));
        s.says("field-notes-2026-11-23.md", Category.TEXT, "text/markdown", "Markdown, UTF-8");
        s.upload("permits/RE: permit 117.eml", "From: a@example.org\n");
        s.says("permits/RE: permit 117.eml", Category.EMAIL, "message/rfc822", "Internet message");
        s.upload("permits/permit-2026-117.docm", "PK docm");
        s.says(
                "permits/permit-2026-117.docm",
                Category.DOCUMENT,
                "application/vnd.ms-word.document.macroEnabled.12",
                "Word document with macros (.docm)",
                Risk.MACROS);
        s.upload("plans/north-transect.dwg", "AC1032");
        s.fails("plans/north-transect.dwg", "Took longer than 30 s");
        s.upload("inbox/invoice_\u202efdp.exe", "MZ");
        s.says(
                "inbox/invoice_\u202efdp.exe",
                Category.EXECUTABLE,
                "application/vnd.microsoft.portable-executable",
                "Windows program, PE32+");
        s.upload("inbox/<img src=x onerror=alert(1)>.jpg", "\u00ff\u00d8");
        s.says("inbox/<img src=x onerror=alert(1)>.jpg", Category.IMAGE, "image/jpeg", "JPEG 1.02");
        s.sweep(3);
        s.index.trash().put(s.upload("inbox/old-plans.zip", "PK old").id());
        s.index
                .trash()
                .put(s.upload("inbox/gull-colony-06-out-of-focus.heic", "heic").id());
        s.wait(Duration.ofMinutes(5));
        s.upload(
                "drone/transect-14-2026-11-24-wind-calm-altitude-40m-second-pass-colour-corrected-final-2.mp4",
                "....ftypmp42".repeat(5000));
        s.upload("gauges/harbour-level-2026-11-24.csv", "a,b\n");
        s.upload("gauges/tide-gauge-list-2026-11.parquet", "PAR1");
        s.wait(Duration.ofSeconds(17));
    }
}
