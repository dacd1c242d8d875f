package org.guildhall.core.terms;

/** Makes offers of texts that were found without mistakes when they were published. */
@FunctionalInterface
public interface OfferCompiler {
    /** @param terms those that hold or come last, whose numbers are kept */
    Compiled compile(String text, Terms terms, Offers before);

    /** @param symbols those of the terms, and the names that came with the offer */
    record Compiled(Offer offer, Symbols symbols) {}
}
