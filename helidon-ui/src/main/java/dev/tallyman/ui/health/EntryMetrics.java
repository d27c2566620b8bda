package dev.tallyman.ui.health;

import dev.tallyman.ui.access.EntryCounters;

/** Who came in and who did not as metrics. */
public record EntryMetrics(EntryCounters entries) {
    public void tell(Exposition text) {
        text.counter("sign_ins_total", "Sessions that began with a name and a password, since the start.")
                .value(entries.signIns());
        text.counter(
                        "denials_total",
                        "Requests refused since the start: of nobody known, slowed after wrong passwords, or of somebody who may not.")
                .value(entries.unknown(), "reason", "unknown")
                .value(entries.slowed(), "reason", "slowed")
                .value(entries.denied(), "reason", "role");
    }
}
