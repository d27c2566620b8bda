package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.ui.jobs.Agenda;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the API server every two seconds whether it is there. A watch alone does not tell: a
 * connection that died silently looks like one on which nothing happens.
 */
final class ApiServerReach implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(2500);
    private static final int MISSED = 2;
    private static final Executor ASKING = work -> Thread.ofVirtual().start(work);

    private final KubernetesClient client;
    private final Agenda agenda = new Agenda("reach");
    private volatile int missed;

    ApiServerReach(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Begins to ask.
     *
     * @param then done after each answer, and after each that did not come
     */
    void start(Runnable then) {
        agenda.every(PAUSE, () -> {
            ask();
            then.run();
            if (missed == 1) {
                ask();
                then.run();
            }
        });
    }

    private void ask() {
        try {
            CompletableFuture.runAsync(() -> client.raw("/version"), ASKING)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            missed = 0;
        } catch (CompletionException e) {
            // Whatever it says, it is there.
            boolean answered = e.getCause() instanceof KubernetesClientException said && said.getCode() > 0;
            missed = answered ? 0 : missed + 1;
        }
    }

    /** True once it has not answered twice in a row. */
    boolean isLost() {
        return missed >= MISSED;
    }

    @Override
    public void close() {
        agenda.close();
    }
}
