package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.compile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code task up} on minikube and a person's way through what it has brought up, in a real browser.
 * Not in {@code verify}, because it changes the machine's minikube: {@code -Dminikube=true} runs
 * it.
 */
@ExtendWith(Chromium.class)
class MinikubeJourney {
    private static final double PATIENCE = 180_000; // milliseconds: Pods have to start

    @TempDir
    Path temp;

    @Test
    void upBringsThePageAndUpAgainChangesNothing(Browser browser) throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        String address = up().getLast().replaceFirst(".*(http\\S+)$", "$1");
        try (var window = new Window(browser, address)) {
            uploads(window);
            reports(window);
            deletesAndUndoes(window);
            assertEquals(List.of(), window.complaints());
        }
        assertEquals(
                "Synced Healthy",
                kubectl("-n argocd get application tallyman -o"
                        + " jsonpath='{.status.sync.status} {.status.health.status}'"));
        assertTrue(kubectl("-n tallyman get job -o jsonpath='{.items[*].status.conditions[*].type}'")
                .contains("Complete"));

        var before = pods();
        var again = String.join("\n", up());

        assertEquals(3, again.split("has not changed", -1).length - 1, again);
        assertFalse(again.contains("pushing"), again);
        assertEquals(before, pods());
    }

    private void uploads(Window window) throws Exception {
        var page = window.page();
        window.link("Upload").click();
        page.waitForFileChooser(() -> window.button("Choose files").click())
                .setFiles(new Path[] {Sample.picture(temp.resolve("dot.png")), Sample.letter(temp.resolve("letter.txt"))
                });
        assertThat(page.locator(".tray")).containsText("2 files uploaded");
        window.button("Show what was uploaded").click();
        assertThat(window.state("dot.png")).containsText("Classified");
        assertThat(window.state("letter.txt")).containsText("Classified");
    }

    private static void reports(Window window) {
        var page = window.page();
        page.navigate("/runs");
        window.button("Report now").click();
        page.navigate("/runs");
        assertThat(window.run("Report").first()).containsText(compile("done", CASE_INSENSITIVE));
        window.pages("Report").click();
        page.waitForURL("**/reports/latest/**");
        assertThat(page.locator("main")).containsText("letter.txt");
    }

    private static void deletesAndUndoes(Window window) {
        window.page().navigate("/");
        window.row("letter.txt").getByRole(AriaRole.CHECKBOX).check();
        window.button("Move to trash").click();
        assertThat(window.row("letter.txt")).hasCount(0);
        window.button("Undo").click();
        assertThat(window.row("letter.txt")).hasCount(1);
    }

    private static String pods() throws Exception {
        return kubectl("-n tallyman get pod -l app.kubernetes.io/name=tallyman-ui"
                + " -o jsonpath='{.items[*].metadata.uid}'");
    }

    private static String kubectl(String arguments) throws Exception {
        var script = Tallyman.ROOT.resolve("scripts/cluster.sh");
        return Shell.run("bash", "-c", ". " + script + " && kubectl " + arguments);
    }

    /** The lines of {@code task up}, shown as they come. */
    private static List<String> up() throws Exception {
        var process = new ProcessBuilder("scripts/up.sh")
                .directory(Tallyman.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        List<String> lines =
                process.inputReader(UTF_8).lines().peek(System.out::println).toList();
        assertEquals(0, process.waitFor(), "task up failed");
        return lines;
    }
}
