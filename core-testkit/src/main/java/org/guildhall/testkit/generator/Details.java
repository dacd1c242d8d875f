package org.guildhall.testkit.generator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.Hashes;
import org.guildhall.testkit.generator.Calibration.Detail;
import org.jspecify.annotations.Nullable;

/** Values of the further fields of activities. Each follows from the id and the seed, so nothing is kept of them. */
final class Details {
    private final long seed;
    private final Map<String, Detail> byField = new TreeMap<>();

    Details(long seed, List<Detail> details) {
        this.seed = seed;
        details.forEach(detail -> byField.put(detail.field(), detail));
    }

    /** A word, a number as a double, or null for a field that has none here. */
    @Nullable
    Object value(String field, String id) {
        Detail detail = byField.get(field);
        if (detail == null) {
            return null;
        }
        double unit = Chance.unit(Hashes.mix(Hashes.of(id) ^ Hashes.mix(seed ^ Hashes.of(field))));
        return switch (detail) {
            case Detail.Amounts amounts -> amount(amounts, unit);
            case Detail.Words words -> words.words().get(Chance.place(Season.cumulated(words.shares()), unit));
        };
    }

    private static double amount(Detail.Amounts amounts, double unit) {
        double spread = amounts.spread();
        return Math.max(1, amounts.mean() * StrictMath.exp(spread * Chance.normal(unit) - spread * spread / 2));
    }
}
