package dev.tallyman.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final Access ACCESS = access("""
            access:
              everyone: {"public/": viewer}
              signed-in: {"/": viewer, "hr/": none}
              groups:
                finance: {"invoices/": contributor, /invoices/2025: viewer}
                hr: {"hr/": editor}
                ops: {"/": operator}
                mail: {"mail/in/": admin}
            contact: the help desk
            """);

    private static Access access(String yaml) {
        return Rules.parse(yaml.getBytes(StandardCharsets.UTF_8), "test.yaml", Habitat.MACHINE)
                .access();
    }

    private static Reach reach(String... groups) {
        return ACCESS.reach(List.of(groups));
    }

    @Test
    void everybodyWhoSignsInMayEverythingUntilTheRulesSayWho() {
        assertEquals(Role.ADMIN, Rules.DEFAULT.access().reach(List.of()).least());
        assertEquals(Role.ADMIN, access("access:\n").reach(List.of()).least());
        assertEquals(Role.NONE, access("access: {}").reach(List.of("finance")).most());
        assertEquals(Role.NONE, Rules.DEFAULT.access().strangers().most());
    }

    @ParameterizedTest
    @CsvSource({
        "other, a.txt, VIEWER",
        "other, hr/a.txt, NONE",
        "other, hr.txt, VIEWER",
        "finance, invoices/a.pdf, CONTRIBUTOR",
        "finance, invoices/2025/a.pdf, VIEWER",
        "finance, invoices/2025b/a.pdf, CONTRIBUTOR",
        "hr, hr/deep/er/a.txt, EDITOR",
        "mail, mail/out/a, VIEWER",
        "mail, mail/in/a, ADMIN",
    })
    void theDeepestFolderThatHoldsAFileDecides(String group, String path, Role role) {
        assertEquals(role, reach(group).at(FilePath.of(path)));
    }

    @Test
    void theHighestRoleOfSeveralGroupsHolds() {
        assertEquals(Role.OPERATOR, reach("finance", "ops").at(FilePath.of("invoices/2025/a.pdf")));
        assertEquals(Role.OPERATOR, reach("ops").at(FilePath.of("hr/a")), "what one group closes another opens");
        assertEquals("the help desk", ACCESS.contact());
    }

    @Test
    void whatMayBeDoneEverywhereIsTheLowestOfAllFolders() {
        assertEquals(Role.NONE, reach("finance").least());
        assertEquals(Role.CONTRIBUTOR, reach("finance").most());
        assertEquals(Role.VIEWER, reach("hr").least());
        assertEquals(Role.OPERATOR, reach("ops").least());
    }

    @Test
    void aSightHoldsWhatTheRoleCoversAndNothingElse() {
        Sight sight = reach("finance").sight(Role.VIEWER);
        for (String path : List.of("a", "hq", "hr", "hr.txt", "hr0", "invoices/a", "z/z")) {
            assertTrue(sight.sees(FilePath.of(path)), path);
        }
        assertFalse(sight.sees(FilePath.of("hr/a")));
        Sight contributor = reach("finance").sight(Role.CONTRIBUTOR);
        assertEquals(2, contributor.stretches().size());
        assertFalse(contributor.sees(FilePath.of("invoices/2025/a")));
        assertTrue(contributor.seesAllIn(FilePath.of("invoices/2026")));
        assertFalse(contributor.seesAllIn(FilePath.of("invoices")));
        assertTrue(reach("ops").sight(Role.VIEWER).isEverything());
        assertTrue(reach("other").sight(Role.EDITOR).isNothing());
    }

    @Test
    void namesAreComparedByTheirBytes() {
        Access access = access("access: {signed-in: {ä/: viewer}}");
        Reach reach = access.reach(List.of());
        assertEquals(Role.VIEWER, reach.at(FilePath.of("ä/ö")));
        assertTrue(reach.sight(Role.VIEWER).sees(FilePath.of("ä/ö")));
        assertEquals(Role.NONE, reach.at(FilePath.of(new byte[] {(byte) 0xe4, '/', 'o'})));
    }
}
