package org.guildhall.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Activities a second of both, and how many times as many.
 *
 * @param requests PostgreSQL, one transaction a request
 * @param batches PostgreSQL, in batches
 * @param guildhall each run
 */
record Comparison(double requests, double batches, List<Double> guildhall) {
    static final double PROMISED_TO_REQUESTS = 15;
    static final double PROMISED_TO_BATCHES = 2;

    Comparison {
        guildhall = List.copyOf(guildhall);
    }

    /** The lowest of its runs: what is promised holds for each. */
    double lowest() {
        return guildhall.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double toRequests() {
        return lowest() / requests;
    }

    double toBatches() {
        return lowest() / batches;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("postgresql-requests-per-second", requests);
        json.put("postgresql-batched-activities-per-second", batches);
        json.put("guildhall-activities-per-second", guildhall);
        json.put("times-requests", toRequests());
        json.put("times-batches", toBatches());
        return json;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        line(table, "PostgreSQL, one transaction a request, " + Minimum.CLIENTS + " clients", requests);
        line(table, "PostgreSQL, batches of 1,000 by " + Batches.WRITERS + " Java writers", batches);
        for (double run : guildhall) {
            line(table, "Guildhall, the whole job", run);
        }
        table.append("Guildhall's lower figure is ");
        table.append(ratio(toRequests(), PROMISED_TO_REQUESTS)).append(" one transaction a request, and ");
        return table.append(ratio(toBatches(), PROMISED_TO_BATCHES)).append(" batches.").toString();
    }

    private static void line(StringBuilder table, String name, double perSecond) {
        table.append(String.format(Locale.ROOT, "%-56s %,10.0f/s%n", name, perSecond));
    }

    private static String ratio(double is, double promised) {
        return String.format(Locale.ROOT, "%.1f times (promised %.0f: %s)", is, promised,
                is >= promised ? "kept" : "missed");
    }
}
