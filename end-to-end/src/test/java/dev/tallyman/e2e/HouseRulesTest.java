package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md says about our code, as far as a program can tell. */
class HouseRulesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern EXPRESSION = Pattern.compile("\\$(?:unsafe)?\\{((?:[^{}\"]|\"[^\"]*\")*)\\}"
            + "|@(?:if|elseif|for)\\(((?:[^()\"]|\"[^\"]*\"|\\((?:[^()\"]|\"[^\"]*\""
            + "|\\((?:[^()]|\"[^\"]*\")*\\))*\\))*)\\)");
    // A text is joined to another with a plus; whatever else a plus does is arithmetic.
    private static final Pattern ARITHMETIC = Pattern.compile(" [-*/%] |(?<!\") \\+ (?!\")");

    // What jdeps prints. The code that is generated of templates counts as one package.
    private static final Pattern ARROW = Pattern.compile(" +(dev\\.tallyman\\S*?)(?:(?<=\\.templates|\\.pages)\\.\\S+)?"
            + " +-> (dev\\.tallyman\\S*?)(?:(?<=\\.templates|\\.pages)\\.\\S+)? .*");

    private static List<Path> files(String folder, String ending) throws IOException {
        var found = new ArrayList<Path>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(it -> it.resolve(folder)).toList()) {
                if (Files.isDirectory(module)) {
                    try (Stream<Path> files = Files.walk(module)) {
                        files.filter(file -> file.toString().endsWith(ending)).forEach(found::add);
                    }
                }
            }
        }
        assertFalse(found.isEmpty(), folder);
        return found;
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @Test
    void noInterfaceHasOneImplementation() throws IOException {
        List<ClassModel> classes = files("target/classes", ".class").stream()
                .map(HouseRulesTest::parse)
                .toList();
        List<String> implemented = classes.stream()
                .flatMap(it -> it.interfaces().stream())
                .map(name -> name.asInternalName())
                .toList();

        assertEquals(
                List.of(),
                classes.stream()
                        .filter(HouseRulesTest::isOpenInterface)
                        .map(it -> it.thisClass().asInternalName())
                        .filter(name ->
                                implemented.stream().filter(name::equals).count() < 2)
                        .toList());
    }

    /** Not sealed, and more than one function. */
    private static boolean isOpenInterface(ClassModel model) {
        long functions = model.methods().stream()
                .filter(method -> method.flags().has(AccessFlag.ABSTRACT))
                .count();
        return model.flags().has(AccessFlag.INTERFACE)
                && model.findAttribute(Attributes.permittedSubclasses()).isEmpty()
                && functions > 1;
    }

    @Test
    void noTwoClassesHaveOneName() throws IOException {
        var seen = new TreeMap<String, Integer>();
        for (Path source : files("src/main/java", ".java")) {
            seen.merge(String.valueOf(source.getFileName()), 1, Integer::sum);
        }
        seen.keySet().removeAll(Set.of("Main.java", "package-info.java"));
        seen.values().removeIf(times -> times == 1);
        assertEquals(Map.of(), seen);
    }

    @Test
    void noTemplateDoesArithmetic() throws IOException {
        var found = new ArrayList<String>();
        for (Path template : files("src/main/jte", ".jte")) {
            var expression = EXPRESSION.matcher(Files.readString(template));
            while (expression.find()) {
                String text = expression.group(1) == null ? expression.group(2) : expression.group(1);
                if (ARITHMETIC.matcher(text.replaceAll("\"[^\"]*\"", "\"\"")).find()) {
                    found.add(ROOT.relativize(template) + ": " + text);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aPageOfTheWebServerTakesOneRecord() throws IOException {
        for (Path template : files("src/main/jte", ".jte")) {
            String text = Files.readString(template);
            if (text.contains("\n@template.layout(")) {
                long taken =
                        text.lines().filter(line -> line.startsWith("@param")).count();
                assertEquals(1, taken, template.toString());
            }
        }
    }

    @Test
    void aPackageUsesOnlyThoseBelowItInTheMap() throws IOException {
        List<String> map = map();
        var wrong = new TreeSet<String>();
        for (String line : arrows()) {
            var arrow = ARROW.matcher(line);
            if (arrow.matches() && map.indexOf(arrow.group(1)) > map.indexOf(arrow.group(2))) {
                wrong.add(arrow.group(1) + " stands below " + arrow.group(2) + " and uses it");
            }
        }
        packages().keySet().stream()
                .filter(it -> !map.contains(it))
                .map(it -> it + " is not in the map")
                .forEach(wrong::add);
        assertEquals(Set.of(), wrong, "house/map.txt has every package above all that it uses");
    }

    private static List<String> arrows() throws IOException {
        var command =
                new ArrayList<>(List.of("--multi-release", "base", "-verbose:package", "-e", "dev\\.tallyman\\..*"));
        files("target/classes", ".class").stream()
                .map(it -> ROOT.resolve(ROOT.relativize(it).subpath(0, 3)).toString())
                .distinct()
                .forEach(command::add);
        var said = new StringWriter();
        var out = new PrintWriter(said);
        int exit = ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, command.toArray(String[]::new));
        assertEquals(0, exit, said.toString());
        return said.toString().lines().toList();
    }

    /** How many files each package has. */
    private static Map<String, Integer> packages() throws IOException {
        Map<String, Integer> packages = new TreeMap<>();
        for (Path file : files("src/main/java", ".java")) {
            Path path = ROOT.relativize(file);
            String name = path.subpath(4, path.getNameCount() - 1).toString().replace('/', '.');
            packages.merge(name, 1, Integer::sum);
        }
        return packages;
    }

    @Test
    void nothingOutgrowsTheHouse() throws IOException {
        Map<String, Integer> sizes = new TreeMap<>();
        packages().forEach((name, files) -> over(sizes, 25, "files in", name, files));
        for (String sources : List.of("src/main/java", "src/test/java")) {
            for (Path file : files(sources, ".java")) {
                over(
                        sizes,
                        250,
                        "lines in",
                        ROOT.relativize(file),
                        Files.readAllLines(file).size());
            }
        }
        for (Path file : files("target/classes", ".class")) {
            ClassModel model = parse(file);
            String name = model.thisClass().asInternalName().replace('/', '.');
            var components = model.findAttribute(Attributes.record());
            components.ifPresent(
                    it -> over(sizes, 12, "fields in", name, it.components().size()));
            for (MethodModel method : model.methods()) {
                if (components.isEmpty() && method.methodName().equalsString("<init>")) {
                    over(sizes, 6, "arguments for", name, arguments(method));
                }
            }
        }
        assertEquals(Map.of(), sizes);
    }

    private static void over(Map<String, Integer> sizes, int most, String what, Object of, int size) {
        if (size > most) {
            sizes.merge(what + " " + of, size, Math::max);
        }
    }

    /** Those that a person has written. */
    private static int arguments(MethodModel constructor) {
        return constructor
                .findAttribute(Attributes.methodParameters())
                .map(it -> (int) it.parameters().stream()
                        .filter(one -> !one.has(AccessFlag.SYNTHETIC) && !one.has(AccessFlag.MANDATED))
                        .count())
                .orElse(0);
    }

    private static List<String> map() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/house/map.txt")).stream()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
