package dev.tallyman.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the cluster's pictures in {@code docs/} of what {@code task up} has brought up; only {@code
 * task screenshots-cluster} starts it. It leaves a few files and runs there.
 */
@ExtendWith(Chromium.class)
class ClusterScreenshots {
    private static final Path DOCS = Tallyman.ROOT.resolve("docs/screenshots");
    private static final String DATA =
            "/tmp/hostpath-provisioner/tallyman/tallyman-data/files"; // minikube's, on its node
    private static final String NO_NODE_HAS_IT =
            "kubectl -n tallyman create job tallyman-sweep-gpu --from=cronjob/tallyman-sweep"
                    + " --dry-run=client -o json | kubectl patch --local -f - --type=json -o json -p"
                    + " '[{\"op\":\"add\",\"path\":\"/spec/template/spec/containers/0/resources/limits/example.com~1gpu\",\"value\":\"1\"}]'"
                    + " | kubectl -n tallyman create -f -";

    private static final String SUSPEND =
            "kubectl -n tallyman patch cronjob tallyman-sweep -p '{\"spec\":{\"suspend\":%s}}'";

    @TempDir
    Path temp;

    @Test
    void runsALiveLogAWaitingFileAndTheDeployment(Browser browser) throws Exception {
        var address = Files.readString(Tallyman.ROOT.resolve("target/address")).strip();
        try (var window = new Window(browser, address)) {
            var page = window.page();
            page.setViewportSize(1440, 900);
            cluster("scripts/run-now.sh housekeeping");
            upload(window, Sample.folder(temp.resolve("survey")));
            aLiveLog(window);
            aWaitingFile(window);

            page.navigate("/runs");
            take(page, "cluster-runs");
            page.locator("#deployment-title").scrollIntoViewIfNeeded();
            page.locator("section:has(#deployment-title)")
                    .screenshot(new Locator.ScreenshotOptions().setPath(DOCS.resolve("cluster-deployment.png")));
        }
    }

    /** A sweep at a file that takes it long. */
    private static void aLiveLog(Window window) throws Exception {
        cluster("minikube ssh -- sudo truncate -s 300G " + DATA + "/sonar.raw");
        var page = window.page();
        try {
            page.navigate("/runs");
            window.button("Process now").click();
            page.navigate("/runs");
            until(page, () -> page.locator("#history tr:has-text('Running')").count() > 0);
            page.locator("#history tr:has-text('Running') a").first().click();
            page.waitForURL("**/runs/*");
            page.locator("[role=log] li").nth(1).waitFor();
            // The headline's counts come a moment after the log's lines.
            until(page, () -> !page.locator("h1").textContent().contains("classified 0 files"));
            take(page, "cluster-log");
        } finally {
            cluster("minikube ssh -- sudo rm " + DATA + "/sonar.raw");
        }
        window.button("Stop").click();
        window.button("Stop").waitFor(gone());
    }

    /** An upload while the only sweep asks for what no node has. */
    private void aWaitingFile(Window window) throws Exception {
        var page = window.page();
        cluster(SUSPEND.formatted(true)); // the schedule's sweep would read it
        cluster(NO_NODE_HAS_IT);
        try {
            Path late = temp.resolve("late");
            Sample.letter(late.resolve("postcard.txt"));
            upload(window, late);
            page.navigate("/?q=postcard");
            window.row("postcard").getByRole(AriaRole.LINK).first().click();
            page.waitForURL("**/files/*");
            until(page, () -> page.locator("#notice").textContent().contains("gpu"));
            take(page, "cluster-waiting");
        } finally {
            cluster("kubectl -n tallyman delete job tallyman-sweep-gpu --wait=false");
            cluster(SUSPEND.formatted(false));
        }
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static void upload(Window window, Path folder) throws Exception {
        var page = window.page();
        page.navigate("/");
        window.link("Upload").click();
        try (var files = Files.walk(folder)) {
            var chosen = files.filter(Files::isRegularFile).toArray(Path[]::new);
            page.waitForFileChooser(() -> window.button("Choose files").click()).setFiles(chosen);
            until(page, () -> page.locator(".tray").textContent().contains(chosen.length + " files uploaded"));
        }
    }

    private static void until(Page page, BooleanSupplier condition) {
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(180_000));
    }

    private static void take(Page page, String name) {
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        page.screenshot(new Page.ScreenshotOptions().setPath(DOCS.resolve(name + ".png")));
    }

    private static void cluster(String command) throws Exception {
        var script = Tallyman.ROOT.resolve("scripts/cluster.sh");
        Shell.run("bash", "-c", ". " + script + " && " + command);
    }
}
