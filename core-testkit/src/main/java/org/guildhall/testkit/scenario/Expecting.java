package org.guildhall.testkit.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.member.MemberView.CouponView;
import org.guildhall.core.member.MemberView.LotView;
import org.guildhall.core.member.MemberView.StandingView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.member.MemberView.WarrantyView;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.Moments;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.testkit.scenario.Scenario.Seen;

/** What checks find, in the words in which scenarios expect it. */
final class Expecting {
    static final String UNKNOWN = "a member who is unknown";

    private Expecting() {}

    static String outcome(Seen seen) {
        return switch (seen.outcome()) {
            case null -> "no outcome";
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Refused refused -> "refused " + refused.refusal().code();
            case Outcome.Repeated repeated -> "repeated";
            case Outcome.Begun begun -> "begun";
        };
    }

    /** A fact of the refusal. */
    static Function<Seen, String> fact(String name, Terms terms) {
        return seen -> {
            if (!(seen.outcome() instanceof Outcome.Refused refused)) {
                return "no refusal";
            }
            Fact fact = refused.refusal().facts().get(name);
            return fact == null ? "no such fact" : Facts.text(fact, terms);
        };
    }

    private static Function<Seen, String> view(Function<MemberView, String> look) {
        return seen -> seen.view() == null ? UNKNOWN : look.apply(Objects.requireNonNull(seen.view()));
    }

    static Function<Seen, String> figure(PointCurrency currency, Account account) {
        return view(member -> Keys.amount(member.wallet(currency.name()).figure(account), currency.scale()));
    }

    static Function<Seen, String> status() {
        return seen -> seen.view() == null ? "unknown" : Objects.requireNonNull(seen.view()).status();
    }

    static Function<Seen, String> joined(ZoneCalendar calendar) {
        return view(member -> member.status().equals("guest") ? "never" : Moments.text(member.joinedAt(), calendar));
    }

    /** Something of a standing; none for a guest. */
    static Function<Seen, String> standing(Ladder ladder, Function<StandingView, String> look) {
        return view(member -> {
            StandingView standing = member.standings().get(ladder.name());
            return standing == null ? "none" : look.apply(standing);
        });
    }

    static Function<Seen, String> standing(Ladder ladder, StandingWord word, int digits, ZoneCalendar calendar) {
        return standing(ladder, standing -> {
            Object value = word.of(standing);
            return switch (word.unit()) {
                case TIER -> value == null ? "none" : value.toString();
                case MOMENT -> Moments.text((Long) Objects.requireNonNull(value), calendar);
                case MEASURE -> Keys.amount((Long) Objects.requireNonNull(value), digits);
            };
        });
    }

    /** Something of the member's subscription of a plan, the latest of those that renew, run or else ended; none where there never was one. */
    static Function<Seen, String> plan(Plan plan, Function<SubscriptionView, String> look) {
        return view(member -> member.subscriptions()
                .stream()
                .filter(one -> one.plan().equals(plan.name()))
                .max(Comparator.comparing((SubscriptionView one) -> !one.status().equals("ended"))
                        .thenComparing(SubscriptionView::renews)
                        .thenComparing(SubscriptionView::number))
                .map(look)
                .orElse("none"));
    }

    /** How many seats of a plan of the member's own others have, or were offered. */
    static Function<Seen, String> seats(Plan plan, boolean taken) {
        return view(member -> String.valueOf(member.seats()
                .stream()
                .filter(seat -> seat.plan().equals(plan.name()) && seat.taken() == taken)
                .count()));
    }

    static Function<Seen, String> stock(Function<StockView, String> look) {
        return seen -> seen.stock() == null ? "no stock" : look.apply(Objects.requireNonNull(seen.stock()));
    }

    /** Something of the last claim of a benefit; none where there is none, or it is over. */
    static Function<Seen, String> claim(Benefit benefit, Function<ClaimView, String> look) {
        return view(member -> member.claims()
                .stream()
                .filter(one -> one.benefit().equals(benefit.name()))
                .reduce((one, later) -> later)
                .map(look)
                .orElse("none"));
    }

    /** What the member gave, by state and why not. */
    static Function<Seen, String> gifts() {
        return view(member -> member.gifts()
                .stream()
                .map(one -> (one.state() + " " + one.reason()).strip())
                .collect(Collectors.joining(", ")));
    }

    /** How many coupons by a template a member has in a state. */
    static Function<Seen, String> coupons(Coupon coupon, String state) {
        return view(member -> String.valueOf(member.coupons()
                .stream()
                .filter(one -> one.coupon().equals(coupon.name()) && one.state().equals(state))
                .mapToLong(CouponView::many)
                .sum()));
    }

    /** Something of the first coupon by a template in a state. */
    static Function<Seen, String> coupon(Coupon coupon, String state, Function<CouponView, String> look) {
        return view(member -> member.coupons()
                .stream()
                .filter(one -> one.coupon().equals(coupon.name()) && one.state().equals(state))
                .findFirst()
                .map(look)
                .orElse("none"));
    }

    /** What a step's lines have a payer bear, in minor units. */
    static long borne(Seen seen, String payer) {
        EntryView entry = seen.entry();
        long sum = 0;
        for (EntryView.Line line : entry == null ? List.<EntryView.Line>of() : entry.lines()) {
            boolean counts = line.what().equals("cost borne") && payer.equals(line.facts().get("payer"));
            sum += counts && line.facts().get("cost") instanceof Long cost ? cost : 0;
        }
        return sum;
    }

    /** How many claims of a benefit the member has. */
    static Function<Seen, String> held(Benefit benefit) {
        return view(member -> String.valueOf(member.claims()
                .stream()
                .filter(one -> one.benefit().equals(benefit.name()))
                .filter(one -> one.state().equals("held") || one.state().equals("active"))
                .count()));
    }

    /** Something of what the member has of a benefit; none before there are terms with it. */
    static Function<Seen, String> benefit(Benefit benefit, Function<BenefitView, String> look) {
        return view(member -> {
            BenefitView has = member.benefits().get(benefit.name());
            return has == null ? "none" : look.apply(has);
        });
    }

    /** Something of one of the warranties of a benefit. */
    static Function<Seen, String> warranty(Benefit benefit, int index, Function<WarrantyView, String> look) {
        return benefit(benefit, has -> index < has.warranties().size()
                ? look.apply(has.warranties().get(index))
                : "no such warranty");
    }

    static Function<Seen, String> has(Benefit benefit) {
        return view(member -> {
            BenefitView has = member.benefits().get(benefit.name());
            return has != null && has.has() ? "yes" : "no";
        });
    }

    /** What gives a benefit: one sort of thing, or several. */
    static String by(BenefitView benefit) {
        List<String> by = benefit.sources().stream().map(MemberView.SourceView::by).distinct().toList();
        return by.isEmpty() ? "none" : by.size() > 1 ? "several" : by.getFirst();
    }

    /** What was chosen of the choice that a benefit is one of. */
    static String chosen(BenefitView benefit) {
        return benefit.choice() == null || benefit.choice().chosen() == null
                ? "nothing"
                : String.valueOf(benefit.choice().chosen());
    }

    static String limited(long amount, int digits) {
        return amount == Benefit.UNLIMITED ? "unlimited" : Keys.amount(amount, digits);
    }

    /** What a step used of a benefit. */
    static Function<Seen, String> used(Terms terms) {
        return seen -> {
            EntryView entry = seen.entry();
            for (EntryView.Line line : entry == null ? List.<EntryView.Line>of() : entry.lines()) {
                if (line.what().equals("benefit used")) {
                    return Facts.text("amount", line.facts(), terms, false);
                }
            }
            return "0";
        };
    }

    /** What a step asked for in payments, or gave back. */
    static long asked(Seen seen, boolean back) {
        EntryView entry = seen.entry();
        long sum = 0;
        for (EntryView.Line line : entry == null ? List.<EntryView.Line>of() : entry.lines()) {
            boolean counts = line.what().equals("payment") && "due".equals(line.facts().get("state"))
                    && "refund".equals(line.facts().get("kind")) == back;
            sum += counts && line.facts().get("amount") instanceof Long amount ? amount : 0;
        }
        return sum;
    }

    /** What the step's rules gave of a currency. */
    static Function<Seen, String> earned(PointCurrency currency) {
        return seen -> Keys.amount(sum(seen, "awarded", "amount", currency.name()), currency.scale());
    }

    /** What a step's lines of one sort come to. */
    static long sum(Seen seen, String what, String fact, String currency) {
        EntryView entry = seen.entry();
        long sum = 0;
        for (EntryView.Line line : entry == null ? List.<EntryView.Line>of() : entry.lines()) {
            boolean counts = line.what().equals(what)
                    && (currency.isEmpty() || currency.equals(line.facts().get("currency")));
            sum += counts && line.facts().get(fact) instanceof Long value ? value : 0;
        }
        return sum;
    }

    static Function<Seen, String> lot(PointCurrency currency, int index, String key, ZoneCalendar calendar) {
        return view(member -> {
            List<LotView> lots = member.wallet(currency.name()).lots();
            if (index >= lots.size()) {
                return "no such lot";
            }
            LotView lot = lots.get(index);
            return switch (key) {
                case "amount" -> Keys.amount(lot.amount(), currency.scale());
                case "earned" -> Moments.text(lot.earnedAt(), calendar);
                case "expires" -> Moments.text(lot.expiresAt(), calendar);
                case "waits-until" -> Moments.text(lot.waitsUntil(), calendar);
                default -> vests(lot.vestsAt(), calendar);
            };
        });
    }

    private static String vests(@org.jspecify.annotations.Nullable Long moment, ZoneCalendar calendar) {
        if (moment == null) {
            return "vested";
        }
        return moment == Moments.NEVER ? "on-fulfilment" : Moments.text(moment, calendar);
    }

    static Function<Seen, String> lots(PointCurrency currency) {
        return view(member -> count(member.wallet(currency.name()).lots().size()));
    }

    static String count(int lots) {
        return lots + (lots == 1 ? " lot" : " lots");
    }

    static String word(Account account) {
        return account.name().toLowerCase(Locale.ROOT);
    }

    /** Digits of what a ladder measures. */
    static int digits(Ladder ladder, Terms terms) {
        return switch (ladder.by()) {
            case Ladder.Measure.Earned(int currency) -> scale(terms, currency);
            case Ladder.Measure.Balance(int currency) -> scale(terms, currency);
            case Ladder.Measure.Money money -> terms.moneyDigits();
            case Ladder.Measure.Count count -> 0;
            case Ladder.Measure.Sum sum -> 0;
            case Ladder.Measure.Score score -> 0;
        };
    }

    private static int scale(Terms terms, int currency) {
        PointCurrency known = terms.currency(currency);
        return known == null ? 0 : known.scale();
    }
}
