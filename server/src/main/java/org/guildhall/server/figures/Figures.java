package org.guildhall.server.figures;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programmes' totals were, and are. Any thread. */
public interface Figures {
    /** The ends of all months that are known, the present one as of now; empty while the past is still being looked through. */
    List<Month> months(int programme);

    /** What was due in the next {@value Due#DAYS} days when members' plans were last looked through; null before that. */
    @Nullable
    Due due(int programme);

    /** Whom totals know as payers, also where the terms in force don't have them any more. */
    static List<String> payers(Map<String, Long> totals) {
        return totals.keySet()
                .stream()
                .filter(series -> series.startsWith("payer.") && series.endsWith(".cost"))
                .map(series -> series.substring("payer.".length(), series.length() - ".cost".length()))
                .sorted()
                .toList();
    }

    /**
     * A month's end.
     *
     * @param moment the last millisecond of the month in the programme's zone, or now
     * @param totals by series, as the engine names them: {@code members}, {@code tier.membership/friend}, {@code points.available}
     */
    record Month(YearMonth month, long moment, Map<String, Long> totals) {
        public long total(String series) {
            return totals.getOrDefault(series, 0L);
        }
    }
}
