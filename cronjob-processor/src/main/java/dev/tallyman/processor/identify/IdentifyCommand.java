package dev.tallyman.processor.identify;

import dev.tallyman.file.Identification;
import dev.tallyman.identification.Identifier;
import dev.tallyman.identification.pronom.SignatureFile;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tallyman identify}: says what files are, without any intake. */
@Command(
        name = "identify",
        exitCodeList = {
            "0:every file was answered; with --diff: no verdict would change",
            "1:with --diff: some would change; else an unexpected failure",
            "3:"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Says what files are, by their content first: one line per file, in the order given.",
            "",
            "A name may tell a format apart further (a text called x.py is Python) and never"
                    + " contradicts the content; where it promises another format the line says so."
                    + " Links are followed. Nothing but a regular file is ever opened: whatever is"
                    + " missing, a folder, a device or not permitted is answered as"
                    + " application/octet-stream with the reason, and is no failure. A file of 0 bytes is"
                    + " application/x-empty.",
            ""
        })
public final class IdentifyCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(
            names = "--tsv",
            description = {
                "Tab-separated, without a header: path, MIME type, category, PRONOM id, format,"
                        + " basis, mismatch. \\t \\n \\r \\\\ stand for those bytes in it."
            })
    private boolean tsv;

    @Mixin
    private PreservationOptions preservation = new PreservationOptions();

    @Option(names = "--explain", description = "Says in words which rule of which source decided, and what lost to it.")
    private boolean explain;

    @Option(
            names = "--pronom",
            paramLabel = "FILE",
            description = "A DROID signature file, in place of the one that this program brings.")
    private @Nullable Path pronom;

    @Option(
            names = "--pronom-containers",
            paramLabel = "FILE",
            description = "The container signature file that belongs to it.")
    private @Nullable Path containers;

    @Option(
            names = "--diff",
            paramLabel = "files.csv.gz",
            description = {
                "Instead of identifying: which verdicts of a report’s table would this version change? FILE is"
                        + " then the folder that the files lie in. Exit 0 when none, 1 when some."
            })
    private @Nullable Path diff;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "With --diff: the rules whose categories go before what the content says.")
    private @Nullable Path rules;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Files that are read at the same time; one for each processor, if it is not given.")
    private int workers = Math.max(2, Runtime.getRuntime().availableProcessors());

    @Option(names = "--ignore-names", description = "Judge by the content alone.")
    private boolean ignoreNames;

    @Option(
            names = {"-0", "--null"},
            description = "Names on standard input are separated by NUL instead of newline.")
    private boolean nul;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The files, or a lone - to read their names from standard input.")
    private List<String> files = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    private final InputStream in;
    private final OutputStream out;
    private final Clock clock;
    private Identifier identifier = new Identifier();

    /** On the process's own standard input and output, as bytes. */
    public IdentifyCommand() {
        this(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                Clock.system(ZoneId.systemDefault()));
    }

    IdentifyCommand(InputStream in, OutputStream out, Clock clock) {
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Stream.of(json, tsv, preservation.sf, preservation.sfYaml, preservation.droid, explain)
                        .filter(chosen -> chosen)
                        .count()
                > 1) {
            throw wrong("Choose one of --json, --tsv, --sf, --sf-yaml, --droid and --explain.");
        }
        String hash = preservation.wrongHash();
        if (hash != null) {
            throw wrong(hash);
        }
        if (containers != null && pronom == null) {
            throw wrong("--pronom-containers needs --pronom.");
        }
        try {
            identifier = pronom == null ? identifier : Identifier.with(pronom, containers);
        } catch (SignatureFile.Broken e) {
            commandLine().getErr().println("tallyman: " + e.getMessage());
            return 2;
        }
        if (workers < 1 || workers > 256) {
            throw wrong("--workers takes 1 to 256.");
        }
        return diff == null ? answer() : difference(diff);
    }

    private int answer() throws IOException, InterruptedException {
        boolean fromInput = files.contains("-");
        if (fromInput && files.size() > 1) {
            throw wrong("Give either files or a lone -, not both.");
        }
        Layout layout = json ? Layout.JSON : tsv ? Layout.TSV : Layout.PEOPLE;
        List<byte[]> names = fromInput ? List.of() : RawArguments.of(files);
        int width = names.stream().mapToInt(name -> name.length).max().orElse(0);
        PreservationForm form = preservation.form(identifier, ZonedDateTime.now(clock));
        var pipeline = new Pipeline(
                (name, line) -> {
                    if (explain) {
                        Layout.paragraph(name, name.explain(identifier, ignoreNames), line);
                    } else if (form == null) {
                        layout.write(name, identify(name), Math.min(width, 60), line);
                    } else {
                        Identification answer = identify(name);
                        form.write(PreservedFile.of(name, answer, identifier, preservation.checksum()), line);
                    }
                },
                workers);
        NameReader reader =
                fromInput ? new NameReader(in, nul ? 0 : '\n') : new NameReader(RawArguments.joined(names), 0);
        try {
            out.write((form == null ? "" : form.header()).getBytes(StandardCharsets.UTF_8));
            pipeline.run(reader, out);
        } catch (IOException e) {
            // Such as: whoever read the answers has seen enough.
            commandLine().getErr().println("tallyman: stopped early: " + e.getMessage());
            return 1;
        }
        return 0;
    }

    private int difference(Path table) throws IOException {
        Path folder = Path.of(files.getFirst());
        if (files.size() > 1 || !Files.isDirectory(folder) || !Files.isRegularFile(table)) {
            throw wrong("--diff takes a report's files.csv.gz and the folder that its files lie in.");
        }
        if (tsv || preservation.any() || explain || ignoreNames) {
            throw wrong("--diff goes with --json, --rules, --pronom and --pronom-containers alone.");
        }
        var print = new PrintStream(out, false, StandardCharsets.UTF_8);
        try {
            Rules given = Rules.load(Optional.ofNullable(rules), Habitat.MACHINE);
            var difference = new VerdictDifference(identifier, given, VerdictDifference.files(folder), json, print);
            return difference.print(table) ? 0 : 1;
        } catch (ReportedFile.NoReport e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    // A fault of this program costs nobody the answers about the other files.
    private Identification identify(RawName name) {
        try {
            return name.identify(identifier, ignoreNames);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            commandLine().getErr().print("tallyman: a fault in this program, please report it: " + trace);
            commandLine().getErr().flush();
            return Identifier.unidentified("Not identified, the program failed on it: " + e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandLine(), message);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
