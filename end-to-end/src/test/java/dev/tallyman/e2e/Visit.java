package dev.tallyman.e2e;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Path;

/** A browser's window on an intake of its own. */
final class Visit extends Window {
    private final Server server;

    Visit(Browser browser, Path data, String... flags) throws Exception {
        var started = Server.start(data, flags);
        super(browser, started.address());
        server = started;
    }

    Server server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        super.close();
        server.close();
    }
}
