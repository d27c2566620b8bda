package dev.tallyman.rules;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads who may do what. */
final class AccessReader {
    private static final int LONGEST = 200;
    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "));

    private AccessReader() {}

    // A key that is left out must not fall back to what everybody may: whoever writes rules for one
    // group means nobody else.
    static Access access(Section top) {
        Section section = top.section("access");
        boolean given = top.given("access").filter(value -> !value.isNull()).isPresent();
        Optional<Value> signedIn = given ? section.given("signed-in") : Optional.of(section.get("signed-in"));
        return new Access(
                signedIn.flatMap(AccessReader::role).orElse(null),
                section.get("groups").map(AccessReader::group),
                top.get("contact").parsed(AccessReader::contact, "a line of up to " + LONGEST + " characters"));
    }

    private static Map.Entry<String, Role> group(Value name, Value roles) {
        String group = name.parsed(text -> text, "the name of a group");
        return Map.entry(
                group,
                role(roles)
                        .orElseThrow(
                                () -> roles.wrong("the group has no role", "write {\"/\": viewer}, or leave it out")));
    }

    // By folder one day; a list that leaves out folders is not there yet, and half a secret is none.
    private static Optional<Role> role(Value roles) {
        Map<String, Role> byFolder = roles.map((folder, role) -> Map.entry(
                folder.parsed(AccessReader::everything, "\"/\", for all folders; one folder alone cannot be given yet"),
                role.parsed(Role::of, ROLES)));
        return Optional.ofNullable(byFolder.get("/"));
    }

    private static String everything(String folder) {
        if (!folder.equals("/")) {
            throw new IllegalArgumentException(folder);
        }
        return folder;
    }

    private static String contact(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
