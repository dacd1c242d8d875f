package org.guildhall.core.language;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.guildhall.core.terms.Country;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads {@code country} and {@code announced}, and holds plans and changes against what the country asks. */
final class CountryReader {
    /** As the file names it. */
    record Said(String code, String reason) {}

    private final Draft draft;

    CountryReader(Draft draft) {
        this.draft = draft;
    }

    /** What was published before may be of a version that knew no countries. */
    Country read() {
        Said said = draft.file.get(Language.COUNTRY);
        if (said == null) {
            if (!draft.reading.isPublished() && draft.file.said(Language.PLANS) && !draft.file.said(Language.COUNTRY)) {
                String near = Countries.near(draft.zone(), draft.file.or(Language.MONEY_CODE, ""));
                draft.file.require(Language.COUNTRY, near == null ? Countries.codes().getFirst() : near);
            }
            return Country.none("");
        }
        LocalDate date = draft.file.or(Language.DATE_OF_TERMS, LocalDate.EPOCH);
        return said.code().equals("none") ? Country.none(said.reason()) : Countries.of(said.code(), date);
    }

    /** How long before a renewal a member is told: what is not said is taken from the country. */
    static @Nullable Period notice(Country country, Parts plan, Period term) {
        Country.AtLeast asked = country.notice(term);
        Period said = plan.or(Language.NOTICE, Optional.empty()).orElse(null);
        if (asked == null) {
            requireOf(country, plan, Language.NOTICE, "7 days");
            return said;
        }
        if (plan.get(Language.NOTICE) != null
                && (said == null || Periods.leastDays(said) < Periods.leastDays(asked.least()))) {
            plan.wrong(Language.NOTICE, "at least " + asked.least() + ": " + asks(country, asked.by().en()),
                    asked.least().toString());
        } else if (!plan.said(Language.NOTICE) && Periods.mostDays(asked.least()) >= Periods.leastDays(term)) {
            plan.wrong(Language.TERM, "more than " + asked.least() + ", so long before a renewal the member is told: "
                    + asks(country, asked.by().en()) + "; or renews: never", null);
        }
        return plan.said(Language.NOTICE) ? said : asked.least();
    }

    /** What no country says must be said; where it is not known whether one does, nothing is asked. */
    private static void requireOf(Country country, Parts plan, Key<?> key, String usual) {
        if (!country.reason().isEmpty()) {
            plan.require(key, usual);
        }
    }

    static boolean consentToRise(Country country, Parts plan) {
        if (country.consentToRise() == null) {
            requireOf(country, plan, Language.CONSENT_TO_RISE, "yes");
        } else if (Boolean.FALSE.equals(plan.get(Language.CONSENT_TO_RISE))) {
            plan.wrong(Language.CONSENT_TO_RISE, "yes: " + asks(country, country.consentToRise().en()), "yes");
        }
        return plan.or(Language.CONSENT_TO_RISE, country.consentToRise() != null);
    }

    /** What takes something away from members at once is announced so long before as the country asks. */
    void announced(@Nullable Terms previous, Terms terms) {
        if (draft.reading.isPublished()) {
            return;
        }
        LocalDate announced = draft.file.get(Language.ANNOUNCED);
        LocalDate date = draft.file.get(Language.DATE_OF_TERMS);
        if (announced != null && date != null && !announced.isBefore(date)) {
            draft.file.wrong(Language.ANNOUNCED, "a day before " + date + ", the day of these terms", null);
            return;
        }
        Country.AtLeast asked = terms.country().announced();
        if (previous == null || date == null || asked == null
                || (draft.file.said(Language.ANNOUNCED) && announced == null)) {
            return;
        }
        LocalDate latest = date.minusDays(Periods.mostDays(asked.least()));
        List<Cut> cuts = Cut.between(previous, terms);
        if (!cuts.isEmpty() && (announced == null || announced.isAfter(latest))) {
            draft.problems.add(
                    draft.file.said(Language.ANNOUNCED) ? draft.file.place(Language.ANNOUNCED)
                            : draft.file.place(Language.DATE_OF_TERMS),
                    (announced == null ? "nothing announced" : "announced " + announced) + ", and taken away on " + date
                            + ": " + Phrases.list(cuts.stream().map(Cut::toString).toList(), "and"),
                    "announced: a day at least " + asked.least() + " before: "
                            + asks(terms.country(), asked.by().en()),
                    "announced: " + latest);
        }
    }

    private static String asks(Country country, String by) {
        return country.code() + " asks it (" + by + ")";
    }
}
