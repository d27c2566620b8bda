package dev.tallyman.index;

/** Bytes on the disk; the log is the write-ahead log: what was written lately. */
public record IndexSizes(long index, long log) {}
