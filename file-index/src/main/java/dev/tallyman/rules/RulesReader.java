package dev.tallyman.rules;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.disk.ContentHash;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns the text of a rules file into {@link Rules}. */
final class RulesReader {
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9][a-z0-9+_~-]{0,31}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9*][a-z0-9!#$&^_.+-]*");
    private static final Duration NONE = Duration.ZERO;
    private static final List<Run.Kind> SCHEDULED = List.of(Run.Kind.SWEEP, Run.Kind.REPORT, Run.Kind.HOUSEKEEPING);
    private static final String RISKS =
            Arrays.stream(Risk.values()).map(Risk::label).collect(Collectors.joining(", "));
    private static final String CATEGORIES =
            Arrays.stream(Category.values()).map(Category::label).collect(Collectors.joining(", "));

    private final RulesSection top;

    private RulesReader(RulesSection top) {
        this.top = top;
    }

    static Rules defaults() {
        byte[] yaml = defaultText();
        Value standard = compose(yaml, Rules.BUILT_IN);
        return new RulesReader(RulesSection.of(null, standard)).rules(version(yaml), Rules.BUILT_IN);
    }

    static byte[] defaultText() {
        try (InputStream in = RulesReader.class.getResourceAsStream("default-rules.yaml")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Rules read(byte[] yaml, String source, Habitat habitat) {
        Value standard = compose(defaultText(), Rules.BUILT_IN);
        RulesSection top = RulesSection.of(compose(yaml, source), standard);
        if (habitat == Habitat.CLUSTER) {
            top.given("schedules").ifPresent(value -> {
                throw value.wrong(
                        "schedules is not allowed on Kubernetes", "the CronJobs hold the schedules: set them there");
            });
        }
        Rules rules = new RulesReader(top).rules(version(yaml), source);
        boolean looks = rules.parsers().describe().any();
        if (!looks && rules.uploads().hold().stream().anyMatch(Risk::isInside)) {
            top.given("hold").ifPresent(value -> {
                throw value.wrong(
                        "hold is for what is in files, and describe is off",
                        "leave metadata, text, thumbnails or members of describe on, or take hold out");
            });
        }
        return rules;
    }

    static Value compose(byte[] yaml, String source) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
            LoadSettings settings = LoadSettings.builder().setLabel(source).build();
            Node node = new Compose(settings)
                    .composeString(text)
                    .orElseGet(() -> new Compose(settings).composeString("{}").orElseThrow());
            return new Value(source, "", node, node);
        } catch (StackOverflowError e) {
            throw new RulesException(source + ":1: the rules are nested too deep; a few levels are all there is", e);
        } catch (CharacterCodingException e) {
            throw new RulesException(source + ":1: the rules are not UTF-8; save them as UTF-8", e);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new RulesException(source + ":" + line + ": this is no YAML: " + problem(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new RulesException(source + ":1: this is no YAML: " + problem(e.getMessage()), e);
        }
    }

    private static String problem(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static String version(byte[] yaml) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(yaml), 0, 6);
    }

    private Rules rules(String version, String source) {
        RulesSection claims = top.section("claims");
        RulesSection uploads = top.section("uploads");
        RulesSection categories = top.section("categories");
        return new Rules(
                version,
                source,
                schedules(top.section("schedules")),
                scheduling(top.section("scheduling")),
                new Rules.Claims(
                        claims.get("attempts").integer(1, 100),
                        claims.get("files").integer(1, 10_000),
                        claims.get("bytes").bytes()),
                new Rules.Workers(top.section("workers").get("ceiling").integer(1, 100)),
                new Rules.Uploads(
                        uploads.get("limit").bytes(),
                        Set.copyOf(uploads.get("refuse")
                                .list(RulesReader::extensionOrType, "a list, such as [exe, video/mp4]")),
                        Set.copyOf(top.get("hold").list(RulesReader::risk, "a list of " + RISKS))),
                new Rules.Categories(
                        categories.get("extensions").map(RulesReader::extensionCategory),
                        categories.get("types").map(RulesReader::typeCategory)),
                retention(top.section("retention")),
                report(top.section("report")),
                ParsersReader.parsers(top, source),
                AccessReader.access(top));
    }

    private static Map<Run.Kind, Schedule> schedules(RulesSection section) {
        Map<Run.Kind, Schedule> schedules = new EnumMap<>(Run.Kind.class);
        for (Run.Kind kind : SCHEDULED) {
            RulesSection one = section.section(kind.label());
            ZoneId zone = one.get("zone").parsed(ZoneId::of, "a time zone, such as Etc/UTC or Europe/Berlin");
            schedules.put(
                    kind,
                    one.get("cron")
                            .parsed(
                                    cron -> new Schedule(cron, zone),
                                    "minute hour day-of-month month day-of-week, such as */10 * * * *"));
        }
        return schedules;
    }

    private static Rules.Scheduling scheduling(RulesSection section) {
        String policies = Arrays.stream(Policy.values()).map(Policy::label).collect(Collectors.joining(", "));
        return new Rules.Scheduling(
                section.get("policy").parsed(Policy::of, policies),
                section.get("ageing").duration(NONE),
                section.get("priorities")
                        .map((folder, priority) -> Map.entry(
                                folder.parsed(RulesReader::folder, "a folder under files/, such as urgent/"),
                                priority.integer(-1000, 1000))));
    }

    private static String folder(String text) {
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return FilePath.of(path).text() + "/";
    }

    private static Rules.Retention retention(RulesSection section) {
        return new Rules.Retention(
                section.get("trash").duration(NONE),
                section.get("reports").integer(1, 10_000),
                section.get("logs").duration(NONE),
                section.get("backups").integer(1, 1000),
                section.get("uploads").duration(NONE),
                section.get("events").duration(Duration.ofDays(2)));
    }

    private static Rules.Report report(RulesSection section) {
        return new Rules.Report(
                section.get("interval").duration(NONE),
                section.get("bom").flag(),
                section.get("folders").flag());
    }

    private static Map.Entry<String, Category> extensionCategory(Value name, Value category) {
        return Map.entry(
                name.parsed(RulesReader::extension, "an ending without dots, such as trx"),
                category.parsed(Category::of, CATEGORIES));
    }

    private static Map.Entry<String, Category> typeCategory(Value name, Value category) {
        return Map.entry(
                name.parsed(text -> matching(TYPE, text), "a MIME type, such as application/x-foo"),
                category.parsed(Category::of, CATEGORIES));
    }

    private static Risk risk(Value value) {
        return value.parsed(text -> Risk.valueOf(text.toUpperCase(Locale.ROOT)), RISKS);
    }

    private static String extensionOrType(Value value) {
        return value.parsed(
                text -> text.contains("/") ? matching(TYPE, text) : extension(text),
                "an ending or a MIME type, such as exe, video/mp4, video/*");
    }

    // ".exe" is meant as "exe"; an ending is what follows the last dot.
    private static String extension(String text) {
        return matching(EXTENSION, text.startsWith(".") ? text.substring(1) : text);
    }

    private static String matching(Pattern pattern, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!pattern.matcher(lower).matches()) {
            throw new IllegalArgumentException(text);
        }
        return lower;
    }
}
