package dev.tallyman.volume;

import java.util.List;

/**
 * Things on the volume that are never rows and never opened.
 *
 * @param kind such as {@code symbolic link} or {@code unreadable folder}
 * @param examples some of their paths, for people
 */
public record Skipped(String kind, long count, List<String> examples) {}
