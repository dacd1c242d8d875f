package org.guildhall.runtime.simulation;

import java.time.LocalDate;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.expression.Facts;
import org.guildhall.core.expression.Window;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** What a rule's expressions see, from the reference model. */
final class NaiveFacts implements Facts {
    private final NaiveMember member;
    private final Terms terms;
    private final Activity activity;
    private final long at;
    private @Nullable Fields line;

    NaiveFacts(NaiveMember member, Terms terms, Activity activity, long at) {
        this.member = member;
        this.terms = terms;
        this.activity = activity;
        this.at = at;
    }

    NaiveFacts lookAt(Fields one) {
        line = one;
        return this;
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public ZoneCalendar calendar() {
        return terms.calendar();
    }

    @Override
    public Fields activity() {
        return activity.fields();
    }

    @Override
    public int lines() {
        return activity.lines().size();
    }

    @Override
    public Fields line(int index) {
        return activity.lines().get(index);
    }

    @Override
    public Fields line() {
        if (line == null) {
            throw new IllegalStateException("expected a rule per line");
        }
        return line;
    }

    @Override
    public Fields member() {
        return member.fields;
    }

    @Override
    public boolean joined() {
        return member.joined();
    }

    @Override
    public long joinedAt() {
        return member.joinedAt;
    }

    @Override
    public int tier(int number) {
        for (Ladder ladder : terms.ladders()) {
            if (ladder.number() == number) {
                return NaiveLadders.effective(ladder, member.tiers.get(number));
            }
        }
        throw new IllegalStateException("expected ladder " + number);
    }

    /** The reference model has no plans. */
    @Override
    public boolean hasPlan(int plan) {
        return false;
    }

    @Override
    public long available(int currency) {
        return member.held(currency, false);
    }

    @Override
    public long count(int kind, Window window) {
        return member.ticks.stream()
                .filter(tick -> tick.series() == kind && lies(tick.day(), window))
                .mapToLong(NaiveMember.Tick::count)
                .sum();
    }

    @Override
    public long total(int kind, Window window) {
        return member.ticks.stream()
                .filter(tick -> tick.series() == kind && lies(tick.day(), window))
                .mapToLong(NaiveMember.Tick::amount)
                .sum();
    }

    private boolean lies(long day, Window window) {
        NaiveCalendar calendar = new NaiveCalendar(terms.calendar().zone());
        LocalDate today = calendar.date(at);
        LocalDate then = LocalDate.ofEpochDay(day);
        return switch (window) {
            case Window.Lifetime w -> true;
            case Window.Calendar w -> !then.isAfter(today) && !then.isBefore(calendar.first(at, w.unit()));
            case Window.Rolling w -> !then.isAfter(today) && NaiveCalendar.plus(then, w.period()).isAfter(today);
        };
    }

    @Override
    public void step() {}
}
