package org.guildhall.core.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** All published terms of one programme, in the order of the moments they hold from. Immutable. */
public final class Catalogue {
    private final List<Dated> all;
    private final Set<Period> lates;

    /** Terms and the moment they hold from, epoch milliseconds. */
    public record Dated(long from, Terms terms) {}

    private Catalogue(List<Dated> all) {
        this.all = List.copyOf(all);
        this.lates = all.stream()
                .flatMap(dated -> dated.terms().kinds().stream())
                .map(ActivityKind::late)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Catalogue of(long from, Terms first) {
        return new Catalogue(List.of(new Dated(from, first)));
    }

    public Catalogue with(long from, Terms next) {
        Dated last = all.getLast();
        if (from <= last.from()) {
            throw new IllegalArgumentException(
                    "expected terms to hold from later than " + last.from() + ", but found " + from);
        }
        List<Dated> more = new ArrayList<>(all);
        more.add(new Dated(from, next));
        return new Catalogue(more);
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
}
