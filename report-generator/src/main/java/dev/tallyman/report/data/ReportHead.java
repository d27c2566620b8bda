package dev.tallyman.report.data;

import java.time.Instant;

/**
 * What every page of a report says about it.
 *
 * @param intake what the volume is called
 * @param number "Report 131"
 * @param at when its snapshot was current
 */
public record ReportHead(String intake, long number, Instant at) {}
