package dev.tallyman.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Real browsers, the machine's own, for the tests that ask for a {@link Browser}: each class has one for itself as long
 * as it runs, and the next one goes on with it.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Chromium.class);
    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final double PATIENCE = 30_000; // milliseconds: other processes have to act

    private record Running(Playwright playwright, Browser browser) {}

    /** The browsers that no class has now; they end with the tests. */
    private record Idle(Queue<Running> browsers) implements AutoCloseable {
        Running take() {
            var running = browsers.poll();
            return running == null ? launch() : running;
        }

        @Override
        public void close() {
            for (var running : browsers) {
                running.browser().close();
                running.playwright().close();
            }
        }
    }

    /** A browser in the hands of a class. */
    private record Lent(Running running, Idle idle) implements AutoCloseable {
        @Override
        public void close() {
            idle.browsers().add(running);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var idle = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Idle.class, _ -> new Idle(new ConcurrentLinkedQueue<>()), Idle.class);
        context.getStore(NAMESPACE).put(Lent.class, new Lent(idle.take(), idle));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get(Lent.class, Lent.class))
                .running()
                .browser();
    }

    // Playwright would fetch a browser of its own unless it is told not to.
    private static Running launch() {
        var executable = find();
        Needs.that(executable.isPresent(), "no browser: apt-get install chromium, or set TALLYMAN_CHROMIUM");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(executable.orElseThrow()));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        return new Running(playwright, browser);
    }

    private static java.util.Optional<Path> find() {
        return Stream.concat(Stream.ofNullable(System.getenv("TALLYMAN_CHROMIUM")), USUAL.stream())
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .map(Objects::requireNonNull)
                .findFirst();
    }
}
