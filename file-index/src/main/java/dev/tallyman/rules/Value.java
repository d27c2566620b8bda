package dev.tallyman.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value in a rules file, read as what it must be; anything else is refused with its place.
 *
 * @param key the keys that lead to it, such as {@code claims.files}
 * @param place its key, where it has one
 */
record Value(String file, String key, Node place, Node node) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]i?)?B");

    /** What this is refused for: the place, what is wrong, what would be right. */
    RulesException wrong(String what, String allowed) {
        int line = place.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new RulesException(file + ":" + line + ": " + what + "; " + allowed);
    }

    private RulesException notThat(String allowed) {
        return wrong((key.isEmpty() ? "the file" : key) + ": " + shown() + " is not allowed", "allowed: " + allowed);
    }

    private String shown() {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar -> "“" + scalar.getValue() + "”";
            case SequenceNode _ -> "a list";
            default -> "a group of keys";
        };
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    private String scalar(String allowed) {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return scalar.getValue();
        }
        throw notThat(allowed);
    }

    /** Text that {@code parse} takes; its {@link RuntimeException} is a wrong value. */
    <T> T parsed(Function<String, T> parse, String allowed) {
        String text = scalar(allowed);
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            throw notThat(allowed);
        }
    }

    boolean flag() {
        return parsed(
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                },
                "true or false");
    }

    int integer(int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        int number = parsed(Integer::parseInt, allowed);
        if (number < min || number > max) {
            throw notThat(allowed);
        }
        return number;
    }

    Duration duration(Duration min) {
        String allowed = "a number and s, m, h or d, such as 90s, 10m, 24h, 30d";
        Matcher parts = DURATION.matcher(scalar(allowed));
        if (!parts.matches()) {
            throw notThat(allowed);
        }
        long number = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (duration.compareTo(min) < 0 || duration.toDays() > 36_500) {
            throw notThat("from " + min.toSeconds() + "s to 36500d");
        }
        return duration;
    }

    long bytes() {
        String allowed = "a number and B, KB, MB, GB, TB, KiB, MiB, GiB or TiB, such as 256MB";
        Matcher parts = SIZE.matcher(scalar(allowed));
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw notThat(allowed);
        }
        String unit = parts.group(2) == null ? "" : parts.group(2);
        long base = unit.endsWith("i") ? 1024 : 1000;
        long size = Long.parseLong(parts.group(1));
        try {
            for (int power = unit.isEmpty() ? 0 : 1 + "KMGT".indexOf(unit.charAt(0)); power > 0; power--) {
                size = Math.multiplyExact(size, base);
            }
        } catch (ArithmeticException e) {
            throw notThat("less than 9000000TB");
        }
        return size;
    }

    <T> List<T> list(Function<Value, T> item, String allowed) {
        if (!(node instanceof SequenceNode sequence)) {
            throw notThat(allowed);
        }
        List<T> list = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            list.add(item.apply(new Value(file, key, each, each)));
        }
        return list;
    }

    /** A group of keys that the file chooses itself. */
    <T> Map<String, T> map(BiFunction<Value, Value, Map.Entry<String, T>> entry) {
        Map<String, T> map = new LinkedHashMap<>();
        for (NodeTuple pair : pairs()) {
            Value name = new Value(file, key, pair.getKeyNode(), pair.getKeyNode());
            String text = name.scalar("text as a key");
            Map.Entry<String, T> read =
                    entry.apply(name, new Value(file, key + "." + text, name.node(), pair.getValueNode()));
            if (map.putIfAbsent(read.getKey(), read.getValue()) != null) {
                throw name.twice(text);
            }
        }
        return map;
    }

    /** The values by key, nothing checked but that each key is there once. */
    Map<String, Value> children() {
        Map<String, Value> children = new LinkedHashMap<>();
        for (NodeTuple pair : pairs()) {
            Value name = new Value(file, key, pair.getKeyNode(), pair.getKeyNode());
            String text = name.scalar("text as a key");
            String path = key.isEmpty() ? text : key + "." + text;
            if (children.putIfAbsent(text, new Value(file, path, name.node(), pair.getValueNode())) != null) {
                throw name.twice(text);
            }
        }
        return children;
    }

    private RulesException twice(String name) {
        return wrong("the key “" + name + "” is there twice", "keep one of them");
    }

    private List<NodeTuple> pairs() {
        if (isNull()) {
            return List.of();
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        throw notThat(key.isEmpty() ? "keys and values, such as claims:" : "a group of keys");
    }
}
