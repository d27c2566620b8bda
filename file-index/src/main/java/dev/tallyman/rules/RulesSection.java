package dev.tallyman.rules;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A group of keys in a rules file over the same group of the defaults, which also says what keys
 * there are.
 */
final class RulesSection {
    private final Map<String, Value> given;
    private final Map<String, Value> defaults;

    private RulesSection(Map<String, Value> given, Map<String, Value> defaults) {
        this.given = given;
        this.defaults = defaults;
    }

    static RulesSection of(@Nullable Value given, Value standard) {
        Map<String, Value> defaults = standard.children();
        Map<String, Value> own = given == null ? Map.of() : given.children();
        own.forEach((key, value) -> {
            if (value.key().equals("claims.lease")) {
                throw value.wrong("the key “claims.lease” is gone, it never did anything", "delete this line");
            }
            if (!defaults.containsKey(key)) {
                throw value.wrong(
                        "unknown key “" + value.key() + "”",
                        "allowed: " + String.join(", ", new TreeSet<>(defaults.keySet())));
            }
        });
        return new RulesSection(own, defaults);
    }

    /** What the file says, else the default. */
    Value get(String key) {
        return given.getOrDefault(key, standard(key));
    }

    RulesSection section(String key) {
        return of(given.get(key), standard(key));
    }

    /** What the file itself says. */
    Optional<Value> given(String key) {
        return Optional.ofNullable(given.get(key));
    }

    private Value standard(String key) {
        Value value = defaults.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the defaults lack " + key);
        }
        return value;
    }
}
