package org.guildhall.core.language;

import static org.guildhall.core.language.OfferLanguage.FROM_AMOUNT;
import static org.guildhall.core.language.OfferLanguage.GIVEN;
import static org.guildhall.core.language.OfferLanguage.LIMIT;
import static org.guildhall.core.language.OfferLanguage.ON;
import static org.guildhall.core.language.OfferLanguage.STOCK;
import static org.guildhall.core.language.OfferLanguage.UNUSED;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.CodeText;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Coupon.Given;
import org.guildhall.core.terms.Coupon.Hours;
import org.guildhall.core.terms.Coupon.OnRefund;
import org.guildhall.core.terms.Coupon.Reduction;
import org.guildhall.core.terms.Coupon.Stacks;
import org.guildhall.core.terms.Coupon.Usable;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offer.Budget;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.jspecify.annotations.Nullable;

/** Reads the {@code coupons} of an offer; the stock of each is added to the offer's budgets. */
final class CouponsReader {
    private static final Period NO_TIME = new Period(1, PeriodUnit.DAYS);
    private static final Given BY_GRANT = new Given.ByGrant();

    private final Draft draft;
    private final Terms terms;
    private final Offers before;
    private final String offer;
    private final List<Budget> budgets;
    private final long from;
    private final BudgetsReader bearing;
    private final ReductionReader reductions;
    /** By code as it is compared, the coupon of this file whose it is. */
    private final Map<String, String> codes = new HashMap<>();

    /** @param from when the offer's coupons can be had from, epoch milliseconds */
    CouponsReader(Draft draft, Terms terms, Offers before, String offer, long from, List<Budget> budgets) {
        this.draft = draft;
        this.terms = terms;
        this.before = before;
        this.offer = offer;
        this.budgets = budgets;
        this.from = from;
        this.bearing = new BudgetsReader(draft, terms, offer);
        this.reductions = new ReductionReader(draft, terms);
    }

    List<Coupon> read() {
        List<Coupon> coupons = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(OfferLanguage.COUPONS)) {
            ownName(entry.key());
            if (entry.value() != null) {
                coupons.add(coupon(entry.name(), entry.place(), entry.value()));
            }
        }
        return coupons;
    }

    /** A name stays with its offer: members may have coupons of it. */
    private void ownName(Node.Text name) {
        Integer number = terms.symbols().find("coupon", name.text());
        Offers.Published owner = number == null ? null : before.ofCoupon(number);
        if (owner != null && !owner.latest().name().equals(offer)) {
            draft.problems.wrong(name, "another name: it is that of a coupon of " + owner.latest().name(), null);
        }
        if (name.text().equals("all")) {
            draft.problems.wrong(name, "another name: all stands for all coupons of an offer", null);
        }
    }

    private Coupon coupon(String name, Place place, Parts parts) {
        Reduction gives = reductions.read(parts);
        ActivityKind on = on(parts, gives);
        List<Benefit.Payer> payers = bearing.payers(parts);
        boolean budgetsRead = draft.file.get(OfferLanguage.BUDGETS) != null;
        boolean limited = limited(name, parts, payers);
        if (limited) {
            parts.require(UNUSED, "returns");
        } else if (parts.get(STOCK) != null && (budgetsRead || !draft.file.said(OfferLanguage.BUDGETS))) {
            parts.refuse(UNUSED, "there is neither a stock nor a budget that it could return to");
        }
        long cost = reductions.cost(parts);
        Coupon coupon = new Coupon(draft.reading.number("coupon", name), name,
                parts.or(OfferLanguage.COUPON_NAMES, Draft.NO_TEXTS), place.line(), gives,
                on == null ? 0 : on.number(), from(parts), new ScopeReader(draft, terms).read(parts, on),
                parts.or(OfferLanguage.FIRST_ORDER, false), usable(parts), hours(parts), given(name, parts),
                limits(name, parts), parts.or(OfferLanguage.TRANSFERS, 0),
                parts.or(OfferLanguage.STACKS, Stacks.ONE_PER_ORDER),
                parts.or(OfferLanguage.ON_REFUND, OnRefund.GIVEN_BACK),
                reductions.most(gives, cost), cost, inPlace(name, payers, parts),
                limited && parts.or(UNUSED, false));
        if (!draft.reading.isPublished() && terms.offers() != null && coupon.most() <= terms.offers().mostOff()) {
            budgets.forEach(budget -> holdsOne(budget, coupon, place));
        }
        return coupon;
    }

    /** A budget of money that one coupon is too much for would never give any. */
    private void holdsOne(Budget budget, Coupon coupon, Place place) {
        long most = budget.takes(coupon, 1, coupon.most());
        if (budget.of() == Offer.Of.MONEY && budget.amount() > 0 && budget.concerns(coupon) && most > budget.amount()) {
            draft.problems.add(place, coupon.name() + ", of which one may cost up to " + draft.plain(most),
                    "a budget " + budget.name() + " of at least as much: of " + draft.plain(budget.amount())
                            + " none would ever be given",
                    null);
        }
    }

    /** The payers of the version before keep their places, the new ones follow. */
    private List<Benefit.Payer> inPlace(String name, List<Benefit.Payer> payers, Parts parts) {
        List<Benefit.Payer> all = new ArrayList<>();
        for (Benefit.Payer old : payersBefore(name)) {
            all.add(payers.stream()
                    .filter(one -> one.number() == old.number())
                    .findFirst()
                    .orElse(new Benefit.Payer(old.number(), old.name(), 0)));
        }
        payers.stream()
                .filter(one -> all.stream().noneMatch(placed -> placed.number() == one.number()))
                .forEach(all::add);
        if (all.size() > Coupon.MOST_PAYERS) {
            parts.wrong(OfferLanguage.FUNDED_BY, "at most " + Coupon.MOST_PAYERS
                    + " payers over all versions, not " + all.size(), null);
        }
        return all;
    }

    private List<Benefit.Payer> payersBefore(String name) {
        Offers.Published published = before.find(offer);
        Integer number = terms.symbols().find("coupon", name);
        Coupon old = published == null || number == null ? null : published.latest().coupon(number);
        return old == null ? List.of() : old.payers();
    }

    private @Nullable ActivityKind on(Parts parts, Reduction gives) {
        Integer number = parts.get(ON);
        ActivityKind on = number == null ? null : terms.kind(number);
        if (on == null) {
            return null;
        }
        if (!(on.role() instanceof Role.Plain)) {
            parts.wrong(ON, "a kind that stands for itself: " + on.name() + " takes back or fulfils", null);
            return null;
        }
        boolean amount = on.hasLines() || KindsReader.has(on.fields(), KnownField.AMOUNT);
        boolean asks = switch (gives) {
            case Reduction.Off off -> true;
            case Reduction.Percent percent -> true;
            case Reduction.Ladder ladder -> true;
            case Reduction.Each each -> true;
            case Reduction.Price price -> true;
            case Reduction.Delivery delivery -> false;
            case Reduction.Gift gift -> false;
            case Reduction.Service service -> false;
        };
        if (!amount && (asks || parts.or(FROM_AMOUNT, Optional.empty()).isPresent())) {
            parts.wrong(ON, "a kind with lines or with the field amount: " + on.name() + " has neither", null);
        }
        if (gives instanceof Reduction.Delivery && !KindsReader.has(on.fields(), KnownField.DELIVERY)) {
            parts.wrong(ON, "a kind with the field delivery: " + on.name() + " has none", null);
        }
        return on;
    }

    /** Whether a stock or a budget limits it; a stock becomes one. */
    private boolean limited(String name, Parts parts, List<Benefit.Payer> payers) {
        boolean limited = budgets.stream()
                .anyMatch(budget -> budget.coupon() == 0 && (budget.payer() == 0
                        || payers.stream().anyMatch(payer -> payer.number() == budget.payer())));
        Integer stock = parts.or(STOCK, Optional.empty()).orElse(null);
        if (stock != null) {
            budgets.add(bearing.stock(name, stock));
        }
        return limited || stock != null;
    }

    private long from(Parts parts) {
        Words.Amount least = parts.or(FROM_AMOUNT, Optional.empty()).orElse(null);
        if (least != null && least.value().signum() == 0) {
            draft.problems.wrong(least.text(), "an amount above 0, or none", "none");
        }
        return least == null ? 0 : draft.scaled(least, draft.reading.moneyDigits(), "money");
    }

    private Usable usable(Parts coupon) {
        Parts parts = coupon.get(OfferLanguage.USABLE);
        if (parts == null || parts.said(OfferLanguage.USABLE_FOR)) {
            return new Usable.After(parts == null ? NO_TIME : parts.or(OfferLanguage.USABLE_FOR, NO_TIME));
        }
        if (parts.said(OfferLanguage.UNTIL_END_OF)) {
            return new Usable.UntilEndOf(parts.or(OfferLanguage.UNTIL_END_OF, CalendarUnit.DAY),
                    parts.or(Language.MORE, 0));
        }
        long begins = moment(parts.get(OfferLanguage.USABLE_FROM));
        long until = moment(parts.get(OfferLanguage.USABLE_UNTIL));
        if (parts.get(OfferLanguage.USABLE_FROM) != null && parts.get(OfferLanguage.USABLE_UNTIL) != null) {
            if (until <= begins) {
                parts.wrong(OfferLanguage.USABLE_UNTIL, "a day or a time after from", null);
            } else if (until <= from) {
                parts.wrong(OfferLanguage.USABLE_UNTIL,
                        "a day or a time after the offer begins: before, nobody has it", null);
            }
        }
        return new Usable.Between(begins, until);
    }

    private long moment(@Nullable Moment moment) {
        return moment == null ? 0 : moment.in(terms.calendar(), draft.problems);
    }

    private static List<Hours> hours(Parts coupon) {
        List<Hours> hours = new ArrayList<>();
        for (Parts parts : coupon.or(OfferLanguage.HOURS, List.of())) {
            Integer from = parts.get(OfferLanguage.HOURS_FROM);
            Integer until = parts.get(OfferLanguage.HOURS_UNTIL);
            if (from != null && until != null && parts.get(OfferLanguage.HOURS_ON) != null) {
                if (until <= from) {
                    parts.wrong(OfferLanguage.HOURS_UNTIL,
                            "a time after from; hours over midnight are those of two days", null);
                }
                hours.add(new Hours(EnumSet.copyOf(parts.need(OfferLanguage.HOURS_ON)), from, until));
            }
        }
        return hours;
    }

    /** A code stays with its coupon: it may have been printed. */
    private Given given(String name, Parts parts) {
        Given given = parts.or(GIVEN, BY_GRANT);
        if (given instanceof Given.ByCode(String code)) {
            Coupon before = this.before.everOfCode(code);
            String its = before == null ? name : before.name();
            String here = codes.putIfAbsent(CodeText.plain(code), name);
            String other = here == null || here.equals(name) ? its : here;
            if (!other.equals(name)) {
                parts.wrong(GIVEN, "another code: this one is, or was, that of " + other, null);
            }
        }
        if (given instanceof Given.OnSchedule(Trigger.Yearly(int symbol), int times)) {
            RulesReader.notADay(terms.members(), symbol).ifPresent(field -> parts.wrong(GIVEN, field, null));
            parts.require(LIMIT, "{times: " + times + ", per: calendar year}");
        }
        return given;
    }

    private List<Limit> limits(String coupon, Parts parts) {
        Given had = parts.or(GIVEN, BY_GRANT);
        if (!(had instanceof Given.ByGrant || had instanceof Given.OnSchedule)) {
            parts.require(LIMIT, "{times: 1, per: lifetime}");
        }
        List<Limit> limits = new ArrayList<>();
        for (Parts one : parts.or(LIMIT, List.of())) {
            Integer times = one.get(OfferLanguage.TIMES);
            Limit.Per per = one.get(OfferLanguage.PER);
            if (times != null && per != null) {
                int number = draft.reading.number("limit", "coupon " + coupon + "/times per " + Draft.word(per));
                if (limits.stream().anyMatch(limit -> limit.number() == number)) {
                    draft.problems.add(one.block().place(), "a second limit per " + Draft.word(per),
                            "one limit per " + Draft.word(per), null);
                }
                limits.add(new Limit(number, Limit.Of.TIMES, times, per));
            }
        }
        return limits;
    }
}
