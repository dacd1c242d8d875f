package org.guildhall.core.language;

import static org.guildhall.core.language.Language.CHANGES_TO;
import static org.guildhall.core.language.Language.CONSENT_TO_RISE;
import static org.guildhall.core.language.Language.CYCLE;
import static org.guildhall.core.language.Language.NOTICE;
import static org.guildhall.core.language.Language.PAUSE;
import static org.guildhall.core.language.Language.PAY_WITHIN;
import static org.guildhall.core.language.Language.PLAN_GRACE;
import static org.guildhall.core.language.Language.PRORATION;
import static org.guildhall.core.language.Language.REFUND;
import static org.guildhall.core.language.Language.RENEWS;
import static org.guildhall.core.language.Language.RETRIES;
import static org.guildhall.core.language.Language.TERM;
import static org.guildhall.core.language.Language.TRIAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.core.expression.Compiled;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.Quantity;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.terms.Country;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads {@code plans}. */
final class PlansReader {
    private static final Period NO_PERIOD = new Period(1, PeriodUnit.DAYS);
    private static final Quantity NOTHING = new Quantity(0, facts -> 0, 0L);

    private final Draft draft;
    private final Country country;

    PlansReader(Draft draft, Country country) {
        this.draft = draft;
        this.country = country;
    }

    List<Plan> read() {
        List<Plan> plans = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.PLANS)) {
            if (entry.value() != null) {
                plans.add(plan(entry.name(), entry.place(), entry.value()));
            }
        }
        return plans;
    }

    private Plan plan(String name, Place place, Parts parts) {
        Period term = term(parts);
        Plan.Renewal renewal = renewal(parts, term);
        Plan.Cycle cycle = parts.or(CYCLE, Plan.Cycle.ANNIVERSARY);
        if (cycle == Plan.Cycle.CALENDAR && !parts.or(TERM, NO_PERIOD).toString().matches("1 (month|year)")) {
            parts.wrong(CYCLE, "anniversary: only a term of 1 month or 1 year begins with the calendar", "anniversary");
        }
        shorter(parts, PLAN_GRACE, term);
        shorter(parts, PAY_WITHIN, term);
        shorter(parts, NOTICE, parts.or(NOTICE, Optional.empty()).orElse(null), term);
        retries(parts);
        Scope scope = draft.scope(List.of(), false, 0);
        Compiled.Sound<Condition> offered = draft.expressions.condition(parts.get(Language.OFFERED_WHEN), scope);
        return new Plan(draft.reading.number("plan", name), name, parts.or(Language.PLAN_NAMES, Draft.NO_TEXTS),
                place.line(), offered == null ? Condition.ALWAYS : offered.expression(), price(parts, scope), term,
                cycle,
                parts.get(TRIAL), introductory(parts),
                renewal,
                new Plan.Payment(parts.or(PAY_WITHIN, NO_PERIOD), parts.or(RETRIES, List.of()), parts.get(PLAN_GRACE)),
                parts.or(REFUND, new Plan.Refund(null, false, Plan.Less.NOTHING)),
                parts.or(PAUSE, Optional.empty()).orElse(null),
                moves(name, parts), parts.or(PRORATION, Plan.Proration.BY_DAY), choices(name, parts),
                offers(name, parts, scope), gift(parts, cycle), seats(parts));
    }

    /** A gift is a whole term, from whatever day it is paid on. */
    private static boolean gift(Parts parts, Plan.Cycle cycle) {
        boolean given = parts.or(Language.GIFT, false);
        if (given && cycle == Plan.Cycle.CALENDAR) {
            parts.wrong(Language.GIFT, "never: the first term of a calendar plan is only a part of one", "never");
        }
        return given;
    }

    private static Plan.@Nullable Seats seats(Parts parts) {
        Parts seats = parts.get(Language.SEATS);
        return seats == null
                ? null
                : new Plan.Seats(seats.or(Language.SEATS_COUNT, 1),
                        List.copyOf(seats.or(Language.SEATS_GIVE, List.of())),
                        seats.or(Language.INVITATION, NO_PERIOD));
    }

    /** What belongs to renewing must be said where there is any and the country leaves it open, and nowhere else. */
    private Plan.Renewal renewal(Parts parts, Period term) {
        Boolean renews = parts.get(RENEWS);
        if (Boolean.TRUE.equals(renews)) {
            parts.require(PLAN_GRACE, "10 days");
            return new Plan.Renewal(true, CountryReader.notice(country, parts, term),
                    CountryReader.consentToRise(country, parts));
        }
        if (renews != null) {
            String once = "the plan ends with its term";
            for (Key<?> key : List.of(NOTICE, CONSENT_TO_RISE, PLAN_GRACE, RETRIES, Language.INTRODUCTORY, TRIAL,
                    Language.WHEN_LEAVING)) {
                parts.refuse(key, once);
            }
        }
        return new Plan.Renewal(false, null, false);
    }

    private static Period term(Parts parts) {
        Period term = parts.or(TERM, NO_PERIOD);
        if (Periods.leastDays(term) < 1) {
            parts.wrong(TERM, "a term of at least 1 day", "1 day");
        }
        return term;
    }

    private static void shorter(Parts parts, Key<Period> key, Period term) {
        shorter(parts, key, parts.get(key), term);
    }

    /** What is waited for within a term must end before it does. */
    private static void shorter(
            Parts parts, Key<?> key, @Nullable Period period, Period term) {
        if (period != null && parts.get(TERM) != null && Periods.mostDays(period) >= Periods.leastDays(term)) {
            parts.wrong(key, "less than a term of " + term, null);
        }
    }

    private static void retries(Parts parts) {
        List<Period> retries = parts.or(RETRIES, List.of());
        for (int i = 1; i < retries.size(); i++) {
            if (Periods.mostDays(retries.get(i)) < Periods.mostDays(retries.get(i - 1))) {
                parts.wrong(RETRIES, "one after the other: " + retries.get(i) + " comes before " + retries.get(i - 1),
                        null);
                return;
            }
        }
        Period grace = parts.get(PLAN_GRACE);
        if (grace != null && !retries.isEmpty()
                && Periods.mostDays(retries.getLast()) > Periods.leastDays(grace)) {
            parts.wrong(RETRIES, "at most " + grace + ", the grace after which the plan ends", null);
        }
    }

    private Quantity price(Parts parts, Scope scope) {
        Compiled.Sound<Quantity> price = draft.expressions.amount(parts.get(Language.PRICE), scope);
        if (price == null) {
            return NOTHING;
        }
        int digits = draft.reading.moneyDigits();
        if (price.expression().scale() > digits) {
            parts.wrong(Language.PRICE, "an amount of at most " + digits + " digits after the point", null);
        }
        return price.expression();
    }

    private List<Plan.Introductory> introductory(Parts parts) {
        List<Plan.Introductory> prices = new ArrayList<>();
        for (Parts one : parts.or(Language.INTRODUCTORY, List.of())) {
            Words.Amount price = one.get(Language.INTRODUCTORY_PRICE);
            Integer terms = one.get(Language.INTRODUCTORY_TERMS);
            if (price != null && terms != null) {
                prices.add(new Plan.Introductory(draft.scaled(price, draft.reading.moneyDigits(), "money"), terms));
            }
        }
        return prices;
    }

    private List<Plan.Choice> choices(String plan, Parts parts) {
        List<Plan.Choice> choices = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (Named.Entry<Parts> entry : parts.or(Language.CHOICES, List.of())) {
            Parts choice = entry.value();
            if (choice != null) {
                List<Integer> of = choice.or(Language.CHOICE_OF, List.of());
                if (choice.get(Language.CHOICE_OF) != null && of.size() < 2) {
                    choice.wrong(Language.CHOICE_OF, "two benefits or more", null);
                }
                if (of.stream().anyMatch(benefit -> !seen.add(benefit))) {
                    choice.wrong(Language.CHOICE_OF, "each benefit once, in one choice of " + plan, null);
                }
                choices.add(new Plan.Choice(draft.reading.number("choice", plan + "/" + entry.name()), entry.name(),
                        choice.or(Language.CHOICE_NAMES, Draft.NO_TEXTS), List.copyOf(of),
                        choice.or(Language.CHANGEABLE, Plan.Changeable.NO)));
            }
        }
        return List.copyOf(choices);
    }

    private List<Plan.Offer> offers(String plan, Parts parts, Scope scope) {
        List<Plan.Offer> offers = new ArrayList<>();
        for (Named.Entry<Parts> entry : parts.or(Language.WHEN_LEAVING, List.of())) {
            Parts offer = entry.value();
            Plan.Given given = offer == null ? null : given(plan, offer);
            if (offer != null && given != null) {
                Compiled.Sound<Condition> when = draft.expressions.condition(offer.get(Language.OFFER_WHEN), scope);
                offers.add(new Plan.Offer(draft.reading.number("offer", plan + "/" + entry.name()), entry.name(),
                        offer.or(Language.OFFER_NAMES, Draft.NO_TEXTS),
                        when == null ? Condition.ALWAYS : when.expression(), given,
                        offer.or(Language.OFFER_TIMES, 1), offer.or(Language.OFFER_PER, NO_PERIOD)));
            }
        }
        return List.copyOf(offers);
    }

    private Plan.@Nullable Given given(String plan, Parts offer) {
        Words.Amount credit = offer.get(Language.OFFER_CREDIT);
        if (credit != null) {
            if (credit.value().signum() == 0) {
                offer.wrong(Language.OFFER_CREDIT, "a credit above 0", null);
            }
            return new Plan.Given.Credit(draft.scaled(credit, draft.reading.moneyDigits(), "money"));
        }
        Period pause = offer.get(Language.OFFER_PAUSE);
        if (pause != null) {
            return new Plan.Given.Pause(pause);
        }
        Integer other = offer.get(Language.OFFER_PLAN);
        if (other != null && other == draft.reading.number("plan", plan)) {
            offer.wrong(Language.OFFER_PLAN, "another plan than " + plan, null);
        }
        return other == null ? null : new Plan.Given.Change(other);
    }

    private Map<Integer, Plan.When> moves(String name, Parts parts) {
        Map<Integer, Plan.When> moves = new LinkedHashMap<>();
        for (Named.Entry<Plan.When> entry : parts.or(CHANGES_TO, List.of())) {
            if (entry.name().equals(name)) {
                draft.problems.wrong(entry.key(), "another plan than " + name, null);
            } else if (!draft.reading.declared("plan").contains(entry.name())) {
                Words.unknown(entry.key(), "plan", "plans", draft.reading);
            } else if (entry.value() != null) {
                moves.put(draft.reading.number("plan", entry.name()), entry.value());
            }
        }
        return Collections.unmodifiableMap(moves);
    }
}
