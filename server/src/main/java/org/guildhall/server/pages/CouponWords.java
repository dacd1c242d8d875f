package org.guildhall.server.pages;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Coupon.Given;
import org.guildhall.core.terms.Coupon.Reduction;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Symbols;

/**
 * What a coupon is good for, in words.
 *
 * @param symbols the latest of the programme, which know the names in its offers
 */
record CouponWords(Reading reading, Symbols symbols) {
    /** What it gives and what it asks for: {@code 50.00 CNY off from 300.00 CNY on, one an order}. */
    String good(Coupon coupon) {
        List<String> parts = new ArrayList<>();
        parts.add(gives(coupon));
        if (coupon.from() > 0 && !(coupon.gives() instanceof Reduction.Off)) {
            parts.add(words().say("coupon.from", money(coupon.from())));
        }
        coupon.scope().forEach(within -> parts.add(words().say("coupon.scope", scope(within))));
        if (coupon.firstOrder()) {
            parts.add(words().say("coupon.first"));
        }
        coupon.hours().forEach(hours -> parts.add(hours(hours)));
        switch (coupon.stacks()) {
            case ALONE -> parts.add(words().say("coupon.alone"));
            case ONE_PER_ORDER -> parts.add(words().say("coupon.single"));
            case FREELY -> {}
        }
        String all = String.join(words().say("coupon.and"), parts);
        boolean several = reading.terms()
                .kinds()
                .stream()
                .filter(kind -> kind.role() instanceof ActivityKind.Role.Plain)
                .count() > 1;
        return several ? words().say("coupon.kind", reading.names().kind(symbols.name(coupon.on())), all) : all;
    }

    /** How one is had: {@code 25 with each term of Coupon pack}. */
    String given(Coupon coupon) {
        return switch (coupon.given()) {
            case Given.ByClaim claim -> words().say("coupons.by.claim");
            case Given.ByGrant grant -> words().say("coupons.by.grant");
            case Given.ByCode(String code) -> words().say("coupons.by.code", code);
            case Given.ByUniqueCode code -> words().say("coupons.by.unique.code");
            case Given.OnSchedule(var on, int times) -> coming(on, words().number(times));
        };
    }

    private String coming(Trigger on, String times) {
        String plans = on.plans()
                .stream()
                .map(plan -> reading.names().plan(symbols.name(plan)))
                .collect(Collectors.joining(words().say("comma")));
        return switch (on) {
            case Trigger.EachTerm each -> words().say("coupons.by.term", times, plans);
            case Trigger.Each(Benefit.Per per, var these) -> words().say("coupons.by.each", times, per(per), plans);
            case Trigger.Yearly yearly -> words().say("coupons.by.day", times);
            case Trigger.On activity ->
                    throw new IllegalStateException("expected a coupon that comes with time, but found " + activity);
        };
    }

    /** How many one member can have: {@code 1 coupon a calendar day}; empty for no limit. */
    String limits(Coupon coupon) {
        return coupon.limits().stream().map(this::limit).collect(Collectors.joining(words().say("comma")));
    }

    private String limit(Limit limit) {
        return words().say("benefit.at.most", reading.statement().used("coupons", limit.amount()), per(limit.per()));
    }

    String per(Limit.Per per) {
        return words().say(
                "per." + (per instanceof Limit.Per.Calendar(var unit) ? "calendar." + unit.word() : "lifetime"));
    }

    private String per(Benefit.Per per) {
        return words().say("per." + switch (per) {
            case Benefit.Per.Calendar(var unit) -> "calendar." + unit.word();
            case Benefit.Per.Membership(int months) -> months == 12 ? "membership.year" : "membership.month";
            case Benefit.Per.Term term -> "term";
            case Benefit.Per.Lifetime lifetime -> "lifetime";
        });
    }

    private String gives(Coupon coupon) {
        return switch (coupon.gives()) {
            case Reduction.Off(long amount) -> coupon.from() > 0
                    ? step(coupon.from(), amount)
                    : words().say("coupon.off", money(amount));
            case Reduction.Percent(int hundredths, long most) -> {
                String percent = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
                yield most == Benefit.UNLIMITED
                        ? words().say("coupon.percent", percent)
                        : words().say("coupon.percent.most", percent, money(most));
            }
            case Reduction.Ladder(var steps) -> steps.stream()
                    .map(step -> step(step.from(), step.off()))
                    .collect(Collectors.joining(words().say("coupon.and")));
            case Reduction.Each(long full, long off, long most) -> most == Benefit.UNLIMITED
                    ? words().say("coupon.each", money(off), money(full))
                    : words().say("coupon.each.most", money(off), money(full), money(most));
            case Reduction.Delivery(long most) -> most == Benefit.UNLIMITED
                    ? words().say("coupon.delivery")
                    : words().say("coupon.delivery.most", money(most));
            case Reduction.Price(long price) -> words().say("coupon.price", money(price));
            case Reduction.Gift(var what) -> words().say("coupon.gift", words().of(what));
            case Reduction.Service(var what) -> words().of(what);
        };
    }

    private String step(long from, long off) {
        return words().say("coupon.step", money(off), money(from));
    }

    private String scope(Coupon.Within within) {
        List<String> values = within.words().isEmpty()
                ? within.texts()
                : within.words().stream().map(word -> last(symbols.name(word))).toList();
        return symbols.name(within.field()).replace('-', ' ') + " " + String.join(" / ", values);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private String hours(Coupon.Hours hours) {
        Locale language = words().language();
        String days = hours.days().size() == DayOfWeek.values().length
                ? words().say("coupon.every.day")
                : hours.days()
                        .stream()
                        .sorted()
                        .map(day -> day.getDisplayName(TextStyle.SHORT, language))
                        .collect(Collectors.joining(words().say("comma")));
        return words().say("coupon.hours", days, time(hours.fromMinute()), time(hours.untilMinute()));
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private String money(long minor) {
        return reading.statement().money(minor);
    }

    private Words words() {
        return reading.words();
    }
}
