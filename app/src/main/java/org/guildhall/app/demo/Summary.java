package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** A merchant's year in a few lines of plain text. */
public final class Summary {
    private static final int AMOUNT = 12;

    private final Layout layout;
    private final YearResult result;

    private Summary(Layout layout, YearResult result) {
        this.layout = layout;
        this.result = result;
    }

    /**
     * @param orders of the year
     * @param account null where the year was there already
     * @param environment of the process, for its language
     */
    public static List<String> of(Terms terms, long orders, YearRun.@Nullable Account account, YearResult result,
            Map<String, String> environment) {
        Layout layout = new Layout(Layout.chinese(environment));
        Summary summary = new Summary(layout, result);
        List<String> lines = new ArrayList<>();
        lines.add(layout.name(terms.names()));
        lines.add(summary.run(account));
        lines.add(summary.people(orders));
        Ladder ladder = result.ladder();
        if (ladder != null) {
            lines.add(summary.tiers(ladder));
        }
        lines.addAll(summary.plans(terms));
        PointCurrency spendable = result.currency();
        if (spendable != null) {
            lines.addAll(summary.ledger(spendable));
        }
        return lines;
    }

    private String run(YearRun.@Nullable Account account) {
        if (account == null) {
            return layout.say("  这一年早已在此", "  the year is here already");
        }
        return "  " + Layout.number(account.requests()) + layout.say(" 条请求，用时 ", " requests in ")
                + String.format(Locale.ROOT, "%.1f", account.seconds()) + layout.say(" 秒：受理 ", " s: ")
                + Layout.number(account.accepted()) + layout.say("，重复 ", " accepted, ")
                + Layout.number(account.repeated()) + layout.say("，拒绝 ", " repeated, ")
                + Layout.number(account.refusals()) + layout.say("", " refused");
    }

    private String people(long orders) {
        return "  " + Layout.number(result.members()) + layout.say(" 位会员，", " members, ")
                + (result.guests() == 0 ? ""
                        : Layout.number(result.guests()) + layout.say(" 位访客，", " guests, "))
                + Layout.number(orders) + layout.say(" 笔订单", " orders");
    }

    private String tiers(Ladder ladder) {
        List<String> counts = new ArrayList<>();
        for (Ladder.Tier tier : ladder.tiers()) {
            counts.add(layout.name(tier.names()) + " " + Layout.number(result.tiers().getOrDefault(tier.name(), 0L)));
        }
        return "  " + String.join(" · ", counts);
    }

    /** One line each: who has it, and of them who does not pay at the moment. */
    private List<String> plans(Terms terms) {
        List<String> lines = new ArrayList<>();
        for (Plan plan : terms.plans()) {
            Map<String, Long> states = result.plans().getOrDefault(plan.name(), Map.of());
            lines.add("  " + layout.name(plan.names()) + " "
                    + Layout.number(states.values().stream().mapToLong(Long::longValue).sum())
                    + state(states, "trial", " · 试用 ", " · in a trial ")
                    + state(states, "unpaid", " · 待付款 ", " · not paid yet ")
                    + state(states, "paused", " · 已暂停 ", " · paused "));
        }
        return lines;
    }

    private String state(Map<String, Long> states, String name, String zh, String en) {
        long count = states.getOrDefault(name, 0L);
        return count == 0 ? "" : layout.say(zh, en) + Layout.number(count);
    }

    private List<String> ledger(PointCurrency spendable) {
        List<String> lines = new ArrayList<>();
        String currency = layout.name(spendable.names());
        lines.add(figure(spendable.scale(), ' ', Account.ISSUED, layout.say(currency + "发放", currency + " issued")));
        lines.add(figure(spendable.scale(), '=', Account.PENDING, layout.say("待生效", "pending")));
        lines.add(figure(spendable.scale(), '+', Account.AVAILABLE, layout.say("可用", "available")));
        lines.add(figure(spendable.scale(), '+', Account.SPENT, layout.say("已使用", "spent")));
        lines.add(figure(spendable.scale(), '+', Account.EXPIRED, layout.say("已过期", "expired")));
        lines.add(figure(spendable.scale(), '+', Account.REVERSED, layout.say("已扣回", "reversed")));
        lines.add(figure(spendable.scale(), '-', Account.OWED, layout.say("欠分", "owed")));
        lines.add("    " + (result.addsUp()
                ? layout.say("✓ 等式成立，一分不差", "✓ the equation holds, to the point")
                : layout.say("✗ 等式不成立", "✗ the equation does not hold")));
        return lines;
    }

    private String figure(int scale, char sign, Account account, String label) {
        return "    " + sign + " " + Layout.left(label, 16)
                + Layout.right(Layout.number(result.figure(account), scale), AMOUNT);
    }
}
