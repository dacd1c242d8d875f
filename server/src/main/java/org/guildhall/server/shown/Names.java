package org.guildhall.server.shown;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;

/** What things of the terms and offers are called in one language; what they don't have any more keeps its short name. */
public final class Names {
    private final Terms terms;
    private final Offers offers;
    private final boolean chinese;

    /** Without offers: they and their coupons keep their short names. */
    public Names(Terms terms, Locale language) {
        this(terms, Offers.NONE, language);
    }

    public Names(Terms terms, Offers offers, Locale language) {
        this.terms = terms;
        this.offers = offers;
        this.chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    public String of(Texts texts) {
        return chinese ? texts.zh() : texts.en();
    }

    public String kind(String name) {
        return find(terms.kinds(), name, one -> one.name(), one -> one.names());
    }

    public String currency(String name) {
        return find(terms.currencies(), name, one -> one.name(), one -> one.names());
    }

    public String rule(String name) {
        return find(terms.rules(), name, one -> one.name(), one -> one.names());
    }

    public String ladder(String name) {
        return find(terms.ladders(), name, one -> one.name(), one -> one.names());
    }

    public String plan(String name) {
        return find(terms.plans(), name, one -> one.name(), one -> one.names());
    }

    /** Of coupons. */
    public String offer(String name) {
        Offers.Published offer = offers.find(name);
        return offer == null ? name : of(offer.latest().names());
    }

    public String coupon(String name) {
        return find(coupons(), name, Coupon::name, Coupon::names);
    }

    /** Where what has a threshold or a limit may be either. */
    public String benefitOrCoupon(String name) {
        return isBenefit(name) ? benefit(name) : coupon(name);
    }

    boolean isBenefit(String name) {
        return terms.benefits().stream().anyMatch(one -> one.name().equals(name));
    }

    private List<Coupon> coupons() {
        return offers.coupons();
    }

    /** What a plan offers to who thinks of leaving. */
    public String offer(String plan, String name) {
        return terms.plans()
                .stream()
                .filter(one -> one.name().equals(plan))
                .map(one -> find(one.whenLeaving(), name, Plan.Offer::name, Plan.Offer::names))
                .findFirst()
                .orElse(name);
    }

    /** Of benefits of which a plan gives one in each term, with the plan's name before it: {@code annual/partner}. */
    public String choice(String name) {
        String own = name.substring(name.indexOf('/') + 1);
        return terms.plans()
                .stream()
                .filter(one -> name.equals(one.name() + "/" + own))
                .map(one -> find(one.choices(), own, Plan.Choice::name, Plan.Choice::names))
                .findFirst()
                .orElse(own);
    }

    public String benefit(String name) {
        return find(terms.benefits(), name, one -> one.name(), one -> one.names());
    }

    public String stock(String name) {
        return find(terms.stocks(), name, one -> one.name(), one -> one.names());
    }

    public String series(String name) {
        return find(terms.series(), name, one -> one.name(), one -> one.names());
    }

    public String score(String name) {
        return find(terms.scores(), name, one -> one.name(), one -> one.names());
    }

    /** Of a ladder's tier, which goes by its own name or with the ladder's before it: {@code membership/friend}. */
    public String tier(String ladder, String name) {
        String own = name.substring(name.lastIndexOf('/') + 1);
        return terms.ladders()
                .stream()
                .filter(one -> one.name().equals(ladder))
                .map(Ladder::tiers)
                .map(tiers -> find(tiers, own, Ladder.Tier::name, Ladder.Tier::names))
                .findFirst()
                .orElse(own);
    }

    private <T> String find(List<T> all, String name, Function<T, String> names, Function<T, Texts> texts) {
        return all.stream()
                .filter(one -> names.apply(one).equals(name))
                .map(one -> of(texts.apply(one)))
                .findFirst()
                .orElse(name);
    }
}
