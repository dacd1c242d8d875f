package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Symbols;
import org.jspecify.annotations.Nullable;

/** Puts entries into words, by the names of the terms. */
final class Explaining {
    /** Beside which claims of coupons are numbered. */
    private static final long COUPONS = 1L << 48;

    private final Symbols symbols;

    Explaining(Symbols symbols) {
        this.symbols = symbols;
    }

    EntryView view(Entry entry) {
        List<EntryView.Line> lines = new ArrayList<>();
        long moment = entry.command().received();
        for (MemberEvent event : entry.events()) {
            if (event instanceof MemberEvent.TimePassed passed) {
                moment = passed.moment();
            } else {
                line(lines, moment, event, entry);
            }
        }
        return new EntryView(
                entry.version(),
                entry.command().id(),
                entry.command().at(),
                entry.command().received(),
                entry.command().origin(),
                what((MemberCommand) entry.command().body()),
                entry.refusal(),
                lines,
                work(entry));
    }

    private static EntryView.@Nullable Work work(Entry entry) {
        for (MemberEvent event : entry.events()) {
            EntryView.Work work = work(event, entry);
            if (work != null) {
                return work;
            }
        }
        return null;
    }

    private static EntryView.@Nullable Work work(MemberEvent event, Entry entry) {
        if (event instanceof MemberEvent.Spent spent && spent.spend().sent()) {
            return new EntryView.Work.Begun(spent.spend().number());
        }
        if (event instanceof MemberEvent.MergeBegan) {
            return new EntryView.Work.Begun(0);
        }
        if (event instanceof MemberEvent.TransferSettled settled) {
            return new EntryView.Work.Ended(settled.spend(), settled.arrived(), answered(entry));
        }
        if (event instanceof MemberEvent.ClaimChanged claim) {
            return claim(claim, entry);
        }
        if (event instanceof MemberEvent.CouponChanged coupon) {
            return coupon(coupon, entry);
        }
        return event instanceof MemberEvent.MergeEnded ended
                ? new EntryView.Work.Ended(0, ended.done(), ended.reason())
                : null;
    }

    /** Claims are numbered downwards from -1, beside transfers. */
    private static EntryView.@Nullable Work claim(MemberEvent.ClaimChanged claim, Entry entry) {
        if (claim.why() == MemberEvent.ClaimChanged.Why.ASKED) {
            return new EntryView.Work.Begun(-claim.to().number());
        }
        if (!(entry.command().body() instanceof MemberCommand.Issued issued)
                || claim.to().state() == KeptClaim.State.AWAITED && !claim.why().ends()) {
            return null;
        }
        return new EntryView.Work.Ended(-claim.to().number(), !claim.why().ends(), issued.refusal());
    }

    /** Claims of coupons are numbered upwards from {@link #COUPONS}, beside transfers. */
    private static EntryView.@Nullable Work coupon(MemberEvent.CouponChanged coupon, Entry entry) {
        if (coupon.why() == MemberEvent.CouponChanged.Why.ASKED || coupon.why() == MemberEvent.CouponChanged.Why.SENT) {
            return new EntryView.Work.Begun(COUPONS + coupon.to().number());
        }
        if (entry.command().body() instanceof MemberCommand.CouponReceived answer) {
            return new EntryView.Work.Ended(COUPONS + answer.coupon(), answer.refusal().isEmpty(), answer.refusal());
        }
        return entry.command().body() instanceof MemberCommand.CouponsAnswered answer
                ? new EntryView.Work.Ended(COUPONS + answer.claim(), answer.refusal().isEmpty(), answer.refusal())
                : null;
    }

    /** Why the other refused a transfer; empty for one that arrived, and in any other entry. */
    private static String answered(Entry entry) {
        return entry.command().body() instanceof MemberCommand.Received received ? received.refusal() : "";
    }

    private String what(MemberCommand body) {
        String name = body.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return body instanceof MemberCommand.Record record
                ? name + " " + symbols.name(record.activity().kind())
                : name;
    }

    private void line(List<EntryView.Line> lines, long moment, MemberEvent event, Entry entry) {
        switch (event) {
            case MemberEvent.TimePassed e -> {}
            case MemberEvent.Joined e -> add(lines, moment, "joined", "at", e.at());
            case MemberEvent.TermsBegan e -> add(lines, moment, "terms began", "from", e.from());
            case MemberEvent.Described e -> add(lines, moment, "described");
            case MemberEvent.Recorded e -> {
                add(lines, moment, "recorded", "kind", symbols.name(e.activity().kind()), "at", e.at(), "amount",
                        e.amount(), "effective", e.effective());
                for (KeptActivity.Award award : e.awards()) {
                    add(lines, moment, "awarded", "rule", symbols.name(award.rule()), "currency",
                            symbols.name(award.currency()), "amount", award.amount(), "lot", award.lot());
                }
            }
            case MemberEvent.Counted e -> {}
            case MemberEvent.PartCounted e -> {}
            case MemberEvent.LimitCounted e ->
                    add(lines, moment, "limit used", "limit", symbols.name(e.limit()), "amount", e.change());
            case MemberEvent.LotOpened e -> add(lines, moment, "lot opened", "currency", symbols.name(e.currency()),
                    "from", e.from().word(), "lot", e.lot().number(), "amount", e.lot().amount(), "pending",
                    e.lot().pending(), "expires",
                    e.lot().expiresAt() == Lot.TOGETHER ? Lot.NEVER : e.lot().expiresAt());
            case MemberEvent.Gave e -> add(lines, moment, "awarded", "rule", symbols.name(e.rule()), "currency",
                    symbols.name(e.currency()), "amount", e.amount());
            case MemberEvent.Vested e ->
                    add(lines, moment, "vested", "currency", symbols.name(e.currency()), "lot", e.lot());
            case MemberEvent.Posted e when e.lot() == MemberEvent.Posted.NO_LOT -> add(lines, moment, "posted",
                    "currency", symbols.name(e.currency()), "from", e.from().word(), "to", e.to().word(), "amount",
                    e.amount());
            case MemberEvent.Posted e -> add(lines, moment, "posted", "currency", symbols.name(e.currency()), "from",
                    e.from().word(), "to", e.to().word(), "lot", e.lot(), "amount", e.amount());
            case MemberEvent.Owed e -> add(lines, moment, "posted", "currency", symbols.name(e.currency()), "from",
                    "owed", "to", "reversed", "amount", e.amount());
            case MemberEvent.ExpiredCounted e ->
                    add(lines, moment, "expired points counted as returned", "lot", e.lot(), "amount", e.amount());
            case MemberEvent.IdleMoved e -> add(lines, moment, "expiry of all points together moved", "currency",
                    symbols.name(e.currency()), "to", e.moment());
            case MemberEvent.TermPointsOver e ->
                    add(lines, moment, "points ended with their term", "currency", symbols.name(e.currency()));
            case MemberEvent.Reduced e -> add(lines, moment, "activity reduced", "activity", e.activity(), "left",
                    e.amount(), "whole", e.whole());
            case MemberEvent.AwardReduced e -> add(lines, moment, "award reduced", "activity", e.activity(), "award",
                    e.award(), "left", e.amount());
            case MemberEvent.Unmatched e -> add(lines, moment, "unmatched", "line", e.line(), "quantity",
                    e.quantity(), "amount", e.amount());
            case MemberEvent.Measured e ->
                    add(lines, moment, "measured", "ladder", symbols.name(e.ladder()), "measure", e.measure());
            case MemberEvent.Stood e -> add(lines, moment, "stands", "ladder", symbols.name(e.ladder()), "tier",
                    e.tier() == 0 ? "" : symbols.name(e.tier()), "until", e.until(), "why",
                    e.why().name().toLowerCase(Locale.ROOT));
            case MemberEvent.GraceBegan e -> add(lines, moment, "grace", "ladder", symbols.name(e.ladder()), "until",
                    e.until());
            case MemberEvent.StandingGranted e -> add(lines, moment, "standing granted", "ladder",
                    symbols.name(e.ladder()), "tier", symbols.name(e.tier()), "until", e.until(), "reason", e.reason());
            case MemberEvent.GrantEnded e ->
                    add(lines, moment, "granted standing ended", "ladder", symbols.name(e.ladder()));
            case MemberEvent.Scored e ->
                    add(lines, moment, "scored", "score", symbols.name(e.score()), "value", e.value());
            case MemberEvent.Adjusted e -> add(lines, moment, "adjusted", "currency", symbols.name(e.currency()),
                    "amount", e.amount(), "reason", e.reason());
            case MemberEvent.Spent e -> {
                for (Lot part : e.spend().parts()) {
                    add(lines, moment, "posted", "currency", symbols.name(e.spend().currency()), "from", "available",
                            "to", e.spend().sent() ? "sent" : "spent", "lot", part.number(), "amount", part.amount());
                }
            }
            case MemberEvent.SpendCancelled e -> {
                for (Lot lot : e.lots()) {
                    add(lines, moment, "posted", "currency", symbols.name(e.currency()), "from",
                            e.sent() ? "sent" : "spent", "to", "available", "lot", lot.number(), "amount",
                            lot.amount());
                }
            }
            case MemberEvent.TransferSettled e -> add(lines, moment, "transfer settled", "arrived", e.arrived(),
                    "reason", answered(entry));
            case MemberEvent.MergeBegan e -> add(lines, moment, "merge began", "id", e.id());
            case MemberEvent.MergeEnded e -> add(lines, moment, "merge ended", "done", e.done(), "reason", e.reason());
            case MemberEvent.DebtGone e -> add(lines, moment, "posted", "currency", symbols.name(e.currency()), "from",
                    "received", "to", "owed", "amount", e.amount());
            case MemberEvent.DebtBrought e -> add(lines, moment, "posted", "currency", symbols.name(e.currency()),
                    "from", "owed", "to", "sent", "amount", e.amount());
            case MemberEvent.Absorbed e -> add(lines, moment, "absorbed");
            case MemberEvent.StatusChanged e -> add(lines, moment, "status", "status",
                    e.status().name().toLowerCase(Locale.ROOT), "reason", e.reason());
            case MemberEvent.SubscriptionChanged e -> subscription(lines, moment, e);
            case MemberEvent.Charged e when e.to().kind() == Charge.Kind.GIFTED -> add(lines, moment, "gift received",
                    "plan", plan(e.to(), entry), "subscription", e.to().subscription(), "state",
                    e.to().state() == Charge.State.REVERSED ? "reversed" : "taken", "worth", e.to().amount(), "from",
                    e.to().from(), "until", e.to().until());
            case MemberEvent.GiftChanged e -> add(lines, moment, "gift", "payment", e.payment(), "plan",
                    symbols.name(e.gift().plan()), "receiver", receiver(e.gift(), entry), "state",
                    word(e.gift().state()), "reason", e.gift().reason());
            case MemberEvent.PaymentMoved e -> add(lines, moment, "payment moved", "payment", e.payment(), "from",
                    e.from(), "until", e.until());
            case MemberEvent.Charged e -> payment(lines, moment, e.to(), entry);
            case MemberEvent.BenefitUsed e -> {
                use(lines, moment, "benefit used", e.use());
                for (Benefit.Share share : e.shares()) {
                    add(lines, moment, "cost borne", "payer", symbols.name(share.payer()), "cost", share.amount());
                }
            }
            case MemberEvent.ChoiceMade e when e.chosen().benefit() == 0 -> add(lines, moment, "choice open", "choice",
                    symbols.name(e.chosen().choice()));
            case MemberEvent.ChoiceMade e -> add(lines, moment, "chosen", "choice", symbols.name(e.chosen().choice()),
                    "benefit", symbols.name(e.chosen().benefit()), "used", e.chosen().used());
            case MemberEvent.WarrantyChanged e -> add(lines, moment, "warranty", "why", word(e.why()), "benefit",
                    symbols.name(e.to().benefit()), "order", e.to().order(), "from", e.to().from(), "until",
                    e.to().until(), "claims", e.to().claims());
            case MemberEvent.UseCancelled e -> use(lines, moment, "use cancelled", e.use());
            case MemberEvent.WorthLost e -> add(lines, moment, "worth lost", "benefit", symbols.name(e.benefit()),
                    "worth", e.worth());
            case MemberEvent.BenefitGranted e when e.grant().rule() != 0 ->
                    add(lines, moment, "benefit given", "benefit",
                            symbols.name(e.grant().benefit()), "rule", symbols.name(e.grant().rule()), "until",
                            e.grant().until());
            case MemberEvent.GivenEnded e -> add(lines, moment, "given benefit ended", "benefit",
                    symbols.name(e.benefit()), "rule", symbols.name(e.rule()));
            case MemberEvent.BenefitGranted e -> add(lines, moment, "benefit granted", "benefit",
                    symbols.name(e.grant().benefit()), "value", value(e.grant().value()), "until", e.grant().until(),
                    "reason", e.reason());
            case MemberEvent.BenefitRevoked e -> add(lines, moment, "granted benefit ended", "benefit",
                    symbols.name(e.benefit()), "reason", e.reason());
            case MemberEvent.ClaimChanged e -> claim(lines, moment, e);
            case MemberEvent.CouponChanged e -> coupon(lines, moment, e, entry);
            case MemberEvent.RenewalTold e -> add(lines, moment, "renewal told", "plan", symbols.name(e.plan()),
                    "subscription", e.subscription(), "renews", e.at(), "price", e.price(), "renewal-due", e.due(),
                    "consent",
                    e.consent(), "fee", e.fee(), "used-worth", e.worth());
            case MemberEvent.NoticeWithdrawn e ->
                    add(lines, moment, e.withdrawn() ? "notice withdrawn" : "notice overtaken", "subscription",
                            e.subscription(), "from", e.from());
            case MemberEvent.IncomeReported e -> add(lines, moment, "income reported", "plan",
                    symbols.name(e.income().plan()), "month", Reporting.month(e.income().month()).toString(), "income",
                    e.income().amount());
            case MemberEvent.OfferTaken e -> {
                String[] offer = symbols.name(e.taken().offer()).split("/", 2);
                add(lines, moment, "offer taken", "plan", offer[0], "offer", offer[1], "subscription",
                        e.taken().subscription(), "credit", e.taken().credit());
            }
            case MemberEvent.SeatChanged e -> add(lines, moment, "seat", "why", word(e.why()), "plan",
                    symbols.name(e.to().plan()), "subscription", e.to().number(), "offered", e.to().offered(), "from",
                    e.to().termStart(), "until",
                    e.to().status() == Subscription.Status.AWAITED ? e.to().payUntil() : e.to().termEnd(), "paused",
                    e.to().status() == Subscription.Status.PAUSED, "resumes", e.to().resumesAt());
            case MemberEvent.SeatGiven e -> add(lines, moment, "seat given", "why", word(e.why()), "seat",
                    e.seat().number(), "subscription", e.seat().subscription(), "until", e.seat().until(), "reason",
                    e.reason());
            case MemberEvent.YearlyDue e ->
                    add(lines, moment, "yearly bonus due", "rule", symbols.name(e.rule()), "at", e.moment());
        }
    }

    /** The plan that a payment is for, where the same entry tells of it; else empty. */
    private String plan(Charge charge, Entry entry) {
        if (charge.gift() != null) {
            return symbols.name(charge.gift().plan());
        }
        for (MemberEvent event : entry.events()) {
            if (event instanceof MemberEvent.SubscriptionChanged changed
                    && changed.to().number() == charge.subscription()) {
                return symbols.name(changed.to().plan());
            }
        }
        return "";
    }

    private void payment(List<EntryView.Line> lines, long moment, Charge to, Entry entry) {
        List<Object> facts = new ArrayList<>(List.of("payment", to.number(), "subscription", to.subscription(), "plan",
                plan(to, entry)));
        if (to.gift() != null) {
            facts.addAll(List.of("receiver", receiver(to.gift(), entry)));
        }
        facts.addAll(List.of("kind", word(to.kind()), "amount", to.amount(), "state", word(to.state()), "attempts",
                (long) to.attempts(), "of", to.of(), "due", to.dueAt(), "from", to.from(), "until", to.until()));
        add(lines, moment, "payment", facts.toArray());
    }

    private static String receiver(Gift gift, Entry entry) {
        return gift.receiver(entry.command().entity().programme()).toString();
    }

    private void subscription(List<EntryView.Line> lines, long moment, MemberEvent.SubscriptionChanged changed) {
        Subscription to = changed.to();
        add(lines, moment, "plan", "why", word(changed.why()), "plan", symbols.name(to.plan()), "subscription",
                to.number(), "trial", to.inTrial(), "from", to.termStart(), "until", to.termEnd(), "price", to.value(),
                "agreed", to.agreed(), "payment", to.charge(), "pay-until", to.payUntil(), "retry-at", to.retryAt(),
                "resumes", to.resumesAt(), "to",
                to.movingTo() != 0 ? symbols.name(to.movingTo())
                        : to.nextPlan() != 0 ? symbols.name(to.nextPlan()) : "",
                "ahead", to.paidAhead() != null);
    }

    private void coupon(List<EntryView.Line> lines, long moment, MemberEvent.CouponChanged changed, Entry entry) {
        KeptCoupon to = changed.to();
        String reason = switch ((MemberCommand) entry.command().body()) {
            case MemberCommand.GrantCoupon command when !to.id().isEmpty() -> command.reason();
            case MemberCommand.RevokeCoupon command -> command.reason();
            case MemberCommand.ExtendCoupon command -> command.reason();
            default -> "";
        };
        add(lines, moment, "coupon", "why", word(changed.why()), "coupon", symbols.name(to.coupon()), "number",
                to.number(), "version", (long) to.version(), "state", to.state().word(), "times", to.many(), "from",
                to.from(), "until", to.until(), "order", to.order(), "due", to.dueAt(), "basis", to.basis(), "off",
                to.off(), "cost", to.cost(), "reason", reason);
        for (Benefit.Share share : changed.shares()) {
            if (share.amount() != 0) {
                add(lines, moment, "cost borne", "payer", symbols.name(share.payer()), "cost", share.amount());
            }
        }
    }

    /** A code stands in no line: whoever reads it could use it. */
    private void claim(List<EntryView.Line> lines, long moment, MemberEvent.ClaimChanged changed) {
        KeptClaim to = changed.to();
        add(lines, moment, "claim", "why", word(changed.why()), "benefit", symbols.name(to.benefit()), "claim",
                to.number(), "id", to.id(), "state", word(to.state()), "until", to.until(), "again", to.againAt(),
                "attempts", (long) to.attempts(), "left", to.left(), "stock",
                to.stock() == 0 ? "" : symbols.name(to.stock()), "account", to.account());
    }

    private void use(List<EntryView.Line> lines, long moment, String what, KeptUse use) {
        add(lines, moment, what, "benefit", symbols.name(use.benefit()), "use", use.number(), "amount", use.amount(),
                "unit", use.unit().word(), "worth", use.worth(), "cost", use.cost());
    }

    private String value(int symbol) {
        return symbol == 0 ? "" : symbols.name(symbol).replaceFirst(".*/", "");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void add(List<EntryView.Line> lines, long moment, String what, Object... facts) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < facts.length; i += 2) {
            map.put((String) facts[i], facts[i + 1]);
        }
        lines.add(new EntryView.Line(moment, what, map));
    }
}
