package dev.tallyman.e2e;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a browser in <a href="https://www.w3.org/TR/webdriver-bidi/">WebDriver BiDi</a>,
 * the protocol that every Firefox has built in.
 */
final class WebDriver implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Gson gson = new Gson();
    private final Map<Long, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final WebSocket line;

    WebDriver(String address) throws Exception {
        line = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address + "/session"), new Ear())
                .get(SECONDS, TimeUnit.SECONDS);
        ask("session.new", Map.of("capabilities", Map.of()));
        ask("session.subscribe", Map.of("events", List.of("log.entryAdded", "network")));
    }

    /** What the browser says: answers to what was asked, and what happened. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            begun.append(part);
            if (last) {
                hear(JsonParser.parseString(begun.toString()).getAsJsonObject());
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private void hear(JsonObject said) {
        if (said.has("id") && !said.get("id").isJsonNull()) {
            var answer = asked.remove(said.get("id").getAsLong());
            if (answer != null) {
                answer.complete(said);
            }
            return;
        }
        var what = said.getAsJsonObject("params");
        switch (said.get("method").getAsString()) {
            case "log.entryAdded" -> {
                if (what.get("level").getAsString().equals("error")) {
                    complaints.add(what.get("text").getAsString());
                }
            }
            case "network.fetchError" -> {
                // A page that is left ends what it still waits for.
                if (!what.get("errorText").getAsString().equals("NS_BINDING_ABORTED")) {
                    complaints.add(what.get("errorText").getAsString() + " " + url(what));
                }
            }
            case "network.responseCompleted" -> {
                int status = what.getAsJsonObject("response").get("status").getAsInt();
                if (status >= 400) {
                    complaints.add(status + " " + url(what));
                }
            }
            default -> {}
        }
    }

    private static String url(JsonObject event) {
        return event.getAsJsonObject("request").get("url").getAsString();
    }

    /** Errors of scripts, and requests that failed or were refused. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    JsonObject ask(String method, Map<String, ?> parameters) throws Exception {
        long id = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonObject>();
        asked.put(id, answer);
        line.sendText(gson.toJson(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(SECONDS, TimeUnit.SECONDS);
        var said = answer.get(SECONDS, TimeUnit.SECONDS);
        if (!said.get("type").getAsString().equals("success")) {
            throw new AssertionError(method + " " + parameters + ": " + said);
        }
        return said.getAsJsonObject("result");
    }

    @Override
    public void close() {
        line.abort();
    }
}
