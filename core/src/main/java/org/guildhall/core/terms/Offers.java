package org.guildhall.core.terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All offers of one programme that were published: their versions, and how they were paused and stopped. Immutable. */
public final class Offers {
    public static final Offers NONE = new Offers(Map.of(), Map.of(), Map.of(), 0);

    private final Map<Integer, Published> offers;
    /** By coupon, the offer that it is of. */
    private final Map<Integer, Integer> coupons;
    /** By public code, as codes are compared, the coupon that it is of for ever. */
    private final Map<String, Coupon> codes;
    private final int changes;
    /** Those of which coupons come by themselves, by any version. */
    private final List<Published> scheduled;

    /**
     * @param changes how many times something was published, paused, resumed or stopped
     */
    private Offers(Map<Integer, Published> offers, Map<Integer, Integer> coupons, Map<String, Coupon> codes,
            int changes) {
        this.offers = Collections.unmodifiableMap(offers);
        this.coupons = Collections.unmodifiableMap(coupons);
        this.codes = Collections.unmodifiableMap(codes);
        this.changes = changes;
        this.scheduled = offers.values()
                .stream()
                .filter(Published::comes)
                .toList();
    }

    /** A version, and from when it says what the offer is, epoch milliseconds. */
    public record Dated(long since, Offer offer) {}

    /** What an operator did with an offer; the order is stored. */
    public enum Life {
        PAUSED,
        RESUMED,
        STOPPED
    }

    /** When an operator did it, epoch milliseconds. */
    public record Turn(long at, Life life, String reason) {}

    /** How an offer stands. */
    public enum State {
        SCHEDULED("scheduled"),
        RUNNING("running"),
        PAUSED("paused"),
        STOPPED("stopped"),
        ENDED("ended");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** One offer with all that became of it. */
    public record Published(List<Dated> versions, List<Turn> turns) {
        public Published {
            versions = List.copyOf(versions);
            turns = List.copyOf(turns);
        }

        public Offer latest() {
            return versions.getLast().offer();
        }

        /** The version of a moment; the first one before it was published. */
        public Offer at(long moment) {
            for (int i = versions.size() - 1; i > 0; i--) {
                if (versions.get(i).since() <= moment) {
                    return versions.get(i).offer();
                }
            }
            return versions.getFirst().offer();
        }

        private boolean comes() {
            return versions.stream().anyMatch(one -> one.offer().coupons().stream().anyMatch(Coupon::comes));
        }

        /** From when on a coupon comes by itself, epoch milliseconds; {@link Long#MAX_VALUE} for one that does not. */
        public long comesFrom(int coupon) {
            for (Dated version : versions) {
                Coupon template = version.offer().coupon(coupon);
                if (template != null && template.comes()) {
                    return Math.max(version.since(), version.offer().from());
                }
            }
            return Long.MAX_VALUE;
        }

        public State state(long moment) {
            Life last = Life.RESUMED;
            for (Turn turn : turns) {
                if (turn.at() <= moment && last != Life.STOPPED) {
                    last = turn.life();
                }
            }
            Offer offer = at(moment);
            if (last == Life.STOPPED) {
                return State.STOPPED;
            }
            if (moment >= offer.until()) {
                return State.ENDED;
            }
            return last == Life.PAUSED ? State.PAUSED : moment < offer.from() ? State.SCHEDULED : State.RUNNING;
        }
    }

    /** With a further version of an offer. */
    public Offers with(long since, Offer offer) {
        Published before = offers.get(offer.number());
        int versions = before == null ? 0 : before.versions().size();
        if (offer.version() != versions + 1) {
            throw new IllegalArgumentException("expected version " + (versions + 1) + " of offer " + offer.name()
                    + ", but found " + offer.version());
        }
        List<Dated> all = new ArrayList<>(before == null ? List.of() : before.versions());
        all.add(new Dated(since, offer));
        Map<Integer, Integer> owners = new LinkedHashMap<>(coupons);
        offer.coupons().forEach(coupon -> owners.put(coupon.number(), offer.number()));
        return new Offers(replaced(offer.number(), new Published(all, before == null ? List.of() : before.turns())),
                owners, codesWith(offer), changes + 1);
    }

    /** With something that an operator did with an offer. */
    public Offers with(int offer, Turn turn) {
        Published before = offers.get(offer);
        if (before == null) {
            throw new IllegalArgumentException("expected a published offer, but found " + offer);
        }
        List<Turn> all = new ArrayList<>(before.turns());
        all.add(turn);
        return new Offers(replaced(offer, new Published(before.versions(), all)), coupons, codes, changes + 1);
    }

    private Map<String, Coupon> codesWith(Offer offer) {
        Map<String, Coupon> all = new LinkedHashMap<>(codes);
        for (Coupon coupon : offer.coupons()) {
            if (coupon.given() instanceof Coupon.Given.ByCode(String code)) {
                all.put(CodeText.plain(code), coupon);
            }
        }
        return all;
    }

    private Map<Integer, Published> replaced(int offer, Published by) {
        Map<Integer, Published> all = new LinkedHashMap<>(offers);
        all.put(offer, by);
        return all;
    }

    /** In the order in which they were first published. */
    public Collection<Published> all() {
        return offers.values();
    }

    /** Those of which coupons come by themselves, by any of their versions. */
    public List<Published> scheduled() {
        return scheduled;
    }

    public @Nullable Published find(int offer) {
        return offers.get(offer);
    }

    public @Nullable Published find(String name) {
        return offers.values().stream().filter(one -> one.latest().name().equals(name)).findFirst().orElse(null);
    }

    /** All templates, as the latest versions of their offers have them. */
    public List<Coupon> coupons() {
        return offers.values().stream().flatMap(offer -> offer.latest().coupons().stream()).toList();
    }

    /** The offer that a coupon is of; null for one that never was. */
    public @Nullable Published ofCoupon(int coupon) {
        Integer offer = coupons.get(coupon);
        return offer == null ? null : offers.get(offer);
    }

    /** The template that a public code is of, or ever was, as the last version with that code has it; null for no code. */
    public @Nullable Coupon everOfCode(String code) {
        return codes.get(CodeText.plain(code));
    }

    /** A coupon as a version of its offer has it. */
    public Coupon coupon(int coupon, int version) {
        Published offer = ofCoupon(coupon);
        Coupon found = offer == null || version > offer.versions().size()
                ? null
                : offer.versions().get(version - 1).offer().coupon(coupon);
        if (found == null) {
            throw new IllegalStateException(
                    "expected coupon " + coupon + " of version " + version + ", but found none");
        }
        return found;
    }

    /** How many times something was published, paused, resumed or stopped. */
    public int changes() {
        return changes;
    }
}
