package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;

/** The demo's result as a page of plain text. */
public final class ResultPage {
    private static final int LABEL = 22;
    private static final int AMOUNT = 12;
    private static final int BAR = 24;
    private static final int ID = 24;

    private final Terms terms;
    private final YearRun.Account account;
    private final YearResult result;
    private final Layout layout;
    private final List<String> lines = new ArrayList<>();

    private ResultPage(Terms terms, YearRun.Account account, YearResult result, Layout layout) {
        this.terms = terms;
        this.account = account;
        this.result = result;
        this.layout = layout;
    }

    /** @param environment of the process, for its language */
    public static List<String> of(Terms terms, YearRun.Account account, YearResult result,
            Map<String, String> environment) {
        Layout layout = new Layout(Layout.chinese(environment), terms.calendar().zone());
        return new ResultPage(terms, account, result, layout).lines();
    }

    private List<String> lines() {
        run();
        year();
        tiers();
        ledger();
        top();
        page();
        return lines;
    }

    private void run() {
        add(layout.say("请求 ", "") + Layout.number(account.requests())
                + layout.say(" 条，用时 ", " requests in ") + String.format("%.1f", account.seconds())
                + layout.say(" 秒（每秒 ", " s (") + Layout.number(Math.round(account.perSecond()))
                + layout.say(" 条）：", " a second): ") + Layout.number(account.accepted())
                + layout.say(" 条受理，", " accepted, ") + Layout.number(account.repeated())
                + layout.say(" 条重复，", " repeated, ") + Layout.number(refused()) + layout.say(" 条拒绝", " refused"));
        if (account.again()) {
            add(layout.say("这一年早已在此，会员的状态没有变：重复的请求得到第一次的结果",
                    "The year was here already and no member has changed: what is repeated gets its first outcome"));
        } else {
            account.refused()
                    .forEach((code,
                            count) -> add("  " + layout.say("拒绝：", "refused: ") + code + " " + Layout.number(count)));
        }
    }

    private long refused() {
        return account.refused().values().stream().mapToLong(Long::longValue).sum();
    }

    private void year() {
        title(layout.say("这一年", "The year"));
        List<Double> months = account.figures().months();
        int busiest = 0;
        for (int month = 0; month < months.size(); month++) {
            busiest = months.get(month) > months.get(busiest) ? month : busiest;
        }
        row(layout.say("订单", "orders"), Layout.number(account.figures().orders()),
                layout.say("其中陌生顾客 ", "of strangers ") + Layout.percent(account.figures().shareOfStrangers()));
        row(layout.say("最忙的月份", "busiest month"), layout.month(busiest + 1),
                Layout.percent(months.get(busiest)) + layout.say(" 的订单", " of all orders"));
        row(layout.say("每位会员", "a member"),
                String.format("%.1f", account.figures().ordersPerMember()) + layout.say(" 单", " orders"),
                layout.say("每单 ", "of ") + money(account.figures().basketOfMembers()));
        row(layout.say("每位访客", "a guest"),
                String.format("%.1f", account.figures().ordersPerGuest()) + layout.say(" 单", " orders"),
                layout.say("每单 ", "of ") + money(account.figures().basketOfGuests()));
        row(layout.say("前十分之一会员", "top tenth of members"), Layout.percent(account.figures().topTenth()),
                layout.say("的会员消费", "of what members spend"));
    }

    private String money(double minor) {
        return Layout.number(Math.round(minor), terms.moneyDigits()) + " " + terms.money();
    }

    private void tiers() {
        title(layout.say("会员等级，", "Members by tier, ") + layout.day(result.moment()));
        long most = result.tiers().values().stream().mapToLong(Long::longValue).max().orElse(0);
        for (Ladder.Tier tier : result.ladder().tiers()) {
            long count = result.tiers().getOrDefault(tier.name(), 0L);
            row(layout.name(tier.names()), Layout.number(count), Layout.bar(count, most, BAR));
        }
        row(layout.say("会员合计", "members"), Layout.number(result.members()), "");
        row(layout.say("访客", "guests"), Layout.number(result.guests()),
                layout.say("认得，但没有加入", "known, but have not joined"));
    }

    private void ledger() {
        title(layout.name(result.currency().names()) + layout.say("总账", ", the ledger"));
        figure(' ', Account.ISSUED, layout.say("发放", "issued"), "");
        figure('=', Account.PENDING, layout.say("待生效", "pending"), layout.say("满 7 天可用", "usable after 7 days"));
        figure('+', Account.AVAILABLE, layout.say("可用", "available"), "");
        figure('+', Account.SPENT, layout.say("已使用", "spent"), "");
        figure('+', Account.EXPIRED, layout.say("已过期", "expired"), layout.say("旧积分卡带来的", "from the old stamp cards"));
        figure('+', Account.REVERSED, layout.say("已扣回", "reversed"), layout.say("退货与取消", "returns and cancellations"));
        figure('-', Account.OWED, layout.say("欠分", "owed"),
                layout.say("先用后退，以后赚的先还", "spent, then returned: later points repay it"));
        add("  " + (result.addsUp()
                ? layout.say("✓ 等式成立，一分不差", "✓ the equation holds, to the point")
                : layout.say("✗ 等式不成立", "✗ the equation does not hold")));
    }

    private void figure(char sign, Account figure, String label, String note) {
        add("  " + sign + " " + Layout.left(label, LABEL - 2) + Layout.right(points(result.figure(figure)), AMOUNT)
                + (note.isEmpty() ? "" : "   " + note));
    }

    private String points(long amount) {
        return Layout.number(amount, result.currency().scale());
    }

    private void top() {
        title(layout.say("成长最高的五位", "The five highest on the ladder"));
        for (YearResult.Person person : result.top()) {
            MemberView.StandingView standing = person.view().standing(result.ladder().name());
            add("  " + Layout.left(person.reference(), LABEL) + Layout.right(Layout.number(standing.measure()), AMOUNT)
                    + "   " + Layout.left(tier(standing.tier()), 12)
                    + Layout.right(points(person.view().wallet(result.currency().name()).available()), AMOUNT)
                    + layout.say(" 可用积分", " points available"));
        }
    }

    private String tier(String name) {
        return result.ladder()
                .tiers()
                .stream()
                .filter(tier -> tier.name().equals(name))
                .findFirst()
                .map(tier -> layout.name(tier.names()))
                .orElse(name);
    }

    private void page() {
        YearResult.Person person = result.shown();
        MemberView view = person.view();
        title(layout.say("一位会员：", "One member: ") + person.reference() + layout.say("，加入于 ", ", joined ")
                + layout.day(view.joinedAt()));
        standing(view.standing(result.ladder().name()));
        wallet(view.wallet(result.currency().name()));
        add("");
        add("  " + layout.say("最近的账目", "Last on the statement"));
        result.latest().forEach(this::entry);
    }

    private void standing(MemberView.StandingView standing) {
        row(layout.say("等级", "tier"), tier(standing.tier()),
                standing.until() == Long.MAX_VALUE ? ""
                        : layout.say("保留至 ", "held until ") + layout.day(standing.until()));
        String next = standing.next();
        if (next != null) {
            row(layout.say("升级还差", "missing for more"), Layout.number(standing.missing()),
                    layout.say("成长值到", "growth for ") + tier(next) + layout.say("，截至 ", ", until ")
                            + layout.day(standing.missingUntil()));
        }
        if (standing.toKeep() > 0) {
            row(layout.say("保级还差", "missing to stay"), Layout.number(standing.toKeep()),
                    layout.say("否则自 ", "otherwise ") + (layout.say(layout.day(standing.projectedAt()) + " 为", ""))
                            + tier(standing.projected())
                            + layout.say("", " from " + layout.day(standing.projectedAt())));
        }
    }

    private void wallet(MemberView.WalletView wallet) {
        String currency = layout.name(result.currency().names());
        row(currency, Layout.number(wallet.available(), wallet.scale()), layout.say("可用；待生效 ", "available; pending ")
                + points(wallet.figure(Account.PENDING)) + layout.say("，已使用 ", ", spent ")
                + points(wallet.figure(Account.SPENT)) + layout.say("，已过期 ", ", expired ")
                + points(wallet.figure(Account.EXPIRED)) + layout.say("，已扣回 ", ", reversed ")
                + points(wallet.figure(Account.REVERSED)));
        wallet.lots()
                .stream()
                .filter(lot -> lot.vestsAt() == null && lot.expiresAt() != Long.MAX_VALUE)
                .findFirst()
                .ifPresent(lot -> row(layout.say("最先过期", "first to expire"), points(lot.amount()),
                        layout.say("于 ", "on ") + layout.day(lot.expiresAt()) + layout.say("，得自 ", ", earned ")
                                + layout.day(lot.earnedAt())));
    }

    /** What an entry did, a line for each thing. */
    private void entry(EntryView entry) {
        String head = layout.minute(entry.at()) + "  " + Layout.left(entry.id(), ID);
        for (String told : new Telling(terms, layout).of(entry)) {
            add("  " + head + "  " + told);
            head = " ".repeat(Layout.width(head));
        }
    }

    private void title(String text) {
        add("");
        add(text);
    }

    private void row(String label, String value, String note) {
        add("  " + Layout.left(label, LABEL) + Layout.right(value, AMOUNT) + (note.isEmpty() ? "" : "   " + note));
    }

    private void add(String line) {
        lines.add(line);
    }
}
