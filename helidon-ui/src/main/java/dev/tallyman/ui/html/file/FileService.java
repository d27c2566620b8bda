package dev.tallyman.ui.html.file;

import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Name;
import dev.tallyman.look.RiskWords;
import dev.tallyman.look.Words;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.ReadingProgress;
import dev.tallyman.ui.intake.Timeline;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of single files. */
public final class FileService implements HttpService {
    private static final int COPIES = 20;

    private static final int DEEDS = 50;

    private final PageContext context;
    private final PageRenderer html;

    public FileService(PageContext context, PageRenderer html) {
        this.context = context;
        this.html = html;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/files/{id}", this::file);
    }

    private void file(ServerRequest request, ServerResponse response) {
        var actions = new FileActions(context.index(), context.jobs());
        StoredFile file = actions.find(request);
        html.send(response, "file/file.jte", page(file, actions, after(request)));
    }

    private static long after(ServerRequest request) {
        return request.query()
                .first("members")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    private FilePage page(StoredFile file, FileActions actions, long after) {
        Name name = Name.of(file.path());
        Frame frame = context.frames().frame(name.base(), Frame.Tab.FILES).at(actions.role(file), actions.isOwn(file));
        Run run = run(file).orElse(null);
        Rules rules = context.rules().get();
        Inside inside = new InsideReader(context.index(), rules, file).read(after);
        var content = new ContentPreview(context.index(), file, inside.held() != null);
        FilePage.Preview preview = content.preview();
        var history = new FileHistory(
                file,
                new FileHistory.Seen(run, reported(file), frame.now()),
                context.index().events().ofFile(file.id(), DEEDS),
                context.index().catalog().revisions(file.id(), DEEDS),
                rules.uploads().holding(file).orElse(null));
        ReadingProgress progress = ReadingProgress.of(List.of(file), context.index(), context.jobs());
        return new FilePage(
                frame,
                file.id(),
                new FilePage.Title(name, file.path().text(), crumbs(file.path()), flags(file)),
                new FilePage.Standing(
                        file.state(),
                        progress.reading(file),
                        history.says(),
                        notice(file, run, progress.again(file), frame.now()),
                        file.state().present()),
                preview,
                new FileFacts(file).list(),
                inside,
                new FilePage.Verdict(
                        file.category().orElse(null),
                        file.puids(),
                        VerdictReasons.title(file),
                        content.evidence(),
                        VerdictReasons.asked(file, preview instanceof FilePage.Preview.Text)),
                new FilePage.History(history.spent(), history.steps()),
                context.index().catalog().copies(file, COPIES).stream()
                        .map(FileRow::of)
                        .toList());
    }

    private Optional<Run> run(StoredFile file) {
        Long run = file.handling().run();
        return run == null ? Optional.empty() : context.index().runs().find(run);
    }

    /** The first report of the newest twenty that was begun after the verdict. */
    private @Nullable Run reported(StoredFile file) {
        Instant done = file.handling().done();
        if (done == null || !file.state().processed()) {
            return null;
        }
        return context.index().runs().list(Run.Kind.REPORT, Long.MAX_VALUE, 20).stream()
                .filter(run -> run.status() == Run.Status.DONE)
                .filter(run -> run.started() != null && run.started().isAfter(done))
                .reduce((_, older) -> older)
                .orElse(null);
    }

    private static List<FilePage.Crumb> crumbs(FilePath path) {
        List<FilePage.Crumb> crumbs = new ArrayList<>();
        byte[] bytes = path.bytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                FilePath folder = FilePath.of(java.util.Arrays.copyOf(bytes, i));
                String text = Name.of(folder).base();
                crumbs.add(new FilePage.Crumb(text, "/?folder=" + folder.url()));
                start = i + 1;
            }
        }
        return start == 0 ? List.of() : List.copyOf(crumbs);
    }

    private static List<FileRow.Flag> flags(StoredFile file) {
        List<FileRow.Flag> flags = new ArrayList<>();
        if (file.mismatch()) {
            flags.add(new FileRow.Flag(
                    "mismatch",
                    FileRow.told(file),
                    "The name says " + file.nameSays() + ", the content is " + file.mime() + "."));
        }
        for (Risk risk : file.risks().stream().sorted().toList()) {
            if (risk.isInside()) {
                continue; // told at length below
            }
            RiskWords words = RiskWords.of(risk);
            flags.add(new FileRow.Flag("risk", Words.upper(words.label()) + ".", words.meaning()));
        }
        return List.copyOf(flags);
    }

    private FilePage.@Nullable Notice notice(StoredFile file, @Nullable Run run, @Nullable Instant again, Instant now) {
        FilePage.RunLink link = run == null ? null : FileHistory.link(run);
        return switch (file.state()) {
            case RECEIVED, CLAIMED ->
                notice("wait", file.state().label(), "Waiting for " + waited(file, now) + ".", why(file))
                        .about(openSweep().map(FileHistory::link).orElse(link));
            case FAILED ->
                notice(
                                "fail",
                                "failed",
                                "Failed, attempt %d of %d.".formatted(file.attempts(), attempts()),
                                failure(file, again, now))
                        .about(link)
                        .withRetry();
            case QUARANTINED ->
                notice("need", "quarantined", "Needs you.", needsYou(file))
                        .about(link)
                        .withRetry();
            case TRASHED ->
                notice(
                        "wait",
                        "trashed",
                        "In the trash.",
                        "It goes for good " + goes(file, now) + ", unless it is restored.");
            case MISSING ->
                notice(
                        "fail",
                        "trashed",
                        "Gone from the disk.",
                        "Something outside Tallyman took it away. What was known of it is below; if it comes back, the next sweep finds it.");
            case CLASSIFIED -> null;
        };
    }

    private static FilePage.Notice notice(String meaning, String glyph, String title, String text) {
        return new FilePage.Notice(meaning, glyph, title, text, null, false);
    }

    private static String waited(StoredFile file, Instant now) {
        return Words.duration(Duration.between(file.stateSince(), now));
    }

    private String why(StoredFile file) {
        return new Timeline(context.index(), context.jobs(), context.rules().get(), file)
                .why()
                .orElse("");
    }

    private int attempts() {
        return context.rules().get().claims().attempts();
    }

    private static String failure(StoredFile file, @Nullable Instant again, Instant now) {
        return error(file)
                + " The file is untouched. The next sweep"
                + (again == null ? "" : ", " + Words.age(again, now) + ",")
                + " tries again.";
    }

    private static String needsYou(StoredFile file) {
        return error(file)
                + " That was attempt "
                + file.attempts()
                + ", so sweeps leave it alone. Mend the cause and press Retry, or keep the file as it is.";
    }

    private static String error(StoredFile file) {
        return sentence(file.error() == null ? "No reason was recorded" : file.error());
    }

    private String goes(StoredFile file, Instant now) {
        return Words.age(
                file.stateSince().plus(context.rules().get().retention().trash()), now);
    }

    private Optional<Run> openSweep() {
        return context.index().runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1).stream()
                .filter(run -> !run.status().ended())
                .findFirst();
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
