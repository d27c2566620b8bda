package dev.tallyman.ui.jobs;

/** Why a run was told to stop. */
public enum StopReason {
    CANCELLED,
    DEADLINE,
    SHUTDOWN
}
