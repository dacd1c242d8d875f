package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Benefit.Per;
import org.guildhall.core.terms.Benefit.Source;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenefitsReaderTest {
    private static final String BENEFITS = """
            plans:
              annual:
                names: {zh: 年度, en: Annual}
                price: 139
                term: 1 year
                cycle: anniversary
                renews: never
                pay-within: 1 day
                refund: none
                pause: never
                proration: by-day
            benefits:
              free-delivery:
                names: {zh: 免运费, en: Free delivery}
                flag: {}
                plans: annual
                from-tier: {membership: black}
                worth: 6
                cost: 3.5
                funded-by: {platform: 60, brand: 40}
              size:
                names: {zh: 大小, en: Size}
                attribute: {values: [large, small], best: first}
                plans: {annual: small}
                from-tier: {membership: {black: small, old: large}}
              freight:
                names: {zh: 运费, en: Freight}
                allowance: {unit: money, limit: 50, per: calendar month, on-shortfall: partly, cancellable: 7 days}
                funded-by: {platform: 100}
              lounge:
                names: {zh: 休息室, en: Lounge}
                allowance: {unit: uses, limit: unlimited, cancellable: never}
            country: {none: made up for tests}
            """;

    private static Terms read(String benefits) {
        return ((TermsReader.Result.Read) result(benefits, null, "2025-03-31")).terms();
    }

    private static TermsReader.Result result(String benefits, @Nullable Terms previous, String date) {
        try {
            String base = Files.readString(Path.of("src", "test", "resources", "mistakes", "00-no-mistake.yaml"));
            return TermsReader.read("terms.yaml", base.replace("2025-03-31", date) + benefits, previous);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Benefit benefit(Terms terms, String name) {
        return Objects.requireNonNull(
                terms.benefit(Objects.requireNonNull(terms.symbols().find("benefit", name))));
    }

    private static int symbol(Terms terms, String space, String name) {
        return Objects.requireNonNull(terms.symbols().find(space, name));
    }

    @Test
    void readsEachKind() {
        Terms terms = read(BENEFITS);
        int annual = symbol(terms, "plan", "annual");
        int membership = symbol(terms, "ladder", "membership");
        int black = symbol(terms, "tier", "membership/black");

        Benefit delivery = benefit(terms, "free-delivery");
        assertThat(delivery.kind()).isEqualTo(new Kind.Flag());
        assertThat(delivery.givenBy()).containsExactly(new Source.ByPlan(annual, 0),
                new Source.FromTier(membership, black, 0));
        assertThat(delivery.worth()).isEqualTo(600);
        assertThat(delivery.cost()).isEqualTo(350);
        assertThat(delivery.payers()).extracting(Benefit.Payer::name).containsExactly("platform", "brand");

        Benefit size = benefit(terms, "size");
        int small = symbol(terms, "value", "size/small");
        int large = symbol(terms, "value", "size/large");
        assertThat(size.kind()).isEqualTo(new Kind.Attribute(
                List.of(new Benefit.Value(small, "small"), new Benefit.Value(large, "large"))));
        assertThat(size.givenBy()).containsExactly(new Source.ByPlan(annual, small),
                new Source.FromTier(membership, black, small),
                new Source.FromTier(membership, symbol(terms, "tier", "membership/old"), large));

        assertThat(benefit(terms, "freight").kind()).isEqualTo(new Kind.Allowance(Benefit.Unit.MONEY, 5_000,
                new Per.Calendar(CalendarUnit.MONTH),
                symbol(terms, "limit", "benefit freight/used per calendar month"), true,
                new Period(7, PeriodUnit.DAYS), 0));
        assertThat(benefit(terms, "lounge").kind()).isEqualTo(new Kind.Allowance(Benefit.Unit.USES,
                Benefit.UNLIMITED, new Per.Lifetime(), symbol(terms, "limit", "benefit lounge/used per lifetime"),
                false, null, 0));
    }

    @Test
    void aCostIsSharedToTheLastUnit() {
        Benefit delivery = benefit(read(BENEFITS), "free-delivery");

        assertThat(delivery.shares(301)).extracting(Benefit.Share::amount).containsExactly(181L, 120L);
        assertThat(delivery.shares(1)).extracting(Benefit.Share::amount).containsExactly(1L, 0L);
        assertThat(delivery.shares(0)).extracting(Benefit.Share::amount).containsExactly(0L, 0L);
        Benefit thirds = benefit(read(BENEFITS.replace("{platform: 60, brand: 40}", "{a: 33, b: 33, c: 34}")),
                "free-delivery");
        assertThat(thirds.shares(2)).extracting(Benefit.Share::amount).containsExactly(1L, 0L, 1L);
        assertThat(thirds.shares(350)).extracting(Benefit.Share::amount).containsExactly(116L, 115L, 119L);
    }

    @Test
    void idsKindsUnitsAndValuesArePermanent() {
        Terms before = read(BENEFITS);

        assertThat(mistakes(before, "lounge:", "salon:"))
                .containsExactly("terms.yaml:78:3: found benefits without lounge, expected lounge: an id is permanent");
        assertThat(mistakes(before, "allowance: {unit: uses, limit: unlimited, cancellable: never}", "flag: {}"))
                .containsExactly("terms.yaml:95:3: found lounge as a flag, expected an allowance: the kind of a benefit"
                        + " is permanent");
        assertThat(mistakes(before, "unit: uses", "unit: minutes")).containsExactly(
                "terms.yaml:97:23: found \"minutes\", expected uses: the unit of an allowance is permanent, did you mean"
                        + " uses");
        assertThat(mistakes(before, "[large, small]", "[huge, large]"))
                .anyMatch(mistake -> mistake.contains("a list with small: members may have it"));
        assertThat(mistakes(before, "[large, small]", "[huge, large, small]")).singleElement()
                .asString()
                .contains("found benefit size unlike before, and nothing about those who have it");
    }

    private static List<String> mistakes(Terms before, String old, String now) {
        assertThat(BENEFITS).contains(old);
        return switch (result(BENEFITS.replace(old, now), before, "2025-04-30")) {
            case TermsReader.Result.Read read -> List.of();
            case TermsReader.Result.Mistaken mistaken ->
                    mistaken.problems().stream().map(Problem::toString).toList();
        };
    }
}
