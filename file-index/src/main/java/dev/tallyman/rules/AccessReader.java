package dev.tallyman.rules;

import dev.tallyman.volume.disk.FilePath;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads who may do what. */
final class AccessReader {
    private static final int LONGEST = 200;
    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "));

    private AccessReader() {}

    // A key that is left out must not fall back to what everybody may: whoever writes rules for one
    // group means nobody else.
    static Access access(RulesSection top) {
        RulesSection section = top.section("access");
        boolean given = top.given("access").filter(value -> !value.isNull()).isPresent();
        return new Access(
                section.given("everyone").map(AccessReader::roles).orElse(FolderRoles.NONE),
                given
                        ? section.given("signed-in").map(AccessReader::roles).orElse(FolderRoles.NONE)
                        : roles(section.get("signed-in")),
                section.get("groups").map(AccessReader::group),
                top.get("contact").parsed(AccessReader::contact, "a line of up to " + LONGEST + " characters"));
    }

    private static Map.Entry<String, FolderRoles> group(Value name, Value value) {
        String group = name.parsed(text -> text, "the name of a group");
        FolderRoles roles = roles(value);
        if (roles.roles().isEmpty()) {
            throw value.wrong("the group has no role", "write {\"/\": viewer}, or leave it out");
        }
        return Map.entry(group, roles);
    }

    private static FolderRoles roles(Value value) {
        return new FolderRoles(value.map((folder, role) -> Map.entry(
                folder.parsed(AccessReader::folder, "\"/\", or the path of a folder such as \"invoices/2026/\""),
                role.parsed(Role::of, ROLES))));
    }

    // Whoever writes /invoices or invoices/ means the same.
    private static String folder(String text) {
        String path = text.startsWith("/") ? text.substring(1) : text;
        String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return path.isEmpty() && !text.isEmpty() ? "" : Reach.raw(FilePath.of(name)) + "/";
    }

    private static String contact(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
