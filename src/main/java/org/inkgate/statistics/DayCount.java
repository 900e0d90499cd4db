package org.inkgate.statistics;

import java.time.LocalDate;

/** The views of one day, a bar of the chart. */
public record DayCount(LocalDate day, long views) {}
