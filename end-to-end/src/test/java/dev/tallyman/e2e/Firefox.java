package dev.tallyman.e2e;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own Firefox, in which this does what a person would; Playwright can lead only a
 * patched one.
 */
final class Firefox implements AutoCloseable {
    private static final List<String> USUAL = List.of("/usr/bin/firefox-esr", "/usr/bin/firefox");
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");

    // It asks nobody anything, and is not busy with its own beginnings.
    private static final String SETTINGS = """
            user_pref("app.normandy.enabled", false);
            user_pref("app.update.disabledForTesting", true);
            user_pref("browser.shell.checkDefaultBrowser", false);
            user_pref("browser.startup.homepage_override.mstone", "ignore");
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("extensions.update.enabled", false);
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            user_pref("services.settings.server", "data:,");
            user_pref("toolkit.telemetry.enabled", false);
            """;

    private final Gson gson = new Gson();
    private final Path log;
    private final Process process;
    private final WebDriver driver;
    private final String tab;

    /** @param folder an empty one, for its profile and what it says */
    Firefox(Path folder) throws Exception {
        Path profile = Files.createDirectory(folder.resolve("profile"));
        Files.writeString(profile.resolve("user.js"), SETTINGS);
        log = folder.resolve("firefox.log");
        process = new ProcessBuilder(
                        found(),
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            var address = Await.some("Firefox listens", this::address);
            driver = new WebDriver(address);
            // The one in front: a page that nobody looks at waits with much.
            tab = driver.ask("browsingContext.getTree", Map.of())
                    .getAsJsonArray("contexts")
                    .get(0)
                    .getAsJsonObject()
                    .get("context")
                    .getAsString();
        } catch (Exception | Error e) {
            end();
            throw e;
        }
    }

    private static String found() {
        var name = Stream.concat(Stream.ofNullable(System.getenv("TALLYMAN_FIREFOX")), USUAL.stream())
                .filter(each -> !each.isEmpty() && Files.isExecutable(Path.of(each)))
                .findFirst();
        Needs.that(name.isPresent(), "no Firefox: apt-get install firefox-esr, or set TALLYMAN_FIREFOX");
        return name.orElseThrow();
    }

    private @Nullable String address() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("it ended: " + Files.readString(log));
        }
        var said = LISTENING.matcher(Files.readString(log));
        return said.find() ? said.group(1) : null;
    }

    /** Errors of scripts, and requests that failed or were refused. */
    List<String> complaints() {
        return driver.complaints();
    }

    void open(String address) throws Exception {
        driver.ask("browsingContext.navigate", Map.of("context", tab, "url", address, "wait", "complete"));
    }

    void size(int width, int height) throws Exception {
        driver.ask(
                "browsingContext.setViewport",
                Map.of("context", tab, "viewport", Map.of("width", width, "height", height)));
    }

    /** What an expression is in the page, as text. */
    String value(String expression) throws Exception {
        var result = driver.ask(
                "script.evaluate",
                Map.of(
                        "expression",
                        "String(" + expression + ")",
                        "awaitPromise",
                        false,
                        "target",
                        Map.of("context", tab)));
        if (!result.has("result")) {
            throw new AssertionError(expression + ": " + result);
        }
        return result.getAsJsonObject("result").get("value").getAsString();
    }

    /** The text of the page's first element that a selector finds, or nothing. */
    String text(String selector) throws Exception {
        return value("document.querySelector(" + gson.toJson(selector) + ")?.textContent ?? ''");
    }

    long count(String selector) throws Exception {
        return Long.parseLong(value("document.querySelectorAll(" + gson.toJson(selector) + ").length"));
    }

    /** Waits until the page says it. */
    void says(String selector, String pattern) throws Exception {
        var expected = Pattern.compile(pattern);
        try {
            Await.that(
                    selector + " says " + pattern,
                    () -> expected.matcher(text(selector)).find());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but: " + text(selector), e);
        }
    }

    /** A click in the middle of what a person finds by its role and its name. */
    void click(String role, String name) throws Exception {
        click(node(Map.of("type", "accessibility", "value", Map.of("role", role, "name", name)), role + " " + name));
    }

    void click(String selector) throws Exception {
        click(node(Map.of("type", "css", "value", selector), selector));
    }

    private JsonElement node(Map<String, ?> locator, String what) throws Exception {
        return Await.some("there is " + what, () -> {
            JsonArray found = driver.ask("browsingContext.locateNodes", Map.of("context", tab, "locator", locator))
                    .getAsJsonArray("nodes");
            return found.isEmpty() ? null : found.get(0).getAsJsonObject().get("sharedId");
        });
    }

    private void click(JsonElement node) throws Exception {
        var within = Map.of("type", "element", "element", Map.of("sharedId", node));
        act(
                "pointer",
                List.of(
                        Map.of("type", "pointerMove", "x", 0, "y", 0, "origin", within),
                        Map.of("type", "pointerDown", "button", 0),
                        Map.of("type", "pointerUp", "button", 0)));
    }

    void type(String keys) throws Exception {
        act(
                "key",
                Arrays.stream(keys.split(""))
                        .<Map<String, ?>>mapMulti((key, actions) -> {
                            actions.accept(Map.of("type", "keyDown", "value", key));
                            actions.accept(Map.of("type", "keyUp", "value", key));
                        })
                        .toList());
    }

    private void act(String kind, List<Map<String, ?>> actions) throws Exception {
        driver.ask(
                "input.performActions",
                Map.of("context", tab, "actions", List.of(Map.of("type", kind, "id", kind, "actions", actions))));
    }

    void choose(String input, Path... files) throws Exception {
        var names = Arrays.stream(files).map(Path::toString).toList();
        var node = node(Map.of("type", "css", "value", input), input);
        driver.ask("input.setFiles", Map.of("context", tab, "element", Map.of("sharedId", node), "files", names));
    }

    void picture(Path file) throws Exception {
        var taken = driver.ask("browsingContext.captureScreenshot", Map.of("context", tab));
        Files.write(file, Base64.getDecoder().decode(taken.get("data").getAsString()));
    }

    private void end() {
        var family = process.descendants().toList();
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().join());
    }

    @Override
    public void close() {
        driver.close();
        end();
    }
}
