package org.guildhall.core.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** All published terms of one programme, in the order of the moments they hold from, those that were withdrawn, and its offers. Immutable. */
public final class Catalogue {
    private final List<Dated> all;
    private final List<Dated> withdrawn;
    private final Set<Period> lates;
    private final Offers offers;
    private final @Nullable Catalogue earlier;

    /** Terms and the moment they hold from, epoch milliseconds. */
    public record Dated(long from, Terms terms) {}

    /** @param earlier what there was before the last of the terms were published or withdrawn; null for nothing */
    private Catalogue(List<Dated> all, List<Dated> withdrawn, Offers offers, @Nullable Catalogue earlier) {
        this.offers = offers;
        this.earlier = earlier;
        this.all = List.copyOf(all);
        this.withdrawn = List.copyOf(withdrawn);
        this.lates = all.stream()
                .flatMap(dated -> dated.terms().kinds().stream())
                .map(ActivityKind::late)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Catalogue of(long from, Terms first) {
        return new Catalogue(List.of(new Dated(from, first)), List.of(), Offers.NONE, null);
    }

    public Catalogue with(long from, Terms next) {
        Dated last = all.getLast();
        if (from <= last.from()) {
            throw new IllegalArgumentException(
                    "expected terms to hold from later than " + last.from() + ", but found " + from);
        }
        List<Dated> more = new ArrayList<>(all);
        more.add(new Dated(from, next));
        return new Catalogue(more, withdrawn, offers, this);
    }

    /**
     * Without the latest terms, which were withdrawn before they held. The names that came with them keep their numbers, which
     * those before them know from now on.
     *
     * @param from the moment they would have held from
     */
    public Catalogue withoutLatest(long from) {
        Dated latest = all.getLast();
        if (all.size() == 1 || latest.from() != from) {
            throw new IllegalArgumentException("expected the latest of several terms, from " + latest.from()
                    + " on, to be withdrawn, but found those from " + from + " on");
        }
        List<Dated> rest = new ArrayList<>(all.subList(0, all.size() - 1));
        Dated last = rest.removeLast();
        rest.add(new Dated(last.from(), last.terms().withSymbols(latest.terms().symbols())));
        List<Dated> more = new ArrayList<>(withdrawn);
        more.add(latest);
        return new Catalogue(rest, more, offers, this);
    }

    /** With other offers, whose names the latest terms know from now on. */
    public Catalogue with(Offers others, Symbols symbols) {
        List<Dated> rest = new ArrayList<>(all);
        Dated last = rest.removeLast();
        rest.add(new Dated(last.from(), last.terms().withSymbols(symbols)));
        return new Catalogue(rest, withdrawn, others, earlier);
    }

    public Offers offers() {
        return offers;
    }

    /** How many times terms were published or withdrawn. */
    public int changes() {
        return all.size() + 2 * withdrawn.size();
    }

    /** What there was after so many of the changes, at least the first. */
    public Catalogue after(int changes) {
        Catalogue had = this;
        while (had.changes() > changes && had.earlier != null) {
            had = had.earlier;
        }
        return had;
    }

    /** The terms in force at a moment, or null before the first. */
    public @Nullable Terms at(long moment) {
        Dated dated = datedAt(moment);
        return dated == null ? null : dated.terms();
    }

    /** The same, and since when. */
    public @Nullable Dated datedAt(long moment) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).from() <= moment) {
                return all.get(i);
            }
        }
        return null;
    }

    /** When the first terms begin to hold that do so after a moment; {@link Long#MAX_VALUE} for never. */
    public long nextAfter(long moment) {
        for (Dated dated : all) {
            if (dated.from() > moment) {
                return dated.from();
            }
        }
        return Long.MAX_VALUE;
    }

    public Terms latest() {
        return all.getLast().terms();
    }

    public Terms first() {
        return all.getFirst().terms();
    }

    /** How late an activity may come, of whatever kind and by whichever of the terms; each period once. */
    public Set<Period> lates() {
        return lates;
    }

    public List<Dated> all() {
        return all;
    }

    /** Terms that were withdrawn before they held, in the order of their withdrawal. */
    public List<Dated> withdrawn() {
        return withdrawn;
    }

    /** Whether there are terms that hold from a moment, or were withdrawn before they did. */
    public boolean knows(long from, boolean wereWithdrawn) {
        return (wereWithdrawn ? withdrawn : all).stream().anyMatch(dated -> dated.from() == from);
    }
}
