package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.expression.Compiled;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offer.Budget;
import org.guildhall.core.terms.OfferCompiler;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Reads a file of an offer: gives the offer, or everything that is wrong in it. Safe for many threads. */
public final class OfferReader {
    private final Terms terms;
    private final Offers before;
    private final Reading reading;
    private final Problems problems;

    private OfferReader(Terms terms, Offers before, Reading reading) {
        this.terms = terms;
        this.before = before;
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** What reading gives. */
    public sealed interface Result {
        record Read(OfferCompiler.Compiled offer) implements Result {}

        /** In the order of the file; at least one. */
        record Mistaken(List<Problem> problems) implements Result {
            public Mistaken {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads an offer by the terms that hold when it begins, or when it is published where that is while it goes on: those are what it
     * may speak of and what limits it, whatever later ones say.
     *
     * @param fileName as it stands in front of each problem
     * @param known what was published: names keep their numbers, its version follows, and a coupon stays with its offer
     * @param since when it is published, epoch milliseconds; {@link Long#MIN_VALUE} for whenever it begins
     */
    public static Result read(String fileName, String text, Catalogue known, long since) {
        return read(fileName, text, termsOf(text, known, since), known.offers(), false);
    }

    /** By terms, whatever it says of its time. */
    static Result read(String fileName, String text, Terms terms, Offers before) {
        return read(fileName, text, terms, before, false);
    }

    /** The terms it is read by, with the numbers of all names. */
    private static Terms termsOf(String text, Catalogue known, long since) {
        Terms latest = known.latest();
        Node.Block file = NodeReader.offer(text, new Problems(""));
        Reading reading = Reading.of(latest, new Problems(""));
        Parts parts = file == null ? null : OfferLanguage.OFFER_BLOCK.read(file, reading);
        if (parts == null || parts.get(OfferLanguage.FROM) == null || parts.get(OfferLanguage.UNTIL) == null) {
            return latest;
        }
        long from = moment(parts, OfferLanguage.FROM, latest, reading.problems());
        long until = moment(parts, OfferLanguage.UNTIL, latest, reading.problems());
        Terms terms = known.at(since < until ? Math.max(from, since) : from);
        return (terms == null ? known.first() : terms).withSymbols(latest.symbols());
    }

    private static Result read(String fileName, String text, Terms terms, Offers before, boolean published) {
        Problems problems = new Problems(fileName);
        Node.Block file = NodeReader.offer(text, problems);
        if (file == null) {
            return new Result.Mistaken(problems.all());
        }
        Reading reading = Reading.of(terms, problems);
        if (published) {
            reading.published();
        } else if (terms.offers() == null) {
            problems.add(Place.START, "an offer", "none: the terms of " + terms.date()
                    + " allow no offers; a block offers in the terms, with "
                    + Language.OFFERS_BLOCK.names() + ", would allow them", null);
        }
        Offer offer = new OfferReader(terms, before, reading).offer(file, text);
        return problems.none()
                ? new Result.Read(new OfferCompiler.Compiled(offer, reading.symbols()))
                : new Result.Mistaken(problems.all());
    }

    /**
     * An offer that was found without mistakes when it was published; an engine compiles it so. Until November 2026 it was read by
     * the latest terms, and may speak of what only they have.
     */
    public static OfferCompiler.Compiled published(String text, Catalogue known, long since) {
        return read("published offer", text, termsOf(text, known, since), known.offers(),
                true) instanceof Result.Read read
                        ? read.offer()
                        : published(text, known.latest(), known.offers());
    }

    static OfferCompiler.Compiled published(String text, Terms terms, Offers before) {
        return switch (read("published offer", text, terms, before, true)) {
            case Result.Read read -> read.offer();
            case Result.Mistaken mistaken -> throw new IllegalStateException(
                    "expected a published offer without mistakes, but found " + mistaken.problems().getFirst());
        };
    }

    /** The offer; what was missing or wrong is stood in for, and it is then thrown away. */
    private Offer offer(Node.Block block, String text) {
        Parts file = Objects.requireNonNull(OfferLanguage.OFFER_BLOCK.read(block, reading));
        Draft draft = Draft.on(terms, file, reading);
        String programme = file.get(OfferLanguage.PROGRAMME);
        if (programme != null && !programme.equals(terms.programme())) {
            file.wrong(OfferLanguage.PROGRAMME, terms.programme() + ": the programme of the terms", terms.programme());
        }
        String name = file.or(OfferLanguage.OFFER, "");
        Offers.@Nullable Published old = before.find(name);
        long from = moment(file, OfferLanguage.FROM, terms, problems);
        long until = moment(file, OfferLanguage.UNTIL, terms, problems);
        if (file.get(OfferLanguage.FROM) != null && file.get(OfferLanguage.UNTIL) != null && until <= from) {
            file.wrong(OfferLanguage.UNTIL, "a day or a time after from", null);
        }
        Compiled.Sound<Condition> audience =
                draft.expressions.condition(file.get(OfferLanguage.AUDIENCE), draft.scope(List.of(), false, 0));
        int number = reading.number("offer", name);
        List<Budget> budgets = new ArrayList<>(new BudgetsReader(draft, terms, name).read());
        List<Coupon> coupons = new CouponsReader(draft, terms, before, name, from, budgets).read();
        Offer offer = new Offer(number, terms.programme(), name, old == null ? 1 : old.versions().size() + 1,
                file.or(OfferLanguage.OFFER_NAMES, Draft.NO_TEXTS), from, until,
                audience == null ? Condition.ALWAYS : audience.expression(),
                file.place(OfferLanguage.AUDIENCE).line(), coupons, budgets,
                file.or(OfferLanguage.SLICE, 1), text);
        if (old != null) {
            new OfferPermanence(old.latest(), offer, file, terms, problems).check();
        }
        return offer;
    }

    private static long moment(Parts file, Key<Moment> key, Terms terms, Problems problems) {
        Moment moment = file.get(key);
        return moment == null ? 0 : moment.in(terms.calendar(), problems);
    }
}
