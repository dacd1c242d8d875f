package org.guildhall.server.shown;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Refusals as people read them, with their facts: dates in the programme's zone, amounts with their point. */
public final class FactWords {
    /** Facts that name something of the terms or of the engine, which has a word in each language. */
    private static final String WHAT = "what";
    private static final String UNIT = "unit";
    /** The unit of what a member holds at a time. */
    private static final String HELD = "held";

    private final Terms terms;
    private final Offers offers;
    private final Names names;
    private final Phrases phrases;
    private final Phrases words;
    private final DateTimeFormatter moments;

    public FactWords(Terms terms, Locale language) {
        this(terms, Offers.NONE, language);
    }

    /** @param offers that are told of by their names, and their coupons */
    public FactWords(Terms terms, Offers offers, Locale language) {
        this.terms = terms;
        this.offers = offers;
        names = new Names(terms, offers, language);
        phrases = Phrases.in("refusals", language);
        words = Phrases.in("words", language);
        moments = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(terms.calendar().zone());
    }

    /** Why something came to nothing that was answered elsewhere. @param reason a refusal's code */
    public static String ended(String reason, Locale language) {
        return Phrases.in("refusals", language).of("ended." + reason);
    }

    /** What a refusal comes to: {@code 12.50 Points needed, 3.00 Points available}; its code where there is no phrase for it. */
    public String of(Refusal refusal) {
        if (!phrases.has(refusal.code())) {
            return refusal.code();
        }
        Map<String, Fact> facts = refusal.facts();
        BudgetName budget = facts.get("stock") instanceof Fact.Text stock ? BudgetName.of(stock.text()) : null;
        if (budget != null) {
            return phrases.of(refusal.code() + ".budget", name -> ofBudget(budget, name, facts));
        }
        boolean held = facts.get(UNIT) instanceof Fact.Text unit && unit.text().equals(HELD);
        return phrases.of(key(refusal.code(), facts, held), name -> {
            Fact fact = facts.get(name);
            if (fact instanceof Fact.Text text && phrases.has(refusal.code() + "." + text.text())) {
                return phrases.of(refusal.code() + "." + text.text());
            }
            if (fact instanceof Fact.Text offer && name.equals("offer")
                    && facts.get("plan") instanceof Fact.Text plan) {
                return names.offer(plan.text(), offer.text());
            }
            if (fact instanceof Fact.Text id && name.equals("id") && facts.get(WHAT) instanceof Fact.Text what) {
                return identified(what.text(), id.text());
            }
            return fact instanceof Fact.Whole whole && facts.get(UNIT) instanceof Fact.Text unit
                    ? BenefitWords.counted(held ? "coupons" : unit.text(), whole.number(), words)
                    : fact == null ? null : of(name, fact);
        });
    }

    /** The phrase for a refusal, which may be another for what members hold, and for a coupon. */
    private String key(String code, Map<String, Fact> facts, boolean held) {
        String ofCoupon = code + ".coupon";
        boolean coupon = phrases.has(ofCoupon) && facts.get("benefit") instanceof Fact.Text of
                && !names.isBenefit(of.text());
        return coupon ? ofCoupon : held ? code + "." + HELD : code;
    }

    /** Less is left of what an offer may give. */
    private @Nullable String ofBudget(BudgetName budget, String name, Map<String, Fact> facts) {
        return switch (name) {
            case "owner" -> budget.owner(names, offers);
            case "payer" -> budget.payer();
            case "period" -> budget.period(words);
            default -> switch (facts.get(name)) {
                case Fact.Whole whole -> budget.measured(whole.number(), terms, words);
                case Fact.Money money -> budget.measured(money.minor(), terms, words);
                case null, default -> null;
            };
        };
    }

    /** What is told apart by a plan or a benefit is named by it, all else by its id; null for none. */
    private @Nullable String identified(String what, String id) {
        return id.isEmpty() ? null : switch (what) {
            case "seat", "invitation" -> names.plan(id);
            case "choice", "grant" -> names.benefit(id);
            default -> id;
        };
    }

    private @Nullable String of(String name, Fact fact) {
        return switch (fact) {
            case Fact.Text text when text.text().isEmpty() -> null;
            case Fact.Text text -> named(name, text.text());
            case Fact.Flag flag -> words.of(flag.is() ? "yes" : "no");
            case Fact.Whole whole when name.equals("number") && whole.number() == 0 -> null;
            case Fact.Whole whole -> Long.toString(whole.number());
            case Fact.Moment moment -> moment.moment() == Long.MAX_VALUE
                    ? words.of("never")
                    : moments.format(Instant.ofEpochMilli(moment.moment()));
            case Fact.Span span -> words.of("seconds", any -> Long.toString(span.millis() / 1000));
            case Fact.Points points -> scaled(points.amount(), scale(points)) + " " + names.currency(points.currency());
            case Fact.Money money -> scaled(money.minor(), terms.moneyDigits()) + " " + terms.money();
        };
    }

    private String named(String name, String text) {
        return switch (name) {
            case WHAT -> phrases.has(WHAT + "." + text) ? phrases.of(WHAT + "." + text) : text;
            case "currency" -> names.currency(text);
            case "rule" -> names.rule(text);
            case "plan", "to" -> names.plan(text);
            case "benefit", "chosen" -> names.benefitOrCoupon(text);
            case "coupon" -> names.coupon(text);
            case "offer" -> names.offer(text);
            case "stock" -> names.stock(text);
            case "plans" -> each(text, names::plan);
            case "tiers" -> each(text, tier -> names.tier(tier.replaceFirst("/.*", ""), tier));
            default -> text;
        };
    }

    /** Of several things, with a comma between. */
    private static String each(String all, UnaryOperator<String> named) {
        return Stream.of(all.split(", ")).map(named).collect(Collectors.joining(", "));
    }

    private int scale(Fact.Points points) {
        PointCurrency currency = terms.currency(points.currency());
        return currency == null ? 0 : currency.scale();
    }

    private static String scaled(long amount, int scale) {
        return BigDecimal.valueOf(amount, scale).toPlainString();
    }
}
