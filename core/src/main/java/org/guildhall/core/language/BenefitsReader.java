package org.guildhall.core.language;

import static org.guildhall.core.language.Language.ALLOWANCE;
import static org.guildhall.core.language.Language.ALLOWANCE_LIMIT;
import static org.guildhall.core.language.Language.ALLOWANCE_PER;
import static org.guildhall.core.language.Language.ALLOWANCE_UNIT;
import static org.guildhall.core.language.Language.ANSWER_WITHIN;
import static org.guildhall.core.language.Language.ATTRIBUTE;
import static org.guildhall.core.language.Language.BEST_LAST;
import static org.guildhall.core.language.Language.BY_PLANS;
import static org.guildhall.core.language.Language.CARRY_OVER;
import static org.guildhall.core.language.Language.CLAIM_PER;
import static org.guildhall.core.language.Language.CLAIM_TIMES;
import static org.guildhall.core.language.Language.COST;
import static org.guildhall.core.language.Language.COUNTS_FROM;
import static org.guildhall.core.language.Language.EXCHANGE;
import static org.guildhall.core.language.Language.EXCHANGE_CANCELLABLE;
import static org.guildhall.core.language.Language.EXCHANGE_COSTS;
import static org.guildhall.core.language.Language.EXCHANGE_GIVES;
import static org.guildhall.core.language.Language.EXCHANGE_LASTS;
import static org.guildhall.core.language.Language.FROM_STOCK;
import static org.guildhall.core.language.Language.FROM_TIER;
import static org.guildhall.core.language.Language.FUNDED_BY;
import static org.guildhall.core.language.Language.ON_SHORTFALL;
import static org.guildhall.core.language.Language.ORDER_FROM;
import static org.guildhall.core.language.Language.PARTNER;
import static org.guildhall.core.language.Language.PARTNER_BY;
import static org.guildhall.core.language.Language.PARTNER_LASTS;
import static org.guildhall.core.language.Language.PARTNER_RETRIES;
import static org.guildhall.core.language.Language.SERVICE;
import static org.guildhall.core.language.Language.SUBSTITUTES;
import static org.guildhall.core.language.Language.USE_CANCELLABLE;
import static org.guildhall.core.language.Language.VALUES;
import static org.guildhall.core.language.Language.VALUE_BY_PLAN;
import static org.guildhall.core.language.Language.VALUE_FROM_TIER;
import static org.guildhall.core.language.Language.WARRANTY;
import static org.guildhall.core.language.Language.WORTH;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Benefit.Per;
import org.guildhall.core.terms.Benefit.Source;
import org.guildhall.core.terms.Benefit.Unit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@code benefits}. */
final class BenefitsReader {
    private static final Period NO_TIME = new Period(1, PeriodUnit.DAYS);

    private final Draft draft;

    private final List<PointCurrency> currencies;
    private final List<Stock> stocks;

    BenefitsReader(Draft draft, List<PointCurrency> currencies, List<Stock> stocks) {
        this.draft = draft;
        this.currencies = currencies;
        this.stocks = stocks;
    }

    List<Benefit> read() {
        List<Benefit> benefits = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.BENEFITS)) {
            if (entry.value() != null) {
                benefits.add(benefit(entry.name(), entry.place(), entry.value()));
            }
        }
        return benefits;
    }

    private Benefit benefit(String name, Place place, Parts parts) {
        Kind kind;
        List<Source> sources;
        if (parts.said(ATTRIBUTE)) {
            Parts attribute = parts.get(ATTRIBUTE);
            kind = attribute(name, attribute);
            sources = valuesGiven(name, parts, attribute == null ? List.of() : attribute.or(VALUES, List.of()));
        } else if (parts.said(SERVICE)) {
            Kind.Service service = new ServiceReader(draft).read(name, parts.get(SERVICE));
            kind = service;
            sources = valuesGiven(name, parts, service.levels().stream().map(Benefit.Level::name).toList());
        } else {
            kind = parts.said(ALLOWANCE) ? allowance(name, parts, parts.get(ALLOWANCE))
                    : parts.said(WARRANTY) ? new WarrantyReader(draft).read(parts, parts.get(WARRANTY))
                            : parts.said(EXCHANGE) ? exchange(name, parts, parts.get(EXCHANGE))
                                    : parts.said(PARTNER) ? partner(name, parts, parts.get(PARTNER)) : new Kind.Flag();
            sources = given(parts);
        }
        boolean money = kind instanceof Kind.Allowance allowance && allowance.unit() == Unit.MONEY;
        return new Benefit(draft.reading.number("benefit", name), name,
                parts.or(Language.BENEFIT_NAMES, Draft.NO_TEXTS), place.line(), kind, sources,
                money(parts, WORTH), money(parts, COST), payers(parts, money), from(parts));
    }

    private Kind attribute(String name, @Nullable Parts attribute) {
        List<Benefit.Value> values = new ArrayList<>();
        for (String value : attribute == null ? List.<String>of() : attribute.or(VALUES, List.of())) {
            values.add(new Benefit.Value(value(name, value), value));
        }
        boolean bestLast = attribute == null || attribute.or(BEST_LAST, true);
        return new Kind.Attribute(List.copyOf(bestLast ? values : values.reversed()));
    }

    private int value(String attribute, String value) {
        return draft.reading.number("value", attribute + "/" + value);
    }

    private Kind allowance(String name, Parts benefit, @Nullable Parts parts) {
        if (parts == null) {
            return new Kind.Allowance(Unit.USES, Benefit.UNLIMITED, new Per.Lifetime(), 0, false, null, 0);
        }
        Unit unit = parts.or(ALLOWANCE_UNIT, Unit.USES);
        Optional<Words.Amount> limit = parts.get(ALLOWANCE_LIMIT);
        if (limit != null && limit.isPresent()) {
            parts.require(ALLOWANCE_PER, "calendar month");
            parts.require(ON_SHORTFALL, "refuse");
        } else if (limit != null) {
            parts.refuse(ON_SHORTFALL, "what is unlimited never falls short");
        }
        Per per = per(benefit, parts, ALLOWANCE_PER);
        return new Kind.Allowance(unit, limit == null || limit.isEmpty() ? Benefit.UNLIMITED : most(limit.get(), unit),
                per, draft.reading.number("limit", "benefit " + name + "/used per " + word(per)),
                parts.or(ON_SHORTFALL, false), parts.or(USE_CANCELLABLE, Optional.empty()).orElse(null),
                carried(parts, limit, per, unit));
    }

    /** What is carried over needs a stretch that every one who has it has, and an end of it. */
    private long carried(Parts parts, @Nullable Optional<Words.Amount> limit, Per per, Unit unit) {
        Words.Amount most = parts.get(CARRY_OVER);
        if (limit != null && limit.isEmpty()) {
            parts.refuse(CARRY_OVER, "what is unlimited leaves nothing");
        } else if (parts.said(ALLOWANCE_PER) && (per instanceof Per.Term || per instanceof Per.Lifetime)) {
            parts.refuse(CARRY_OVER, "it is for stretches of the calendar or of the membership");
        }
        return most == null ? 0 : most(most, unit);
    }

    /** The stretch, or a lifetime; only plans have terms. */
    private static Per per(Parts benefit, Parts parts, Key<Per> key) {
        Per per = parts.or(key, new Per.Lifetime());
        if (per instanceof Per.Term && (!benefit.said(BY_PLANS) || benefit.said(FROM_TIER))) {
            parts.wrong(key, benefit.said(BY_PLANS)
                    ? "a stretch that a tier has too: only plans have terms"
                    : "a stretch of the calendar, or plans that give it: only they have terms", "calendar month");
        }
        return per;
    }

    private Kind exchange(String name, Parts benefit, @Nullable Parts parts) {
        Period lasts = parts == null ? NO_TIME : parts.or(EXCHANGE_LASTS, NO_TIME);
        if (parts == null) {
            return new Kind.Exchange(0, 0, 1, lasts, 0, Benefit.UNLIMITED, new Per.Lifetime(), 0, null);
        }
        PointCurrency currency = null;
        long price = 0;
        List<Named.Entry<Words.Amount>> costs = parts.or(EXCHANGE_COSTS, List.of());
        if (costs.size() > 1) {
            parts.wrong(EXCHANGE_COSTS, "one currency", null);
        }
        for (Named.Entry<Words.Amount> cost : costs) {
            currency = currency(cost.key());
            Words.Amount amount = cost.value();
            if (currency != null && amount != null) {
                price = draft.scaled(amount, currency.scale(), currency.name());
                if (price == 0) {
                    draft.problems.wrong(amount.text(), "a price above 0", null);
                }
            }
        }
        int stock = parts.or(FROM_STOCK, Optional.empty()).orElse(0);
        Period cancellable = parts.or(EXCHANGE_CANCELLABLE, Optional.empty()).orElse(null);
        if (cancellable != null && stocks.stream().anyMatch(one -> one.number() == stock && one.codes())) {
            parts.wrong(EXCHANGE_CANCELLABLE, "never: a code that was seen can't be given to somebody else", "never");
        }
        return new Kind.Exchange(currency == null ? 0 : currency.number(), price, parts.or(EXCHANGE_GIVES, 1), lasts,
                stock, times(parts), per(benefit, parts, CLAIM_PER), counter(name, parts), cancellable);
    }

    private @Nullable PointCurrency currency(Node.Text name) {
        for (PointCurrency currency : currencies) {
            if (currency.name().equals(name.text())) {
                if (currency.countsOnly()) {
                    draft.problems.wrong(name, "a currency that can be spent: " + name.text() + " counts only", null);
                }
                return currency;
            }
        }
        Words.unknown(name, "currency", "currencies", draft.reading);
        return null;
    }

    private Kind partner(String name, Parts benefit, @Nullable Parts parts) {
        if (parts == null) {
            return new Kind.Partner(false, null, 0, List.of(), null, List.of(), false, Benefit.UNLIMITED,
                    new Per.Lifetime(), 0);
        }
        boolean account = parts.or(PARTNER_BY, false);
        int stock = parts.or(FROM_STOCK, Optional.empty()).orElse(0);
        List<Integer> substitutes = parts.or(SUBSTITUTES, List.of());
        for (Stock one : stocks) {
            if (one.codes() == account && (one.number() == stock || substitutes.contains(one.number()))) {
                parts.wrong(one.number() == stock ? FROM_STOCK : SUBSTITUTES,
                        account ? "a stock of pieces: an account needs no code" : "a stock of codes", null);
            }
        }
        if (stock == 0) {
            parts.refuse(SUBSTITUTES, "there is no stock that they could stand in for");
            if (!account && parts.said(FROM_STOCK) && parts.get(FROM_STOCK) != null) {
                parts.wrong(FROM_STOCK, "the stock that the codes come from", null);
            }
        }
        if (substitutes.contains(stock)) {
            parts.wrong(SUBSTITUTES, "other stocks than the first", null);
        }
        if (account) {
            parts.require(ANSWER_WITHIN, "3 days");
        } else {
            parts.refuse(ANSWER_WITHIN, "a code needs no answer");
            parts.refuse(PARTNER_RETRIES, "a code is not asked for twice: another takes its place");
        }
        if (benefit.said(WORTH) || benefit.said(COST)) {
            parts.require(COUNTS_FROM, "issue");
        } else {
            parts.refuse(COUNTS_FROM, "it has neither worth nor cost");
        }
        return new Kind.Partner(account, parts.or(PARTNER_LASTS, Optional.empty()).orElse(null), stock, substitutes,
                account ? parts.or(ANSWER_WITHIN, NO_TIME) : null, parts.or(PARTNER_RETRIES, List.of()),
                parts.or(COUNTS_FROM, false), times(parts), per(benefit, parts, CLAIM_PER), counter(name, parts));
    }

    /** How often it can be asked for in a stretch, which then must be said. */
    private static long times(Parts parts) {
        Integer times = parts.get(CLAIM_TIMES);
        if (times != null) {
            parts.require(CLAIM_PER, "term");
        } else if (!parts.said(CLAIM_TIMES)) {
            parts.refuse(CLAIM_PER, "nothing says how many times");
        }
        return times == null ? Benefit.UNLIMITED : times;
    }

    private int counter(String name, Parts parts) {
        return draft.reading.number("limit",
                "benefit " + name + "/claimed per " + word(parts.or(CLAIM_PER, new Per.Lifetime())));
    }

    private long most(Words.Amount limit, Unit unit) {
        if (limit.value().signum() == 0) {
            draft.problems.wrong(limit.text(), "a limit above 0", null);
        }
        return draft.scaled(limit, unit == Unit.MONEY ? draft.reading.moneyDigits() : 0,
                unit == Unit.MONEY ? "money" : "a number of " + unit.word());
    }

    /** The stretch in the symbol under which it is counted: permanent. */
    private static String word(Per per) {
        return switch (per) {
            case Per.Calendar(var unit) -> "calendar " + unit.word();
            case Per.Membership(int months) -> months == 1 ? "membership month" : "membership year";
            case Per.Term term -> "term";
            case Per.Lifetime lifetime -> "lifetime";
        };
    }

    private List<Source> given(Parts parts) {
        List<Source> sources = new ArrayList<>();
        parts.or(BY_PLANS, List.of()).forEach(plan -> sources.add(new Source.ByPlan(plan, 0)));
        for (Named.Entry<String> entry : parts.or(FROM_TIER, List.of())) {
            Scope.Tiers ladder = ladder(entry.key());
            Node.Text tier = text(parts, FROM_TIER, entry.name());
            if (ladder != null && tier != null && entry.value() != null) {
                from(ladder, entry.name(), tier, 0, sources);
            }
        }
        return List.copyOf(sources);
    }

    private List<Source> valuesGiven(String name, Parts parts, List<String> values) {
        List<Source> sources = new ArrayList<>();
        for (Named.Entry<String> entry : parts.or(VALUE_BY_PLAN, List.of())) {
            boolean known = draft.reading.declared("plan").contains(entry.name());
            if (!known) {
                Words.unknown(entry.key(), "plan", "plans", draft.reading);
            }
            boolean sound = valueOf(name, values, entry.value(), text(parts, VALUE_BY_PLAN, entry.name()));
            if (known && sound && entry.value() != null) {
                sources.add(new Source.ByPlan(draft.reading.number("plan", entry.name()), value(name, entry.value())));
            }
        }
        for (Named.Entry<List<Named.Entry<String>>> entry : parts.or(VALUE_FROM_TIER, List.of())) {
            Scope.Tiers ladder = ladder(entry.key());
            for (Named.Entry<String> tier : entry.value() == null ? List.<Named.Entry<String>>of() : entry.value()) {
                boolean sound =
                        valueOf(name, values, tier.value(), text(parts, VALUE_FROM_TIER, entry.name(), tier.name()));
                if (ladder != null && sound && tier.value() != null) {
                    from(ladder, entry.name(), tier.key(), value(name, tier.value()), sources);
                }
            }
        }
        return List.copyOf(sources);
    }

    private static Node.@Nullable Text text(Parts parts, Key<?> key, String... path) {
        Node node = parts.block().get(key.name());
        for (String name : path) {
            node = node instanceof Node.Block block ? block.get(name) : null;
        }
        return node instanceof Node.Text text ? text : null;
    }

    /** Whether a value is one of the attribute's; one that could not be read was told before. */
    private boolean valueOf(String name, List<String> values, @Nullable String value, Node.@Nullable Text text) {
        if (value == null || text == null || values.isEmpty()) {
            return false;
        }
        if (!values.contains(value)) {
            draft.problems.wrong(text, "a value of " + name + ": " + Phrases.list(values, "or"),
                    Nearest.to(value, values));
            return false;
        }
        return true;
    }

    private Scope.@Nullable Tiers ladder(Node.Text name) {
        Scope.Tiers ladder = draft.ladders.get(name.text());
        if (ladder == null) {
            Words.unknown(name, "ladder", "ladders", draft.reading);
        }
        return ladder;
    }

    private void from(Scope.Tiers ladder, String name, Node.Text tier, int value, List<Source> sources) {
        Integer number = ladder.tiers().get(tier.text());
        if (number == null) {
            draft.problems.wrong(tier,
                    "a tier of " + name + ": " + Phrases.list(List.copyOf(ladder.tiers().keySet()), "or"),
                    Nearest.to(tier.text(), ladder.tiers().keySet()));
        } else {
            sources.add(new Source.FromTier(ladder.number(), number, value));
        }
    }

    private long from(Parts parts) {
        Words.Amount least = parts.or(ORDER_FROM, Optional.empty()).orElse(null);
        if (least != null && least.value().signum() == 0) {
            draft.problems.wrong(least.text(), "an amount above 0, or none", "none");
        }
        return least == null ? 0 : draft.scaled(least, draft.reading.moneyDigits(), "money");
    }

    private long money(Parts parts, Key<Words.Amount> key) {
        Words.Amount amount = parts.get(key);
        return amount == null ? 0 : draft.scaled(amount, draft.reading.moneyDigits(), "money");
    }

    /** Who pays must be said where there is something to pay, and nowhere else. */
    private List<Benefit.Payer> payers(Parts parts, boolean money) {
        if (money) {
            String itself = "money that is used is worth itself and costs itself";
            parts.refuse(WORTH, itself);
            parts.refuse(COST, itself);
        }
        if (money || parts.said(COST)) {
            parts.require(FUNDED_BY, "{platform: 100}");
        } else {
            parts.refuse(FUNDED_BY, "there is no cost to bear");
        }
        List<Benefit.Payer> payers = new ArrayList<>();
        int sum = 0;
        for (Named.Entry<Integer> entry : parts.or(FUNDED_BY, List.of())) {
            if (entry.value() == null) {
                return List.of();
            }
            sum += entry.value();
            payers.add(new Benefit.Payer(draft.reading.number("payer", entry.name()), entry.name(), entry.value()));
        }
        if (!payers.isEmpty() && sum != 100) {
            parts.wrong(FUNDED_BY, "percents that add up to 100, not " + sum, null);
        }
        return List.copyOf(payers);
    }
}
