package org.guildhall.core.terms;

import java.util.List;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/**
 * What a country asks of plans. Each rule says what it was taken from; none of it is legal advice.
 *
 * @param code two letters; {@code none} for no country's rules
 * @param reason why no country's rules are kept, empty where one's are
 * @param notices how long before a renewal the member is told, the longest terms first; empty for not at all
 * @param consent why no term may follow by itself unless the member agreed to that; null where it may
 * @param consentToRise why a price above the one agreed to needs consent; null where it does not
 * @param announced how long before it holds what takes something away is announced; null for not at all
 */
public record Country(
        String code,
        Texts names,
        String reason,
        List<AtLeast> notices,
        @Nullable Texts consent,
        @Nullable Texts consentToRise,
        @Nullable AtLeast announced) {

    /**
     * The least time for something.
     *
     * @param terms for plans whose terms are at least this long
     * @param by what says so
     */
    public record AtLeast(Period terms, Period least, Texts by) {}

    /** No country's rules. */
    public static Country none(String reason) {
        return new Country("none", new Texts("无", "none"), reason, List.of(), null, null, null);
    }

    /** How long before a term of this length begins again the member is told; null for not at all. */
    public @Nullable AtLeast notice(Period term) {
        return notices.stream()
                .filter(notice -> Periods.leastDays(term) >= Periods.leastDays(notice.terms()))
                .findFirst()
                .orElse(null);
    }

    /** Whether a member must have agreed that terms follow each other by themselves. */
    public boolean asksConsent() {
        return consent != null;
    }
}
