package org.guildhall.core.member;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/** The offers that a member took instead of leaving, as long as they count against its limit or their credit is not used. */
final class TakenOffers {
    private final List<Taken> taken = new ArrayList<>(0);

    /**
     * @param offer its symbol
     * @param subscription the number of the one that goes on
     * @param until how long it counts against the limit
     * @param credit what of it is left for terms to come, in minor units
     */
    record Taken(int offer, long subscription, long at, long until, long credit) {
        private boolean counts(long now) {
            return until > now || credit > 0;
        }

        private Taken withCredit(long left) {
            return new Taken(offer, subscription, at, until, left);
        }

        void write(ByteWriter out) {
            out.writeVarint(offer).writeVarint(subscription).writeSigned(at).writeSigned(until).writeVarint(credit);
        }

        static Taken read(ByteReader in) {
            return new Taken(in.readCount(), in.readVarint(), in.readSigned(), in.readSigned(), in.readVarint());
        }
    }

    /** Those of an offer that count at a moment, the oldest first. */
    List<Taken> of(int offer, long now) {
        return taken.stream()
                .filter(one -> one.offer == offer && one.until > now)
                .sorted(comparingLong(Taken::until))
                .toList();
    }

    /** What a subscription has off its terms to come. */
    long credit(long subscription) {
        return taken.stream().filter(one -> one.subscription == subscription).mapToLong(Taken::credit).sum();
    }

    void put(Taken one, long now) {
        taken.removeIf(before -> !before.counts(now));
        taken.add(one);
    }

    /** So much of a subscription's credit was used, the oldest first. */
    void use(long subscription, long amount) {
        long left = amount;
        for (int i = 0; i < taken.size(); i++) {
            Taken one = taken.get(i);
            if (one.subscription == subscription) {
                long part = Math.min(left, one.credit);
                taken.set(i, one.withCredit(one.credit - part));
                left -= part;
            }
        }
        if (left > 0) {
            throw new ImpossibleEventException("expected a credit of at least " + amount + ", but found "
                    + (amount - left));
        }
    }

    /** Nothing comes of a credit once its subscription has ended. */
    void ended(long subscription) {
        taken.replaceAll(one -> one.subscription == subscription ? one.withCredit(0) : one);
    }

    /** Takes in another member's, whose subscriptions are moved behind. */
    void absorb(TakenOffers other, long subscriptions) {
        other.taken.forEach(one -> taken.add(
                new Taken(one.offer, one.subscription + subscriptions, one.at, one.until, one.credit)));
    }

    void write(ByteWriter out) {
        write(out, taken);
    }

    void writeCanonical(ByteWriter out, long now) {
        write(out, taken.stream()
                .filter(one -> one.counts(now))
                .sorted(comparingLong(Taken::at).thenComparing(Taken::offer).thenComparing(Taken::subscription))
                .toList());
    }

    private static void write(ByteWriter out, List<Taken> all) {
        out.writeVarint(all.size());
        all.forEach(one -> one.write(out));
    }

    void read(ByteReader in) {
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            taken.add(Taken.read(in));
        }
    }
}
