package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Ladder;
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
        lines.add(summary.tiers());
        lines.addAll(summary.ledger());
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

    private String tiers() {
        List<String> counts = new ArrayList<>();
        for (Ladder.Tier tier : result.ladder().tiers()) {
            counts.add(layout.name(tier.names()) + " " + Layout.number(result.tiers().getOrDefault(tier.name(), 0L)));
        }
        return "  " + String.join(" · ", counts);
    }

    private List<String> ledger() {
        List<String> lines = new ArrayList<>();
        String currency = layout.name(result.currency().names());
        lines.add(figure(' ', Account.ISSUED, layout.say(currency + "发放", currency + " issued")));
        lines.add(figure('=', Account.PENDING, layout.say("待生效", "pending")));
        lines.add(figure('+', Account.AVAILABLE, layout.say("可用", "available")));
        lines.add(figure('+', Account.SPENT, layout.say("已使用", "spent")));
        lines.add(figure('+', Account.EXPIRED, layout.say("已过期", "expired")));
        lines.add(figure('+', Account.REVERSED, layout.say("已扣回", "reversed")));
        lines.add(figure('-', Account.OWED, layout.say("欠分", "owed")));
        lines.add("    " + (result.addsUp()
                ? layout.say("✓ 等式成立，一分不差", "✓ the equation holds, to the point")
                : layout.say("✗ 等式不成立", "✗ the equation does not hold")));
        return lines;
    }

    private String figure(char sign, Account account, String label) {
        return "    " + sign + " " + Layout.left(label, 16)
                + Layout.right(Layout.number(result.figure(account), result.currency().scale()), AMOUNT);
    }
}
