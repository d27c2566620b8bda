package dev.tallyman.rules;

import java.util.Map;

/** Where a program runs: it decides who holds the schedules. */
public enum Habitat {
    /** One machine: the rules hold the schedules, the UI starts child processes. */
    MACHINE,
    /** Kubernetes: the CronJobs hold the schedules, and the rules may not. */
    CLUSTER;

    /** Our manifests name the Pod in {@code TALLYMAN_POD}; nothing else does. */
    public static Habitat of(Map<String, String> environment) {
        return environment.getOrDefault("TALLYMAN_POD", "").isEmpty() ? MACHINE : CLUSTER;
    }
}
