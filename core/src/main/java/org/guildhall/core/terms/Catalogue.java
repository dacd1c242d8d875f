package org.guildhall.core.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** All published terms of one programme, in the order of the moments they hold from, and those that were withdrawn. Immutable. */
public final class Catalogue {
    private final List<Dated> all;
    private final List<Dated> withdrawn;
    private final Set<Period> lates;

    /** Terms and the moment they hold from, epoch milliseconds. */
    public record Dated(long from, Terms terms) {}

    private Catalogue(List<Dated> all, List<Dated> withdrawn) {
        this.all = List.copyOf(all);
        this.withdrawn = List.copyOf(withdrawn);
        this.lates = all.stream()
                .flatMap(dated -> dated.terms().kinds().stream())
                .map(ActivityKind::late)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Catalogue of(long from, Terms first) {
        return new Catalogue(List.of(new Dated(from, first)), List.of());
    }

    public Catalogue with(long from, Terms next) {
        Dated last = all.getLast();
        if (from <= last.from()) {
            throw new IllegalArgumentException(
                    "expected terms to hold from later than " + last.from() + ", but found " + from);
        }
        List<Dated> more = new ArrayList<>(all);
        more.add(new Dated(from, next));
        return new Catalogue(more, withdrawn);
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
        return new Catalogue(rest, more);
    }

    /** What there was while terms that were withdrawn were to come. */
    public Catalogue before(Dated withdrawal) {
        List<Dated> had = new ArrayList<>(
                all.stream().filter(dated -> dated.from() < withdrawal.from()).toList());
        had.add(withdrawal);
        return new Catalogue(had, List.of());
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

    /** The terms withdrawn last of those that would have held from a moment; null for none. */
    public @Nullable Dated withdrawn(long from) {
        return withdrawn.reversed().stream().filter(dated -> dated.from() == from).findFirst().orElse(null);
    }
}
