package org.guildhall.server.figures;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** A programme's totals over time. Any thread. */
public interface Figures {
    /** By month in the programme's zone, in their order, the last one as of now; none while they are being made. */
    List<Month> months(int programme);

    /**
     * What the totals were at the end of a month.
     *
     * @param moment as of when, epoch milliseconds
     * @param totals by series, named as the engine does
     */
    record Month(YearMonth month, long moment, Map<String, Long> totals) {}
}
