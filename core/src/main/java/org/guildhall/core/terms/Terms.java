package org.guildhall.core.terms;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * One dated version of a programme's terms, ready to run: immutable, complete in itself, safe for many threads.
 *
 * @param date the day they hold from, in the programme's zone
 * @param moneyDigits digits of the money's minor unit: 2 for CNY
 * @param country whose rules for plans are kept
 * @param announced when members were told what these terms take away from them at once; null where nothing was said
 * @param members the declared fields of a member
 * @param personal those that say who a member is, which no rule sees
 * @param dailyTotals how long a member keeps daily totals by activity kind, whether a rule uses them or not
 * @param offers what they allow of offers; null where they allow none
 * @param changes for whom what plans and benefits of before became changes, by their symbols
 * @param series what somebody else found out, for the operator's figures
 * @param text the file's full text, as published
 */
public record Terms(
        String programme,
        LocalDate date,
        Texts names,
        Texts audience,
        Texts promise,
        String money,
        int moneyDigits,
        ZoneCalendar calendar,
        Country country,
        @Nullable LocalDate announced,
        Joins joins,
        List<Field> members,
        List<PersonalField> personal,
        List<Score> scores,
        Period dailyTotals,
        List<ActivityKind> kinds,
        List<PointCurrency> currencies,
        List<EarningRule> rules,
        List<Ladder> ladders,
        List<Plan> plans,
        List<Benefit> benefits,
        List<Stock> stocks,
        @Nullable OfferRules offers,
        Map<Integer, ContractChange> changes,
        List<ReportedSeries> series,
        Symbols symbols,
        String text) {

    /** A whole number that the operator reports of a member. */
    public record Score(int symbol, String name, Texts names) {}

    /** The moment they hold from by their date. */
    public long from() {
        return calendar.startOf(date);
    }

    /** The same, with names that came later. */
    public Terms withSymbols(Symbols more) {
        return new Terms(programme, date, names, audience, promise, money, moneyDigits, calendar, country, announced,
                joins, members, personal, scores, dailyTotals, kinds, currencies, rules, ladders, plans, benefits,
                stocks, offers, changes, series, more, text);
    }

    public @Nullable ActivityKind kind(int number) {
        for (ActivityKind kind : kinds) {
            if (kind.number() == number) {
                return kind;
            }
        }
        return null;
    }

    public @Nullable ActivityKind kind(String name) {
        Integer number = symbols.find("kind", name);
        return number == null ? null : kind(number);
    }

    public @Nullable PointCurrency currency(int number) {
        for (PointCurrency currency : currencies) {
            if (currency.number() == number) {
                return currency;
            }
        }
        return null;
    }

    public @Nullable PointCurrency currency(String name) {
        Integer number = symbols.find("currency", name);
        return number == null ? null : currency(number);
    }

    public @Nullable Ladder ladder(int number) {
        for (Ladder ladder : ladders) {
            if (ladder.number() == number) {
                return ladder;
            }
        }
        return null;
    }

    /** Whether a plan or a benefit has this symbol. */
    public boolean has(int symbol) {
        return plan(symbol) != null || benefit(symbol) != null;
    }

    public @Nullable Plan plan(int number) {
        for (Plan plan : plans) {
            if (plan.number() == number) {
                return plan;
            }
        }
        return null;
    }

    public @Nullable Benefit benefit(int number) {
        for (Benefit benefit : benefits) {
            if (benefit.number() == number) {
                return benefit;
            }
        }
        return null;
    }

    public @Nullable Stock stock(int number) {
        for (Stock stock : stocks) {
            if (stock.number() == number) {
                return stock;
            }
        }
        return null;
    }

    public @Nullable Stock stock(String name) {
        Integer number = symbols.find("stock", name);
        return number == null ? null : stock(number);
    }

    public @Nullable EarningRule rule(int number) {
        for (EarningRule rule : rules) {
            if (rule.number() == number) {
                return rule;
            }
        }
        return null;
    }
}
