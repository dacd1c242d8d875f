package org.guildhall.core.member;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/** What a member chose of each choice of a plan, in the term that runs. */
final class Choices {
    private final List<Chosen> chosen = new ArrayList<>(0);

    /**
     * What was chosen.
     *
     * @param subscription the number of that
     * @param choice the symbol of the choice
     * @param benefit the symbol of what was chosen; 0 where that came to nothing
     * @param term when the term began that it is for
     * @param used whether it was used in it
     */
    record Chosen(long subscription, int choice, int benefit, long term, boolean used) {
        /** That it came to nothing. */
        Chosen undone() {
            return new Chosen(subscription, choice, 0, term, false);
        }

        Chosen moved(long subscriptions) {
            return new Chosen(subscription + subscriptions, choice, benefit, term, used);
        }

        void write(ByteWriter out) {
            out.writeVarint(subscription).writeVarint(choice).writeVarint(benefit).writeSigned(term).writeBoolean(used);
        }

        static Chosen read(ByteReader in) {
            return new Chosen(in.readVarint(), in.readCount(), in.readCount(), in.readSigned(), in.readBoolean());
        }
    }

    /** What was chosen for the term that runs; null for nothing yet. */
    @Nullable
    Chosen of(Subscription subscription, int choice) {
        for (Chosen one : chosen) {
            if (one.subscription() == subscription.number() && one.choice() == choice
                    && one.term() == subscription.termStart()) {
                return one;
            }
        }
        return null;
    }

    /** The choice of the term that runs that a benefit was chosen by; null for none. */
    @Nullable
    Chosen by(Subscription subscription, int benefit) {
        return chosen.stream()
                .filter(one -> one.subscription() == subscription.number() && one.benefit() == benefit
                        && one.term() == subscription.termStart())
                .findFirst()
                .orElse(null);
    }

    /** Takes the place of what was chosen before, in this term or an earlier one. */
    void put(Chosen one) {
        chosen.removeIf(
                before -> before.subscription() == one.subscription() && before.choice() == one.choice());
        if (one.benefit() != 0) {
            chosen.add(one);
        }
    }

    void absorb(Choices other, long subscriptions) {
        other.chosen.forEach(one -> chosen.add(one.moved(subscriptions)));
    }

    void write(ByteWriter out) {
        write(out, chosen);
    }

    /** Only what is for a term that runs. */
    void writeCanonical(ByteWriter out, List<Subscription> subscriptions) {
        write(out, chosen.stream()
                .filter(one -> subscriptions.stream()
                        .anyMatch(subscription -> subscription.live() && one.equals(of(subscription, one.choice()))))
                .sorted(comparingLong(Chosen::subscription).thenComparingInt(Chosen::choice))
                .toList());
    }

    private static void write(ByteWriter out, List<Chosen> all) {
        out.writeVarint(all.size());
        all.forEach(one -> one.write(out));
    }

    void read(ByteReader in) {
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            chosen.add(Chosen.read(in));
        }
    }
}
