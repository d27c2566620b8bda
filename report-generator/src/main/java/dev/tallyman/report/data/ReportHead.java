package dev.tallyman.report.data;

import java.time.Instant;

/**
 * What every page of a report says about it.
 *
 * @param intake what the volume is called, and the folder of it that this is about
 * @param whole whether it is about all of the intake
 * @param number "Report 131"
 * @param at when its snapshot was current
 */
public record ReportHead(String intake, boolean whole, long number, Instant at) {}
