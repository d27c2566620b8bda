package dev.tallyman.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Rules for people to read: every setting that there is, from the file or by default. */
public record RulesText(List<Setting> settings) {
    private static final DumpSettings ONE_LINE = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setWidth(100_000)
            .build();

    /**
     * A line of it.
     *
     * @param key the keys that lead to it, such as {@code claims.files}
     * @param value YAML in one line; empty for a group of keys
     * @param isDefault whether the file says nothing about it
     */
    public record Setting(String key, String value, boolean isDefault) {
        /** A group of keys, which has no value of its own. */
        public boolean isGroup() {
            return value.isEmpty();
        }

        /** As it stands in a file. */
        public String yaml() {
            int depth = (int) key.chars().filter(c -> c == '.').count();
            String name = key.substring(key.lastIndexOf('.') + 1);
            return "  ".repeat(depth) + name + ":" + (isGroup() ? "" : " " + value);
        }
    }

    /** A setting with another value than before. */
    public record Change(String key, String before, String now) {}

    public RulesText {
        settings = List.copyOf(settings);
    }

    /**
     * What a file comes to.
     *
     * @param yaml null for the defaults alone
     * @throws RulesException it is no YAML, or has keys that there are not
     */
    public static RulesText of(byte @Nullable [] yaml, String source) {
        Value standard = RulesReader.compose(RulesReader.defaultText(), Rules.BUILT_IN);
        List<Setting> settings = new ArrayList<>();
        collect(settings, RulesSection.of(yaml == null ? null : RulesReader.compose(yaml, source), standard), standard);
        return new RulesText(settings);
    }

    // What the defaults leave empty is for the file to fill, with keys of its own.
    private static void collect(List<Setting> settings, RulesSection section, Value standard) {
        standard.children().forEach((key, usual) -> {
            Optional<Value> given = section.given(key);
            if (usual.node() instanceof MappingNode group
                    && group.getFlowStyle() == FlowStyle.BLOCK
                    && !group.getValue().isEmpty()) {
                settings.add(new Setting(usual.key(), "", given.isEmpty()));
                collect(settings, section.section(key), usual);
            } else {
                settings.add(new Setting(usual.key(), line(given.orElse(usual)), given.isEmpty()));
            }
        });
    }

    private static String line(Value value) {
        if (value.node() instanceof CollectionNode<?> many) {
            many.setFlowStyle(FlowStyle.FLOW);
        }
        return new Present(ONE_LINE)
                .emitToString(new Serialize(ONE_LINE).serializeOne(value.node()).iterator())
                .strip();
    }

    /** What is another than it was, in the order of the keys. */
    public List<Change> since(RulesText before) {
        Map<String, String> then = before.values();
        Map<String, String> now = values();
        var keys = new TreeSet<>(then.keySet());
        keys.addAll(now.keySet());
        return keys.stream()
                .map(key -> new Change(key, then.getOrDefault(key, ""), now.getOrDefault(key, "")))
                .filter(change -> !change.before().equals(change.now()))
                .toList();
    }

    private Map<String, String> values() {
        return settings.stream()
                .filter(setting -> !setting.isGroup())
                .collect(Collectors.toMap(Setting::key, Setting::value, (_, last) -> last, LinkedHashMap::new));
    }
}
