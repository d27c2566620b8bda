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
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real browser for all tests that ask for a {@link Browser}: the machine's own. */
final class Chromium implements BeforeAllCallback, ParameterResolver {
    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final double PATIENCE = 30_000; // milliseconds: other processes have to act

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        browser(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .computeIfAbsent(Running.class, _ -> launch(), Running.class)
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
