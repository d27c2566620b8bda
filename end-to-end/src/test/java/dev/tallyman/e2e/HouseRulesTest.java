package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
}
