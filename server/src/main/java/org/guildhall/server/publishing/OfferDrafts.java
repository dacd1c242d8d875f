package org.guildhall.server.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.jspecify.annotations.Nullable;

/**
 * Offers as they are read one after the other, each by what those before it made of the programme, so that no two of them have the
 * name of an offer or a coupon.
 *
 * @param read in the order of the drafts, without those that have mistakes
 * @param problems of all drafts
 */
public record OfferDrafts(List<Read> read, List<Problem> problems) {
    public OfferDrafts {
        read = List.copyOf(read);
        problems = List.copyOf(problems);
    }

    /**
     * What a draft is.
     *
     * @param fresh whether it differs from the version of the offer that was published last
     */
    public record Read(Offer offer, boolean fresh) {}

    /**
     * @param known the terms and offers that were published
     * @param since when a draft is published, epoch milliseconds; {@link Long#MIN_VALUE} for when it begins
     */
    public static OfferDrafts read(List<OfferDraft> drafts, Catalogue known, ToLongFunction<OfferDraft> since) {
        List<Read> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, OfferDraft> named = new LinkedHashMap<>();
        Catalogue then = known;
        for (OfferDraft draft : drafts) {
            Offer published = published(draft.text(), known.offers());
            if (published != null) {
                read.add(new Read(published, false));
                once(draft, published, named, problems);
                continue;
            }
            switch (OfferReader.read(draft.name(), draft.text(), then, since.applyAsLong(draft))) {
                case OfferReader.Result.Mistaken mistaken -> problems.addAll(mistaken.problems());
                case OfferReader.Result.Read(var compiled) -> {
                    Offer offer = compiled.offer();
                    if (once(draft, offer, named, problems)) {
                        read.add(new Read(offer, true));
                        then = then.with(then.offers().with(offer.from(), offer), compiled.symbols());
                    }
                }
            }
        }
        return new OfferDrafts(read, problems);
    }

    private static @Nullable Offer published(String text, Offers offers) {
        return offers.all()
                .stream()
                .map(Offers.Published::latest)
                .filter(offer -> offer.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static boolean once(
            OfferDraft draft, Offer offer, Map<String, OfferDraft> named, List<Problem> problems) {
        OfferDraft other = named.putIfAbsent(offer.name(), draft);
        if (other != null) {
            problems.add(new Problem(draft.name(), Place.START, "offer " + offer.name(),
                    "an offer that no other file is of: " + other.name() + " is of it too", null));
        }
        return other == null;
    }
}
