package org.guildhall.app.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.publishing.OfferDraft;
import org.guildhall.server.publishing.OfferDrafts;

/**
 * The offers of a programme as its folder has them, in the order of their files' names.
 *
 * @param unreadable of files that are no text
 */
record OfferFiles(List<OfferDraft> drafts, List<Problem> unreadable) {
    /** Reads the {@code offers/*.yaml} of a programme's folder; none of anything else. */
    static OfferFiles under(Path path) throws IOException {
        List<OfferDraft> drafts = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        for (Path file : files(path.resolve("offers"))) {
            try {
                drafts.add(new OfferDraft(file.toString(), Files.readString(file)));
            } catch (CharacterCodingException noText) {
                unreadable.add(new Problem(file.toString(), Place.START, "bytes that are no UTF-8", "a text in UTF-8",
                        null));
            }
        }
        return new OfferFiles(drafts, unreadable);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    int count() {
        return drafts.size() + unreadable.size();
    }

    /** Those that are not what was published last. */
    OfferFiles without(Offers published) {
        return new OfferFiles(drafts.stream()
                .filter(draft -> published.all().stream().noneMatch(one -> one.latest().text().equals(draft.text())))
                .toList(), unreadable);
    }

    /**
     * All mistakes of the files as they stand alone, were they published now.
     *
     * @param terms those of the folder, the oldest first
     * @param now epoch milliseconds
     */
    List<Problem> problems(List<Terms> terms, long now) {
        return problems(catalogue(terms), draft -> now);
    }

    /** The same of files that were published at any time: also what the terms allowed when it began is without mistakes. */
    List<Problem> problemsAtAnyTime(List<Terms> terms, long now) {
        Catalogue known = catalogue(terms);
        return problems(known, draft -> OfferReader.read(draft.name(), draft.text(), known,
                Long.MIN_VALUE) instanceof OfferReader.Result.Read ? Long.MIN_VALUE : now);
    }

    private List<Problem> problems(Catalogue known, ToLongFunction<OfferDraft> since) {
        List<Problem> problems = new ArrayList<>(unreadable);
        problems.addAll(OfferDrafts.read(drafts, known, since).problems());
        return problems;
    }

    private static Catalogue catalogue(List<Terms> terms) {
        Catalogue known = Catalogue.of(terms.getFirst().from(), terms.getFirst());
        for (Terms later : terms.subList(1, terms.size())) {
            known = known.with(later.from(), later);
        }
        return known;
    }
}
