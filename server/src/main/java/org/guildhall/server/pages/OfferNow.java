package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.server.pages.ProgrammePages.Figure;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it stands now.
 *
 * @param path where it is asked for again
 * @param turns how it was paused, resumed and stopped, the latest first
 */
record OfferNow(Words words, String path, String badge, String state, String when, List<String> turns,
        List<Figure> figures, List<Template> coupons, List<Left> budgets) {
    /** What can become of a coupon, in the order of a bar, each with its colour. */
    private static final List<Becomes> BECOMES = List.of(new Becomes("live", "available"),
            new Becomes("reserved", "reserved"), new Becomes("redeemed", "spent"), new Becomes("expired", "expired"),
            new Becomes("revoked", "reversed"));

    private record Becomes(String figure, String colour) {}

    /**
     * A template of coupons.
     *
     * @param given how members get it, and how many
     * @param bar what became of those that were granted
     * @param stock what is left of its own stock; null where it has none
     * @param cost of those that were used, in all, and by who bears it
     */
    record Template(String name, String good, String given, String granted, String claimed, List<Share> bar,
            List<Count> counts,
            @Nullable Left stock, String cost, List<Borne> payers) {}

    record Count(String colour, String label, String count) {}

    /** @param part of the cost of one that is used */
    record Borne(String payer, String part, String cost) {}

    /** A budget. @param per the stretch that it is for, and when the next one begins @param taken of {@link Share#WHOLE} */
    record Left(String name, String per, String left, String amount, double taken) {}

    static OfferNow of(Catalogue programme, Offers.Published published, BudgetView taken, long now, Reading reading,
            Totals totals) {
        Offer offer = published.at(now);
        Offers.State state = published.state(now);
        Words words = reading.words();
        Making making = new Making(offer, taken, now, reading, totals,
                new CouponWords(reading, programme.latest().symbols()));
        return new OfferNow(words, OffersNow.path(programme) + "/" + offer.name() + "/now", OffersNow.badge(state),
                words.say("offer." + state.word()), OffersNow.when(offer, reading),
                published.turns()
                        .reversed()
                        .stream()
                        .filter(turn -> turn.at() <= now)
                        .map(turn -> making.turn(turn))
                        .toList(),
                making.figures(), offer.coupons().stream().map(making::template).toList(),
                offer.budgets()
                        .stream()
                        .filter(budget -> budget.coupon() == 0)
                        .map(making::left)
                        .toList());
    }

    /** What the parts of one are made of. */
    private record Making(Offer offer, BudgetView taken, long now, Reading reading, Totals totals,
            CouponWords couponWords) {
        List<Figure> figures() {
            return List.of(count("granted", "#coupons"), count("live", "#coupons"), count("redeemed", "#coupons"),
                    new Figure(words().say("coupons.cost"), money(OffersNow.sum(offer, totals, "cost")), "#coupons",
                            ""));
        }

        private Figure count(String figure, String href) {
            return new Figure(words().say("coupons." + figure), words().number(OffersNow.sum(offer, totals, figure)),
                    href, "");
        }

        String turn(Offers.Turn turn) {
            return words().say("offer.turn." + turn.life().name().toLowerCase(Locale.ROOT),
                    words().moment(turn.at(), calendar().zone()), turn.reason());
        }

        Template template(Coupon coupon) {
            String name = coupon.name();
            String limits = couponWords.limits(coupon);
            String given = couponWords.given(coupon);
            List<Share.Of> parts = new ArrayList<>();
            List<Count> counts = new ArrayList<>();
            for (Becomes one : BECOMES) {
                long count = totals.coupon(name, one.figure());
                String label = words().say("coupons." + one.figure());
                parts.add(new Share.Of(one.colour(), label, count));
                counts.add(new Count(one.colour(), label, words().number(count)));
            }
            Left stock = offer.budgets()
                    .stream()
                    .filter(budget -> budget.coupon() == coupon.number())
                    .findFirst()
                    .map(this::left)
                    .orElse(null);
            return new Template(words().of(coupon.names()), couponWords.good(coupon),
                    limits.isEmpty() ? given : words().say("benefit.about", given, limits),
                    words().number(totals.coupon(name, "granted")),
                    words().number(totals.coupon(name, "claimed")), Share.of(parts), counts, stock,
                    money(totals.coupon(name, "cost")), coupon.payers()
                            .stream()
                            .map(payer -> new Borne(payer.name(), words().say("percent", payer.percent()),
                                    money(totals.coupon(name, "cost." + payer.name()))))
                            .toList());
        }

        Left left(Offer.Budget budget) {
            long used = taken.taken(budget.number(), BudgetMachine.period(calendar(), budget, now));
            String per = couponWords.per(budget.per());
            return new Left(name(budget),
                    budget.per() instanceof Limit.Per.Calendar(var unit)
                            ? words().say("budget.again", per,
                                    words().moment(calendar().endOf(now, unit), calendar().zone()))
                            : per,
                    amount(budget, Math.max(0, budget.amount() - used)), amount(budget, budget.amount()),
                    Share.reached(used, budget.amount()));
        }

        private String name(Offer.Budget budget) {
            if (budget.of() == Offer.Of.COUPONS) {
                return words().say(budget.coupon() == 0 ? "budget.coupons" : "budget.stock");
            }
            return budget.payer() == 0
                    ? words().say("budget.money")
                    : words().say("budget.money.of", couponWords.symbols().name(budget.payer()));
        }

        private String amount(Offer.Budget budget, long amount) {
            return budget.of() == Offer.Of.COUPONS ? words().number(amount) : money(amount);
        }

        private String money(long minor) {
            return reading.statement().money(minor);
        }

        private ZoneCalendar calendar() {
            return reading.terms().calendar();
        }

        private Words words() {
            return reading.words();
        }
    }
}
