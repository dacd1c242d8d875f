package org.guildhall.server.shown;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** A member's entries in words, by the names, units and zone of the terms. */
public final class Statement {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Terms terms;
    private final ZoneId zone;

    public Statement(Terms terms) {
        this.terms = terms;
        zone = terms.calendar().zone();
    }

    /** What one thing that happened comes to. */
    public String words(EntryView.Line line) {
        Facts facts = new Facts(line.facts());
        return switch (line.what()) {
            case "joined" -> "joined";
            case "recorded" -> facts.text("kind") + " of " + money(facts.number("amount"))
                    + (facts.is("effective") ? "" : ", not in effect yet");
            case "awarded" -> facts.points() + " by rule " + facts.text("rule");
            case "lot opened" -> "lot " + facts.text("lot") + ": " + facts.points() + ", "
                    + (facts.is("pending") ? "pending" : "available") + expiring(facts.number("expires"));
            case "vested" -> "lot " + facts.text("lot") + " is available now";
            case "posted" -> posted(facts);
            case "expired points counted as returned" -> facts.points() + " of lot " + facts.text("lot")
                    + ", expired before, count as taken back";
            case "expiry for want of activity moved" -> facts.text("currency") + " last until "
                    + moment(facts.number("to")) + " unless something happens";
            case "activity reduced" -> "activity " + facts.text("activity")
                    + (facts.is("whole") ? " is returned wholly" : " has " + money(facts.number("left")) + " left");
            case "award reduced" -> "activity " + facts.text("activity") + " has earned " + facts.points("left");
            case "unmatched" -> "line " + facts.text("line") + " finds no purchase for " + facts.text("quantity")
                    + ", worth " + money(facts.number("amount"));
            case "measured" -> facts.text("ladder") + " counts "
                    + measure(facts.text("ladder"), facts.number("measure"));
            case "stands" -> facts.text("ladder") + ": " + tier(facts.text("tier")) + until(facts.number("until"))
                    + " (" + facts.text("why") + ")";
            case "grace" -> facts.text("ladder") + ": grace" + until(facts.number("until"));
            case "standing granted" -> facts.text("ladder") + ": " + tier(facts.text("tier")) + " granted"
                    + until(facts.number("until")) + ": " + facts.text("reason");
            case "granted standing ended" -> facts.text("ladder") + ": the granted tier ended";
            case "scored" -> facts.text("score") + " is " + facts.text("value");
            case "adjusted" -> "adjusted by " + facts.points() + ": " + facts.text("reason");
            case "merge ended" -> facts.is("done") ? "merged" : "not merged: " + facts.text("reason");
            case "transfer settled" -> facts.is("arrived") ? "transfer arrived"
                    : "transfer came back: " + facts.text("reason");
            case "status" -> facts.text("status") + ": " + facts.text("reason");
            case "yearly bonus due" -> "rule " + facts.text("rule") + " comes round " + moment(facts.number("at"));
            default -> other(line);
        };
    }

    private static String posted(Facts facts) {
        String what = facts.points() + (facts.has("lot") ? " of lot " + facts.text("lot") : "");
        return switch (facts.text("from") + "-" + facts.text("to")) {
            case "available-spent" -> what + " spent";
            case "available-sent" -> what + " sent";
            case "available-expired", "pending-expired" -> what + " expired";
            case "available-forfeited", "pending-forfeited" -> what + " forfeited";
            case "available-reversed", "pending-reversed" -> what + " taken back";
            case "available-owed" -> what + " repay what was owed";
            case "owed-reversed" -> what + " owed, as more is taken back than is there";
            case "spent-available", "sent-available" -> what + " given back";
            default -> what + " moved from " + facts.text("from") + " to " + facts.text("to");
        };
    }

    private static String other(EntryView.Line line) {
        StringBuilder text = new StringBuilder(line.what());
        line.facts().forEach((name, value) -> text.append(", ").append(name).append(' ').append(value));
        return text.toString();
    }

    /** What an amount counts: digits behind the point, and a word. */
    public record Unit(int digits, String word) {
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
            case Ladder.Measure.Money money -> new Unit(terms.moneyDigits(), terms.money());
            case Ladder.Measure.Earned earned -> currency(terms.symbols().name(earned.currency()));
            case Ladder.Measure.Balance balance -> currency(terms.symbols().name(balance.currency()));
            case Ladder.Measure.Count count -> new Unit(0, "times");
            case Ladder.Measure.Sum sum -> new Unit(0, terms.symbols().name(sum.field()));
            case Ladder.Measure.Score score -> new Unit(0, terms.symbols().name(score.score()));
            case null -> new Unit(0, "");
        };
    }

    private Unit currency(String name) {
        PointCurrency currency = terms.currency(name);
        return new Unit(currency == null ? 0 : currency.scale(), name);
    }

    public String money(long minor) {
        return amount(minor, terms.moneyDigits()) + " " + terms.money();
    }

    public String points(long amount, String currencyName) {
        return currency(currencyName).words(amount);
    }

    public static String amount(long amount, int scale) {
        return String.format(Locale.ROOT, "%,." + scale + "f", BigDecimal.valueOf(amount, scale));
    }

    public String moment(long moment) {
        return moment(moment, zone);
    }

    /** As a day and a time in {@code zone}; {@code never} for the end of time. */
    public static String moment(long moment, ZoneId zone) {
        return moment == Long.MAX_VALUE ? "never" : MINUTES.format(Instant.ofEpochMilli(moment).atZone(zone));
    }

    /** Until when, with a blank before it; nothing for the end of time. */
    public String until(long moment) {
        return moment == Long.MAX_VALUE ? "" : " until " + moment(moment);
    }

    private String expiring(long moment) {
        return moment == Long.MAX_VALUE ? "" : ", to expire " + moment(moment);
    }

    private static String tier(String name) {
        return name.isEmpty() ? "no tier" : name.substring(name.lastIndexOf('/') + 1);
    }

    /** The facts of one line. */
    private final class Facts {
        private final Map<String, Object> facts;

        Facts(Map<String, Object> facts) {
            this.facts = facts;
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

        String points() {
            return points("amount");
        }

        /** An amount of the currency that is named, or of the only one there is. */
        String points(String name) {
            List<PointCurrency> all = terms.currencies();
            if (has("currency")) {
                return Statement.this.points(number(name), text("currency"));
            }
            return all.size() == 1 ? Statement.this.points(number(name), all.getFirst().name()) : text(name);
        }
    }
}
