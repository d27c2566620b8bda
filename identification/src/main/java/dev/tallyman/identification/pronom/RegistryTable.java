package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.SignatureRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The resource {@code pronom.tsv}: a registry as lines, an eighth of the signature file that it was
 * made from and read in a fraction of the time. {@code V} is the version, {@code F} a format,
 * {@code S} a signature of formats, {@code C} a container's.
 */
final class RegistryTable {
    private RegistryTable() {}

    /** The registry that this program brings with it. */
    static Pronom.Registry bundled() {
        try (InputStream in = RegistryTable.class.getResourceAsStream("pronom.tsv")) {
            byte[] bytes = Objects.requireNonNull(in, "pronom.tsv").readAllBytes();
            return read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The table pronom.tsv cannot be read.", e);
        }
    }

    static Pronom.Registry read(String table) {
        Pronom.Source source = new Pronom.Source("", "", "");
        List<Pronom.Format> formats = new ArrayList<>();
        List<Pronom.Signature> signatures = new ArrayList<>();
        List<ContainerSignature> containers = new ArrayList<>();
        for (String line : table.split("\n", -1)) {
            String[] cells = line.split("\t", -1);
            switch (cells[0]) {
                case "V" -> source = new Pronom.Source(cells[1], cells[2], cells[3]);
                case "F" -> formats.add(format(cells));
                case "S" ->
                    signatures.add(new Pronom.Signature(numbers(cells[1]), SignatureRule.written(cells[2], cells[3])));
                case "C" -> containers.add(container(cells));
                default -> {}
            }
        }
        return new Pronom.Registry(source, formats, signatures, containers);
    }

    private static ContainerSignature container(String[] cells) {
        List<ContainerSignature.Part> parts = new ArrayList<>();
        for (int i = 3; i + 1 < cells.length; i += 2) {
            SignatureRule rule = cells[i + 1].isEmpty() ? null : SignatureRule.written("*", cells[i + 1]);
            parts.add(new ContainerSignature.Part(cells[i], rule));
        }
        return new ContainerSignature(cells[1], cells[2], parts);
    }

    private static Pronom.Format format(String[] cells) {
        return new Pronom.Format(
                Integer.parseInt(cells[1]),
                cells[2],
                cells[3],
                cells[4].isEmpty() ? null : cells[4],
                cells[5].isEmpty() ? null : cells[5],
                numbers(cells[6]),
                cells[7].isEmpty() ? List.of() : List.of(cells[7].split("/", -1)));
    }

    private static List<Integer> numbers(String cell) {
        return cell.isEmpty()
                ? List.of()
                : Arrays.stream(cell.split(" ", -1)).map(Integer::valueOf).toList();
    }

    static String write(Pronom.Registry registry) {
        StringBuilder table = new StringBuilder();
        table.append("# PRONOM, The National Archives, Open Government Licence v3.0; see NOTICE\n");
        Pronom.Source source = registry.source();
        line(table, "V", source.version(), source.created(), source.files());
        for (Pronom.Format format : registry.formats()) {
            line(
                    table,
                    "F",
                    String.valueOf(format.id()),
                    format.puid(),
                    format.name(),
                    Objects.requireNonNullElse(format.version(), ""),
                    Objects.requireNonNullElse(format.mime(), ""),
                    words(format.over()),
                    String.join("/", format.endings()));
        }
        for (Pronom.Signature signature : registry.signatures()) {
            SignatureRule rule = signature.rule();
            line(table, "S", words(signature.formats()), rule.clues(), rule.toString());
        }
        for (ContainerSignature container : registry.containers()) {
            List<String> cells = new ArrayList<>(List.of("C", container.kind(), container.puid()));
            for (ContainerSignature.Part part : container.parts()) {
                cells.add(part.path());
                cells.add(Objects.toString(part.rule(), ""));
            }
            line(table, cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static void line(StringBuilder table, String... cells) {
        for (String cell : cells) {
            table.append(cell.replaceAll("\\s+", " ")).append('\t');
        }
        table.setCharAt(table.length() - 1, '\n');
    }

    private static String words(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
