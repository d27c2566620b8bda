package dev.tallyman.ui.health;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tallyman.index.Measures;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.http.listener.Connections;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What the server may use at once as metrics, and what it uses. */
public record BudgetMetrics(Budget budget, Supplier<Connections> connections, Supplier<Measures.Queries> index) {
    private static final String OF = "of";
    private static final String CONNECTIONS = "connections";
    private static final String QUERIES = "queries";

    public void tell(Exposition text) {
        Connections now = connections.get();
        Measures.Queries queries = index.get();
        text.gauge("budget_limit", "How much there may be at once.")
                .value(now.most(), OF, CONNECTIONS)
                .value(queries.most(), OF, QUERIES);
        for (Gate gate : budget.gates()) {
            text.value(gate.places(), OF, gate.name());
        }
        text.gauge("budget_used", "How much there is at present.")
                .value(now.open(), OF, CONNECTIONS)
                .value(queries.running(), OF, QUERIES);
        for (Gate gate : budget.gates()) {
            text.value(gate.taken(), OF, gate.name());
        }
        text.gauge("budget_waiting", "How many wait for a place.").value(queries.waiting(), OF, QUERIES);
        for (Gate gate : budget.gates()) {
            text.value(gate.waiting(), OF, gate.name());
        }
        text.counter("budget_refused_total", "How many found no place since the start.");
        for (Gate gate : budget.gates()) {
            text.value(gate.refused(), OF, gate.name());
        }
        text.counter(
                        "connections_let_go_total",
                        "Connections closed because their client made no progress, since the start.")
                .value(now.wereLetGo());
        text.gauge("heap_max_bytes", "The largest size of the heap.")
                .value(Runtime.getRuntime().maxMemory());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            text.gauge("open_descriptors", "Files and sockets that are open.").value(os.getOpenFileDescriptorCount());
        }
    }
}
