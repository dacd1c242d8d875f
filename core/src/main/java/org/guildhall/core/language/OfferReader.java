package org.guildhall.core.language;

import java.util.List;
import org.guildhall.core.terms.OfferCompiler;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;

/** Reads a file of an offer: gives the offer, or everything that is wrong in it. Safe for many threads. */
public final class OfferReader {
    private OfferReader() {}

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
     * Reads an offer.
     *
     * @param fileName as it stands in front of each problem
     * @param terms those that hold or come last: their numbers are kept, their fields and plans are what it may speak of
     * @param before what was published: its version follows theirs, and a coupon stays with its offer
     */
    public static Result read(String fileName, String text, Terms terms, Offers before) {
        return read(fileName, text, terms, before, false);
    }

    private static Result read(String fileName, String text, Terms terms, Offers before, boolean published) {
        throw new UnsupportedOperationException();
    }

    /** An offer that was found without mistakes when it was published; an engine compiles it so. */
    public static OfferCompiler.Compiled published(String text, Terms terms, Offers before) {
        return switch (read("published offer", text, terms, before, true)) {
            case Result.Read read -> read.offer();
            case Result.Mistaken mistaken -> throw new IllegalStateException(
                    "expected a published offer without mistakes, but found " + mistaken.problems().getFirst());
        };
    }
}
