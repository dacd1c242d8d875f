package org.guildhall.core.language;

import java.util.List;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Coupon.Reduction;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Terms;

/** What may not change from one version of an offer to the next, because members hold its coupons. */
final class OfferPermanence {
    private final Offer before;
    private final Offer after;
    private final Parts file;
    private final Terms terms;
    private final Problems problems;

    OfferPermanence(Offer before, Offer after, Parts file, Terms terms, Problems problems) {
        this.before = before;
        this.after = after;
        this.file = file;
        this.terms = terms;
        this.problems = problems;
    }

    void check() {
        List<Named.Entry<Parts>> entries = file.or(OfferLanguage.COUPONS, List.of());
        for (Coupon old : before.coupons()) {
            Named.Entry<Parts> entry =
                    entries.stream().filter(one -> one.name().equals(old.name())).findFirst().orElse(null);
            Coupon now = after.coupon(old.number());
            if (entry != null && entry.value() != null && now != null) {
                same(old, now, entry.value());
            } else if (entry == null && file.get(OfferLanguage.COUPONS) != null) {
                gone(old, entries);
            }
        }
    }

    private void gone(Coupon old, List<Named.Entry<Parts>> entries) {
        String expected =
                old.name() + ": members may have it; to give no more of it, set given: by-grant, or end or stop"
                        + " the offer";
        List<String> added = entries.stream()
                .map(Named.Entry::name)
                .filter(name -> before.coupons().stream().noneMatch(coupon -> coupon.name().equals(name)))
                .toList();
        String renamed = Nearest.to(old.name(), added);
        entries.stream()
                .filter(entry -> entry.name().equals(renamed))
                .findFirst()
                .ifPresentOrElse(entry -> problems.wrong(entry.key(), expected, old.name()),
                        () -> problems.add(file.place(OfferLanguage.COUPONS), "coupons without " + old.name(), expected,
                                null));
    }

    private void same(Coupon old, Coupon now, Parts parts) {
        ActivityKind kind = terms.kind(old.on());
        if (parts.get(OfferLanguage.ON) != null && kind != null && old.on() != parts.need(OfferLanguage.ON)) {
            parts.wrong(OfferLanguage.ON, kind.name() + ": the kind of activity of a coupon is permanent", kind.name());
        }
        if (!old.gives().getClass().equals(now.gives().getClass())) {
            problems.add(parts.title(), old.name() + " with " + key(now.gives()),
                    key(old.gives()) + ": what a coupon is good for is permanent, only how much may change", null);
        }
    }

    /** The key of the file that tells what a coupon is good for. */
    private static String key(Reduction gives) {
        return switch (gives) {
            case Reduction.Off off -> OfferLanguage.OFF.name();
            case Reduction.Percent percent -> OfferLanguage.PERCENT.name();
            case Reduction.Ladder ladder -> OfferLanguage.LADDER.name();
            case Reduction.Each each -> OfferLanguage.EACH.name();
            case Reduction.Delivery delivery -> OfferLanguage.DELIVERY.name();
            case Reduction.Price price -> OfferLanguage.PRICE.name();
            case Reduction.Gift gift -> OfferLanguage.GIFT.name();
            case Reduction.Service service -> OfferLanguage.SERVICE.name();
        };
    }
}
