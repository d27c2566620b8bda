package dev.tallyman.index;

/** Queries of this process: how many run, how many wait for their turn, how many may run. */
public record QueryLoad(int running, int waiting, int most) {}
