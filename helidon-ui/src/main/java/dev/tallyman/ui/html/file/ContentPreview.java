package dev.tallyman.ui.html.file;

import dev.tallyman.file.PictureSize;
import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.intake.PlainText;
import dev.tallyman.ui.intake.ShownPictures;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a file shows of its content. Nothing is parsed here, only read and escaped.
 *
 * @param held its bytes are given to nobody
 */
record ContentPreview(Index index, StoredFile file, boolean held) {
    private static final int EVIDENCE = 48;
    private static final int LINE = 16;
    private static final long LARGE = 50_000_000;

    FilePage.Preview preview() {
        String mime = file.mime() == null ? "" : file.mime();
        String url = "/api/v1/files/" + file.id() + "/content";
        if (!file.state().present()) {
            return new FilePage.Preview.None("What is not here cannot be shown.");
        }
        if (held) {
            return new FilePage.Preview.None("What is held is not shown.");
        }
        if (file.size() == 0) {
            return new FilePage.Preview.None("The file is empty.");
        }
        if (file.inside().pictured() && isShownSmall(mime)) {
            return small(ShownPictures.TYPES.contains(mime) ? url : null);
        }
        if (ShownPictures.TYPES.contains(mime)) {
            return file.size() > LARGE
                    ? new FilePage.Preview.None("The picture is large (" + Words.size(file.size()) + "). Download it.")
                    : new FilePage.Preview.Media(FilePage.Kind.IMAGE, url);
        }
        if (mime.startsWith("audio/")) {
            return new FilePage.Preview.Media(FilePage.Kind.AUDIO, url);
        }
        if (mime.startsWith("video/")) {
            return new FilePage.Preview.Media(FilePage.Kind.VIDEO, url);
        }
        if (mime.equals("application/pdf")) {
            return new FilePage.Preview.Media(FilePage.Kind.PDF, url + "?inline#navpanes=0&view=FitH");
        }
        return PlainText.of(index.volume(), file)
                .<FilePage.Preview>map(text -> new FilePage.Preview.Text(visible(text.start()), text.whole()))
                .orElseGet(this::none);
    }

    // A PDF is for the browser’s own viewer, unless it would do something by itself there.
    private boolean isShownSmall(String mime) {
        return !mime.equals("application/pdf")
                || file.risks().contains(Risk.SCRIPT)
                || file.risks().contains(Risk.LAUNCH);
    }

    // The browser keeps the place for it, so that nothing jumps when it comes.
    private FilePage.Preview small(@Nullable String whole) {
        long width = MetadataGroups.number(file, "tiff:ImageWidth");
        long height = MetadataGroups.number(file, "tiff:ImageLength");
        double scale = Math.min(1, 1024.0 / Math.max(1, Math.max(width, height)));
        boolean onItsSide = MetadataGroups.number(file, "tiff:Orientation") >= 5;
        int wide = (int) Math.round((onItsSide ? height : width) * scale);
        int high = (int) Math.round((onItsSide ? width : height) * scale);
        return new FilePage.Preview.Small(FileRow.picture(file, PictureSize.PAGE), whole, wide, high);
    }

    private FilePage.Preview none() {
        return new FilePage.Preview.None(
                file.category().isEmpty()
                        ? "It has not been read yet, so what could be shown is not known."
                        : "There is no preview for this format. Download it to open it.");
    }

    // What would move the cursor, or turn the writing around, shows as its picture.
    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 32 && c != '\n' && c != '\t') {
                visible.append(c == '\r' ? "" : String.valueOf((char) (0x2400 + c)));
            } else {
                visible.append(Name.turns(c) ? '\ufffd' : c);
            }
        }
        return visible.toString();
    }

    List<FilePage.HexLine> evidence() {
        byte[] bytes = file.state().present() && !held ? index.volume().first(file, EVIDENCE) : new byte[0];
        List<FilePage.HexLine> lines = new ArrayList<>();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        for (int at = 0; at < bytes.length; at += LINE) {
            int to = Math.min(at + LINE, bytes.length);
            var text = new StringBuilder();
            for (int i = at; i < to; i++) {
                text.append(bytes[i] >= 32 && bytes[i] < 127 ? (char) bytes[i] : '.');
            }
            lines.add(new FilePage.HexLine(
                    "%04x".formatted(at), "%-47s".formatted(hex.formatHex(bytes, at, to)), text.toString()));
        }
        return List.copyOf(lines);
    }
}
