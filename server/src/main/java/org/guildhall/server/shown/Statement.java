package org.guildhall.server.shown;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** A member's entries in words of one language, by the names, units and zone of the terms. */
public final class Statement {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Terms terms;
    private final Offers offers;
    private final Called called;
    private final ZoneId zone;
    private final Names names;
    private final Phrases phrases;
    private final Headings headings;
    private final PlanWords planWords;
    private final BenefitWords benefitWords;

    public Statement(Terms terms, Locale language) {
        this(terms, language, Called.BY_KEY);
    }

    /** @param called what other members are called */
    public Statement(Terms terms, Locale language, Called called) {
        this(terms, Offers.NONE, language, called);
    }

    /** @param offers whose coupons are told of by their names */
    public Statement(Terms terms, Offers offers, Locale language, Called called) {
        this.terms = terms;
        this.offers = offers;
        this.called = called;
        zone = terms.calendar().zone();
        names = new Names(terms, offers, language);
        phrases = Phrases.in("words", language);
        headings = new Headings(names, phrases);
        planWords = new PlanWords(terms, phrases);
        benefitWords = new BenefitWords(terms, phrases);
    }

    /** What was asked, in a word or two: the kind of an activity, {@code Spending}. */
    public String heading(EntryView entry) {
        return headings.of(entry);
    }

    public String account(Account account) {
        return account(account.word());
    }

    private String account(String word) {
        return phrases.of("account." + word);
    }

    /** How a member stands with the programme: {@code active}. */
    public String status(String word) {
        return phrases.of("status." + word);
    }

    /** Why somebody else could not have what was given or offered: the code where there are no words for it. */
    public String refusal(String code) {
        String key = "refusal." + code;
        return phrases.has(key) ? phrases.of(key) : code;
    }

    /** What one thing that happened comes to. */
    public String words(EntryView.Line line) {
        String what = line.what().replace(' ', '-');
        Facts facts = new Facts(what, line.facts());
        String key = key(what, facts);
        return named(phrases.has(key) ? phrases.of(key, facts::words) : line.what() + " " + line.facts());
    }

    /** A text with other members as the reader calls them. */
    public String named(String text) {
        return called.in(text);
    }

    private String key(String what, Facts facts) {
        return switch (what) {
            case "posted" -> {
                String ofAccounts = "posted." + facts.text("from") + "-" + facts.text("to");
                yield phrases.has(ofAccounts) ? ofAccounts : what;
            }
            case "plan" -> {
                String why = "plan." + facts.text("why");
                String ahead = why + ".ahead";
                yield facts.is("trial") && phrases.has(why + ".trial") ? why + ".trial"
                        : facts.is("ahead") && phrases.has(ahead) ? ahead : why;
            }
            case "seat" -> {
                String why = "seat." + facts.text("why");
                yield facts.is("offered") && phrases.has(why + ".offered") ? why + ".offered" : why;
            }
            case "seat-given", "warranty" -> what + "." + facts.text("why");
            case "claim", "coupon" -> what + "." + facts.text("why");
            case "gift", "gift-received" -> what + "." + facts.text("state");
            case "payment" -> PlanWords.payment(facts.text("kind"), facts.text("state"), facts.number("attempts"));
            case "renewal-told" -> facts.is("consent") ? what + ".consent" : what;
            case "limit-used" -> UsedLimit.key(facts.text("limit"), facts.number("amount"));
            case "merge-ended" -> facts.is("done") ? "merge-ended.done" : what;
            case "transfer-settled" -> facts.is("arrived") ? "transfer-settled.arrived" : what;
            default -> what;
        };
    }

    /**
     * What an amount counts.
     *
     * @param name in the terms
     * @param word for people
     */
    public record Unit(int digits, String name, String word) {
        public String words(long amount) {
            return Statement.amount(amount, digits) + (word.isEmpty() ? "" : " " + word);
        }
    }

    /** What a ladder measures, in its unit. */
    public String measure(String ladder, long amount) {
        return unit(ladder).words(amount);
    }

    public Unit unit(String ladder) {
        Ladder.Measure by = terms.ladders()
                .stream()
                .filter(one -> one.name().equals(ladder))
                .findFirst()
                .map(Ladder::by)
                .orElse(null);
        return switch (by) {
            case Ladder.Measure.Money money -> new Unit(terms.moneyDigits(), terms.money(), terms.money());
            case Ladder.Measure.Earned earned -> currency(terms.symbols().name(earned.currency()));
            case Ladder.Measure.Balance balance -> currency(terms.symbols().name(balance.currency()));
            case Ladder.Measure.Count count -> new Unit(0, "times", phrases.of("times"));
            case Ladder.Measure.Sum sum -> whole(terms.symbols().name(sum.field()));
            case Ladder.Measure.Score score -> whole(terms.symbols().name(score.score()));
            case null -> new Unit(0, "", "");
        };
    }

    private Unit whole(String name) {
        return new Unit(0, name, names.score(name));
    }

    private Unit currency(String name) {
        return new Unit(scale(name), name, names.currency(name));
    }

    /** The digits behind the point. */
    public int scale(String currencyName) {
        PointCurrency currency = terms.currency(currencyName);
        return currency == null ? 0 : currency.scale();
    }

    public String money(long minor) {
        return money(BigDecimal.valueOf(minor));
    }

    /** @param minor a whole number of minor units */
    public String money(BigDecimal minor) {
        return amount(minor.movePointLeft(terms.moneyDigits()), terms.moneyDigits()) + " " + terms.money();
    }

    /** What a plan costs, and how often: {@code 139.00 CNY a year}. */
    public String price(String plan, long minor) {
        return phrases.of("price", name -> name.equals("each") ? planWords.each(plan) : money(minor));
    }

    /** So much of a benefit: {@code 2 uses}, {@code 20.00 CNY}. @param unit uses, money or minutes */
    public String used(String unit, long amount) {
        return benefitWords.measured(unit, amount);
    }

    public String points(long amount, String currencyName) {
        return currency(currencyName).words(amount);
    }

    public static String amount(long amount, int scale) {
        return amount(BigDecimal.valueOf(amount, scale), scale);
    }

    private static String amount(BigDecimal amount, int scale) {
        return String.format(Locale.ROOT, "%,." + scale + "f", amount);
    }

    public String moment(long moment) {
        return moment == Long.MAX_VALUE ? phrases.of("never") : moment(moment, zone);
    }

    /** As a day and a time in {@code zone}; {@code never} for the end of time. */
    public static String moment(long moment, ZoneId zone) {
        return moment == Long.MAX_VALUE ? "never" : MINUTES.format(Instant.ofEpochMilli(moment).atZone(zone));
    }

    /** The facts of one line, and their words; null for one that is missing. */
    private final class Facts {
        private final String what;
        private final Map<String, Object> facts;

        Facts(String what, Map<String, Object> facts) {
            this.what = what;
            this.facts = facts;
        }

        @Nullable
        String words(String name) {
            return switch (name) {
                case "kind" -> names.kind(text(name));
                case "rule" -> names.rule(text(name));
                case "currency" -> names.currency(text(name));
                case "ladder" -> names.ladder(text(name));
                case "score" -> names.score(text(name));
                case "tier" -> tier();
                case "points" -> points("amount");
                case "money" -> number("amount") == 0 ? null : money(number("amount"));
                case "measure" -> measure(text("ladder"), number(name));
                case "left" -> left();
                case "state" -> account(is("pending") ? "pending" : "available");
                case "from-account" -> account(text("from"));
                case "to-account" -> account(text("to"));
                case "refusal" -> text("reason").isEmpty() ? null : refused(text("reason"));
                case "choice" -> names.choice(text(name));
                case "plan" -> text(name).isEmpty() ? null : names.plan(text(name));
                case "next-plan" -> text("to").isEmpty() ? null : names.plan(text("to"));
                case "offer" -> names.offer(text("plan"), text(name));
                case "credit" -> number(name) == 0 ? null : money(number(name));
                case "fee", "used-worth", "renewal-due", "income" -> money(number(name));
                case "renews" -> moment(number(name));
                case "price", "agreed" -> number(name) == 0 ? null : money(number(name));
                case "later" -> planWords.afterTrial(text("plan"), number("agreed"));
                case "each" -> planWords.each(text("plan"));
                case "benefit" -> names.benefit(text(name));
                case "measured" -> benefitWords.measured(text("unit"), number("amount"));
                case "worth" -> benefitWords.worth(text("unit"), number(name));
                case "cost" -> money(number(name));
                case "from", "to", "at" -> moment(number(name));
                case "until", "expires", "pay-until", "retry-at", "resumes", "again" ->
                        number(name) == Long.MAX_VALUE ? null : moment(number(name));
                case "coupon" -> names.coupon(text(name));
                case "times" -> number(name) == 1 ? null : text(name);
                case "off" -> number(name) == 0 ? null : money(number(name));
                case "due" -> moment(number(name));
                case "of-budget", "taken", "for-each", "payer-of" -> budget(name);
                case "owner" -> UsedLimit.of(text("limit")).owner(names);
                case "used" -> UsedLimit.of(text("limit")).words(Math.abs(number("amount")), terms, phrases);
                case "period" -> phrases.of("period." + UsedLimit.of(text("limit")).period());
                case "status", "why" -> phrases.of(name + "." + text(name));
                case "whole" -> is(name) ? phrases.of(name) : null;
                case "not-effective" -> is("effective") ? null : phrases.of(name);
                default -> text(name).isEmpty() ? null : text(name);
            };
        }

        /** Why nothing came of it: in words of its own, where those for what is given would not be true. */
        private String refused(String reason) {
            String own = what + "." + reason;
            return phrases.has(own) ? phrases.of(own) : refusal(reason);
        }

        /** What is left of a claim, a stock, an award or an activity. */
        private @Nullable String left() {
            if (has("claim")) {
                return number("left") == 0 ? null : benefitWords.measured("uses", number("left"));
            }
            if (has("award")) {
                return points("left");
            }
            return has("activity") ? is("whole") ? null : money(number("left")) : text("left");
        }

        /** What is told of a budget of an offer, and of what was taken of it. */
        private @Nullable String budget(String name) {
            BudgetName budget = BudgetName.of(text("budget"));
            return budget == null ? null : switch (name) {
                case "taken" -> budget.measured(number("amount"), terms, phrases);
                case "for-each" -> budget.period(phrases);
                case "payer-of" -> budget.payer();
                default -> budget.owner(names, offers);
            };
        }

        private String tier() {
            String tier = text("tier");
            return tier.isEmpty()
                    ? phrases.of("no-tier")
                    : names.tier(text("ladder"), tier);
        }

        boolean has(String name) {
            return facts.containsKey(name);
        }

        String text(String name) {
            return String.valueOf(facts.getOrDefault(name, ""));
        }

        long number(String name) {
            return facts.get(name) instanceof Number number ? number.longValue() : 0;
        }

        boolean is(String name) {
            return Boolean.TRUE.equals(facts.get(name));
        }

        /** An amount of the currency that is named, or of the only one there is. */
        private String points(String name) {
            List<PointCurrency> all = terms.currencies();
            if (has("currency")) {
                return Statement.this.points(number(name), text("currency"));
            }
            return all.size() == 1 ? Statement.this.points(number(name), all.getFirst().name()) : text(name);
        }
    }
}
