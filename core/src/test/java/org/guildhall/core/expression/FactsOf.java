package org.guildhall.core.expression;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** Facts that a test states; it counts the steps. */
final class FactsOf implements Facts {
    long at;
    ZoneCalendar calendar = new ZoneCalendar(Example.SHANGHAI);
    Fields activity = Fields.NONE;
    List<Fields> lines = List.of();
    @Nullable Fields line;
    Fields member = Fields.NONE;
    boolean joined;
    long joinedAt;
    final Map<Integer, Integer> tiers = new HashMap<>();
    final Set<Integer> plans = new HashSet<>();
    final Map<Integer, Long> available = new HashMap<>();
    final Map<Integer, Long> counts = new HashMap<>();
    final Map<Integer, Long> totals = new HashMap<>();
    @Nullable Window window;
    long steps;

    @Override
    public long at() {
        return at;
    }

    @Override
    public ZoneCalendar calendar() {
        return calendar;
    }

    @Override
    public Fields activity() {
        return activity;
    }

    @Override
    public int lines() {
        return lines.size();
    }

    @Override
    public Fields line(int index) {
        return lines.get(index);
    }

    @Override
    public Fields line() {
        return Objects.requireNonNull(line);
    }

    @Override
    public Fields member() {
        return member;
    }

    @Override
    public boolean joined() {
        return joined;
    }

    @Override
    public long joinedAt() {
        return joinedAt;
    }

    @Override
    public int tier(int ladder) {
        return tiers.getOrDefault(ladder, 0);
    }

    @Override
    public boolean hasPlan(int plan) {
        return plans.contains(plan);
    }

    @Override
    public long available(int currency) {
        return available.getOrDefault(currency, 0L);
    }

    @Override
    public long count(int kind, Window asked) {
        window = asked;
        return counts.getOrDefault(kind, 0L);
    }

    @Override
    public long total(int kind, Window asked) {
        window = asked;
        return totals.getOrDefault(kind, 0L);
    }

    @Override
    public void step() {
        steps++;
    }
}
