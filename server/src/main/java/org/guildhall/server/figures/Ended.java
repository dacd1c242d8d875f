package org.guildhall.server.figures;

import java.time.YearMonth;
import java.util.List;

/**
 * The figures of a programme's months that have ended, which don't change any more.
 *
 * @param until the last month that was looked through
 * @param months those that are known, one after the other; none where nothing had happened
 */
public record Ended(YearMonth until, List<Figures.Month> months) {}
