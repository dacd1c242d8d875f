package org.guildhall.core.request;

import java.util.List;
import java.util.Set;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.stock.BudgetCommand;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** What is asked of an offer, by its verb. */
public final class OfferCommandReader {
    public static final List<String> VERBS = List.of("make-codes");

    private final Offer offer;
    private final ZoneCalendar calendar;
    private final Problems problems;

    /** @param offer as its latest version has it */
    public OfferCommandReader(Offer offer, ZoneCalendar calendar, Problems problems) {
        this.offer = offer;
        this.calendar = calendar;
        this.problems = problems;
    }

    /**
     * The command, or null after a problem.
     *
     * @param verb one of {@link #VERBS}
     * @param besides keys of the node that say something else, such as {@code id}
     */
    public @Nullable BudgetCommand read(String verb, Node node, Set<String> besides) {
        Keys keys = Keys.of(node, "what " + verb + " takes", calendar, problems);
        if (keys == null) {
            return null;
        }
        besides.forEach(keys::get);
        return switch (verb) {
            case "make-codes" -> codes(keys);
            default -> throw new IllegalArgumentException("expected one of " + VERBS + ", but found " + verb);
        };
    }

    private @Nullable BudgetCommand codes(Keys keys) {
        Node coupon = keys.need("coupon", "which coupon", null);
        Node count = keys.need("count", "how many codes", "1000");
        keys.done();
        List<String> names = offer.coupons()
                .stream()
                .filter(one -> one.given() instanceof Coupon.Given.ByUniqueCode)
                .map(Coupon::name)
                .toList();
        String name =
                coupon == null ? null : Keys.name(coupon, "a coupon that is given by-unique-code", names, problems);
        Long many = count == null ? null : Keys.amount(count, 0, "codes", problems);
        return name == null || many == null
                ? null
                : offer.coupons()
                        .stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .map(one -> new BudgetCommand.MakeCodes(one.number(), many))
                        .orElse(null);
    }
}
