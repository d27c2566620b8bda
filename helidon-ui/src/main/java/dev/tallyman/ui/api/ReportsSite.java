package dev.tallyman.ui.api;

import dev.tallyman.rules.Reach;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.ByteRange;
import dev.tallyman.ui.http.Gzip;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.RawPath;
import dev.tallyman.ui.http.ServedFile;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders that the report generator wrote, their pages with links to the intake. Only the script that sorts their tables runs in them. */
public final class ReportsSite implements HttpService {
    private static final RawPath REPORTS = new RawPath("/reports/", "path");
    private static final Pattern OF_A_FOLDER = Pattern.compile("[^/]+/folders/([^/]+)(?:/.*)?", Pattern.DOTALL);
    private static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");
    private static final String POLICY = "default-src 'none'; script-src " + LiveLinks.script()
            + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "csv", "text/csv; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "gz", "application/gzip");

    private static final String TEXT = "text/.*|application/json|image/svg.*";
    private static final int WORTH = 1 << 10;

    // No page of a report is larger. What is came from elsewhere, and is sent as it lies.
    private static final int PAGE = 1 << 20;
    private static final int COPIES = 4;

    private final Volume volume;
    private final Budget budget;

    public ReportsSite(Volume volume, Budget budget) {
        this.volume = volume;
        this.budget = budget;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Method.GET, REPORTS, this::get).route(Method.HEAD, REPORTS, this::get);
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException {
        String raw = REPORTS.rest(request.prologue().uriPath());
        if (raw.isEmpty()) {
            redirect(response, sees(Visit.currentReach()) ? "/reports/latest/" : "/reports");
            return;
        }
        boolean folder = raw.endsWith("/");
        FilePath path = FilePath.ofUrl(folder ? raw.substring(0, raw.length() - 1) : raw);
        Optional<FilePath> about = about(path);
        require(about);
        Path file = find(path);
        if (Files.isDirectory(file)) {
            if (!folder) {
                redirect(response, "/reports/" + path.url() + "/");
                return;
            }
            file = file.resolve("index.html");
        }
        send(request, response, file, about);
    }

    private static boolean sees(Reach everything) {
        return everything.least().covers(Role.VIEWER);
    }

    // The folder of the intake that a report within a report is about.
    private static Optional<FilePath> about(FilePath path) {
        String raw = new String(path.bytes(), StandardCharsets.ISO_8859_1);
        return Optional.of(OF_A_FOLDER.matcher(raw))
                .filter(Matcher::matches)
                .map(matcher -> FilePath.of(matcher.group(1).getBytes(StandardCharsets.ISO_8859_1)));
    }

    // That there is a folder is told to nobody who does not see it.
    private static void require(Optional<FilePath> about) {
        Reach reach = Visit.currentReach();
        if (sees(reach)) {
            return;
        }
        if (about.isEmpty()) {
            Visit.requireEverywhere(Role.VIEWER);
        } else if (!reach.sight(Role.VIEWER).seesAllIn(about.get())) {
            throw missing();
        }
    }

    // Through "latest", which is a link; what it leads to must still be a report.
    private Path find(FilePath path) throws IOException {
        try {
            Path reports = volume.reports().toRealPath();
            Path file = path.under(volume.reports()).toRealPath();
            if (!file.startsWith(reports) || file.equals(reports)) {
                throw missing();
            }
            return file;
        } catch (FileSystemException e) { // a loop of links is as good as nothing
            throw path.text().startsWith("latest")
                            && !Files.exists(volume.reports().resolve("latest"))
                    ? Problem.notFound("There is no report yet; press Report now to make one.")
                    : missing();
        }
    }

    private static Problem missing() {
        return Problem.notFound("This report has no such page; /reports/latest/ is the newest.");
    }

    private void send(ServerRequest request, ServerResponse response, Path file, Optional<FilePath> about)
            throws IOException {
        try (Gate.Place _ = budget.download();
                ServedFile bytes = ServedFile.open(file)) {
            String name = file.getFileName().toString();
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            response.header(CSP, POLICY)
                    .header(HeaderNames.CONTENT_TYPE, type)
                    .header(HeaderNames.CACHE_CONTROL, "no-cache");
            bytes.validators(response);
            boolean coded = type.matches(TEXT) && bytes.size() >= WORTH && Gzip.agree(request.headers(), response);
            if (coded) {
                response.header(HeaderNames.ETAG, "W/" + bytes.etag());
            }
            if (bytes.isUnchanged(request.headers())) {
                response.headers().remove(HeaderNames.CONTENT_ENCODING);
                response.status(Status.NOT_MODIFIED_304).send();
                return;
            }
            if (name.endsWith(".html") && bytes.size() <= PAGE) {
                sendPage(request, response, bytes, about, coded);
                return;
            }
            if (!coded) {
                response.contentLength(bytes.size());
            }
            if (request.prologue().method().equals(Method.HEAD) || bytes.size() == 0) {
                response.send();
            } else {
                OutputStream out = response.outputStream();
                bytes.send(new ByteRange(0, bytes.size()), coded ? Gzip.stream(out) : out, budget.memory());
            }
        }
    }

    private void sendPage(
            ServerRequest request, ServerResponse response, ServedFile bytes, Optional<FilePath> about, boolean coded)
            throws IOException {
        try (Gate.Place _ = budget.memory().enter(1 + (int) ((bytes.size() * COPIES) >> 10))) {
            byte[] page = LiveLinks.in(Channels.newInputStream(bytes.channel()).readAllBytes(), about);
            byte[] sent = coded ? Gzip.of(page) : page;
            if (request.prologue().method().equals(Method.HEAD)) {
                response.contentLength(sent.length);
                response.send();
            } else {
                response.send(sent);
            }
        }
    }

    private static void redirect(ServerResponse response, String to) {
        response.status(Status.FOUND_302).header(HeaderNames.LOCATION, to).send();
    }
}
