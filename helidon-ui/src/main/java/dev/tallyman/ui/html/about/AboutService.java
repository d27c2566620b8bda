package dev.tallyman.ui.html.about;

import dev.tallyman.index.Index;
import dev.tallyman.index.database.Backups;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Version;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.volume.Space;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Tells what this server is, what it stands on, and where its health is told. */
public final class AboutService implements HttpService {
    private final Index index;
    private final Backups backups;
    private final Version version;
    private final @Nullable String image;
    private final IntSupplier healthPort;
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();
    private final String notice = notice();

    /** What this process is. */
    public record Self(Version version, @Nullable String image, IntSupplier healthPort) {}

    public AboutService(Index index, Self self, FrameFactory frames, InstantSource clock) {
        this.index = index;
        this.backups = new Backups(index.volume(), clock);
        this.version = self.version();
        this.image = self.image();
        this.healthPort = self.healthPort();
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/about", this::about);
    }

    private static String notice() {
        try (InputStream in = AboutService.class.getResourceAsStream("NOTICE")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void about(ServerRequest request, ServerResponse response) {
        Frame frame = frames.frame("About", Frame.Tab.NONE);
        List<Backups.Backup> copies = backups.list();
        html.send(
                response,
                "about/about.jte",
                new AboutPage(
                        frame,
                        lead(frame),
                        versions(frame),
                        state(),
                        copies.stream()
                                .map(copy -> new AboutPage.Backup(copy.name(), Words.size(copy.bytes()), copy.made()))
                                .toList(),
                        notice));
    }

    private String lead(Frame frame) {
        int troubles = frame.banners().size();
        return "Tallyman " + version.number()
                + (troubles == 0 ? ", and all is well." : "; what is wrong stands above.");
    }

    private List<Fact> versions(Frame frame) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Tallyman", version.number()));
        facts.add(new Fact("Commit", "", version.revision(), null, null));
        if (image != null) {
            facts.add(new Fact("Image", "", image, null, null));
        }
        if (frame.rules() != null) {
            facts.add(new Fact("Rules", "", frame.rules(), null, null));
        }
        index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1).stream()
                .map(run -> run.provenance().detector())
                .filter(Objects::nonNull)
                .forEach(detector -> facts.add(new Fact("Signatures", detector, null, "of the last sweep", null)));
        facts.add(Fact.of("Java", Runtime.version() + ", " + System.getProperty("java.vendor")));
        String helidon = WebServer.class.getPackage().getImplementationVersion();
        if (helidon != null) {
            facts.add(Fact.of("Helidon", helidon));
        }
        return facts;
    }

    private List<Fact> state() {
        Space space = index.volume().space();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Volume", Words.size(space.free()) + " of " + Words.size(space.total()) + " are free"));
        Long inodes = space.freeInodes();
        if (inodes != null && space.totalInodes() != null) {
            facts.add(Fact.of("Files on it", "room for " + Words.count(inodes) + " more"));
        }
        facts.add(new Fact("Index", Words.size(size()), null, "index/tallyman.db", null));
        String port = "port " + healthPort.getAsInt() + " of the server";
        facts.add(new Fact("Health", "", "/health/live, /health/ready", port, null));
        facts.add(new Fact("Metrics", "", "/metrics", port + ", Prometheus text", null));
        return facts;
    }

    private long size() {
        return index.volume().database().toFile().length();
    }
}
