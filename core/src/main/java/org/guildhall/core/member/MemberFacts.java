package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.expression.Facts;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.expression.Window;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** What the rules see of one activity and one member, as both stand when the activity is decided. */
final class MemberFacts implements Facts {
    private final Member member;
    private final Terms terms;
    private final Fields fields;
    private final List<Fields> lines;
    private final long at;
    private @Nullable Fields line;
    private int steps;

    MemberFacts(Member member, Terms terms, Activity activity, long at) {
        this(member, terms, activity.fields(), activity.lines(), at);
    }

    MemberFacts(Member member, Terms terms, Fields fields, List<Fields> lines, long at) {
        this.member = member;
        this.terms = terms;
        this.fields = fields;
        this.lines = lines;
        this.at = at;
    }

    void lookAt(@Nullable Fields oneLine) {
        line = oneLine;
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
        return fields;
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
        if (line == null) {
            throw new RuleFailedException("expected a rule per line, but found one per order");
        }
        return line;
    }

    @Override
    public Fields member() {
        return member.scores.size() == 0 ? member.fields : member.scores.with(member.fields);
    }

    @Override
    public boolean joined() {
        return member.joined();
    }

    @Override
    public long joinedAt() {
        if (!member.joined()) {
            throw new RuleFailedException("expected a member, but found a guest");
        }
        return member.joinedAt;
    }

    @Override
    public int tier(int ladder) {
        Ladder found = terms.ladder(ladder);
        if (found == null) {
            throw new RuleFailedException("expected ladder " + ladder + " in the terms, but found none");
        }
        return Standings.effective(found, member.standing(ladder));
    }

    @Override
    public boolean hasPlan(int plan) {
        for (Subscription subscription : member.subscriptions) {
            if (subscription.plan() == plan && subscription.gives() && subscription.lead() == null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long available(int currency) {
        return member.available(currency);
    }

    @Override
    public long count(int kind, Window window) {
        return total(kind, window, true);
    }

    @Override
    public long total(int kind, Window window) {
        return total(kind, window, false);
    }

    private long total(int kind, Window window, boolean count) {
        step();
        ZoneCalendar calendar = terms.calendar();
        long day = calendar.dayOf(at);
        DailyTotals.Total total = switch (window) {
            case Window.Rolling w -> member.totals.sum(kind, Measures.rollingFrom(day, w.period()), day + 1);
            case Window.Calendar w -> member.totals.sum(kind, calendar.dayOf(calendar.floor(at, w.unit())), day + 1);
            case Window.Lifetime w -> member.totals.lifetime(kind);
        };
        return count ? total.count() : total.amount();
    }

    @Override
    public void step() {
        if (++steps > MOST_STEPS) {
            throw new RuleFailedException("expected at most " + MOST_STEPS + " steps");
        }
    }
}
