package org.guildhall.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.testkit.Sandbox;

/** A programme with all its terms published, to run scenarios in. */
record Programme(Engine engine, Catalogue catalogue) {

    /** A file's name and what it holds. */
    record NamedText(String name, String text) {}

    /** What reading a programme gives: it, or everything that is wrong in its files. */
    sealed interface Read {
        record Ready(Programme programme) implements Read {}

        record Mistaken(List<Problem> problems) implements Read {}
    }

    /**
     * @param files of terms, the oldest first
     * @param offers each allowed by the terms that hold when it begins
     */
    static Read read(List<NamedText> files, List<NamedText> offers) {
        List<Problem> problems = new ArrayList<>();
        List<Terms> all = new ArrayList<>();
        Terms last = null;
        for (NamedText file : files) {
            switch (TermsReader.read(file.name, file.text, last)) {
                case TermsReader.Result.Read read -> {
                    last = read.terms();
                    all.add(last);
                }
                case TermsReader.Result.Mistaken mistaken -> problems.addAll(mistaken.problems());
            }
        }
        if (!problems.isEmpty()) {
            return new Read.Mistaken(problems);
        }
        Programme programme = publish(all);
        for (NamedText offer : offers) {
            programme = programme.with(offer, problems);
        }
        return problems.isEmpty() ? new Read.Ready(programme) : new Read.Mistaken(problems);
    }

    /** With an offer as well, which is there from the beginning. */
    private Programme with(NamedText file, List<Problem> problems) {
        switch (OfferReader.read(file.name, file.text, catalogue, 0)) {
            case OfferReader.Result.Read read -> {
                String name = latest().programme();
                engine.publish(new PublishedOffer(name, 0, catalogue.offers().changes(), file.text).encode());
                return new Programme(engine,
                        Objects.requireNonNull(engine.catalogue(EntityName.programmeNumber(name))));
            }
            case OfferReader.Result.Mistaken mistaken -> {
                problems.addAll(mistaken.problems());
                return this;
            }
        }
    }

    private static Programme publish(List<Terms> all) {
        Engine engine = new Engine(Sandbox::compile, OfferReader::published);
        for (Terms terms : all) {
            engine.publish(new PublishedTerms(terms.programme(), terms.from(), terms.text()).encode());
        }
        int number = EntityName.programmeNumber(all.getFirst().programme());
        return new Programme(engine, Objects.requireNonNull(engine.catalogue(number)));
    }

    ZoneCalendar calendar() {
        return catalogue.latest().calendar();
    }

    Terms latest() {
        return catalogue.latest();
    }

    /** Whether a plan of any of its terms has seats for others. */
    boolean hasSeats() {
        return catalogue.all()
                .stream()
                .flatMap(dated -> dated.terms().plans().stream())
                .anyMatch(plan -> plan.seats() != null);
    }

    /** The terms in force at a moment; before the first, these. */
    Terms at(long moment) {
        Terms terms = catalogue.at(moment);
        return terms == null ? catalogue.first() : terms;
    }

    /** A member of a scenario, by the name that it gives. */
    EntityName member(String name) {
        return new EntityName(
                EntityName.programmeNumber(catalogue.latest().programme()), EntityKind.MEMBER, Hashes.of(name));
    }
}
