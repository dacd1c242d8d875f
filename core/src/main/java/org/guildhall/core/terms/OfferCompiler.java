package org.guildhall.core.terms;

/** Makes offers of texts that were found without mistakes when they were published. */
@FunctionalInterface
public interface OfferCompiler {
    /**
     * @param known what was published before it
     * @param since when it was published, epoch milliseconds
     */
    Compiled compile(String text, Catalogue known, long since);

    /** @param symbols those that were known, and the names that came with the offer */
    record Compiled(Offer offer, Symbols symbols) {}
}
