package dev.tallyman.ui.jobs.kubernetes;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One watch, from a client's upgrade to a WebSocket until either side closes it. */
final class ApiWatch implements WsListener {
    private static final int DONE = 1000;
    private static final int LOST = 1006;

    private final Etcd etcd;
    private @Nullable HttpPrologue asked;
    private Etcd.@Nullable Watch watch;

    ApiWatch(Etcd etcd) {
        this.etcd = etcd;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
        asked = prologue;
        return Optional.empty();
    }

    @Override
    public void onOpen(WsSession session) {
        HttpPrologue prologue = Objects.requireNonNull(asked);
        ApiPath path = ApiPath.of(prologue.uriPath().path()).orElseThrow();
        watch = new Etcd.Watch(
                path.collection(),
                path.empty(),
                ApiPath.selects(prologue.query()),
                message -> send(session, message),
                () -> end(session));
        long after =
                prologue.query().first("resourceVersion").map(Long::parseLong).orElse(0L);
        if (!etcd.watch(watch, after)) {
            send(session, Etcd.message("ERROR", ApiServer.failure(Status.GONE_410, "Expired")));
            end(session);
        }
    }

    private static void send(WsSession session, JsonObject message) {
        toWhoeverIsThere(() -> session.send(message.toString(), true));
    }

    private static void end(WsSession session) {
        toWhoeverIsThere(() -> session.close(DONE, "long enough"));
    }

    private static void toWhoeverIsThere(Runnable telling) {
        try {
            telling.run();
        } catch (ServerConnectionException e) {
            // A client that has just gone: its own connection will say so.
        }
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        etcd.unwatch(Objects.requireNonNull(watch));
    }

    @Override
    public void onError(WsSession session, Throwable why) {
        onClose(session, LOST, String.valueOf(why.getMessage()));
    }
}
