package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.terms.Country;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountryReaderTest {
    private static final String PLANS = """
            plans:
              annual:
                names: {zh: 年度, en: Annual}
                price: 139
                term: 1 year
                cycle: anniversary
                renews: automatically
                pay-within: 1 day
                grace: 10 days
                refund: {full-within: 7 days, then: the-rest}
                pause: {up-to: 2 months, times: 2}
                proration: by-day
            benefits:
              free-delivery:
                names: {zh: 免运费, en: Free delivery}
                allowance: {unit: uses, limit: 10, per: calendar month, on-shortfall: refuse, cancellable: 7 days}
                plans: annual
                from-tier: {membership: black}
              size:
                names: {zh: 大小, en: Size}
                attribute: {values: [large, small], best: first}
                plans: {annual: large}
              lounge:
                names: {zh: 休息室, en: Lounge}
                flag: {}
            """;

    private static String file(String date, String head, String rest) {
        try {
            return Files.readString(Path.of("src", "test", "resources", "mistakes", "00-no-mistake.yaml"))
                    .replace("terms: 2025-03-31", "terms: " + date)
                    .replace("zone: Asia/Shanghai\n", "zone: Asia/Shanghai\n" + head)
                    + rest;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Terms read(String text, @Nullable Terms previous) {
        return ((TermsReader.Result.Read) TermsReader.read("terms.yaml", text, previous)).terms();
    }

    private static List<String> mistakes(String text, @Nullable Terms previous) {
        return TermsReader.read("terms.yaml", text, previous) instanceof TermsReader.Result.Mistaken mistaken
                ? mistaken.problems().stream().map(Problem::toString).toList()
                : List.of();
    }

    private static final Terms BEFORE = read(file("2025-03-31", "country: CN\n", PLANS), null);

    /** What new terms are found wrong, with these changes said and announced so; nothing where {@code announced} is empty. */
    private static List<String> after(String announced, String plans, String changes) {
        String head = "country: CN\n" + (announced.isEmpty() ? "" : "announced: " + announced + "\n");
        return mistakes(file("2025-06-01", head, plans + changes), BEFORE);
    }

    @Test
    void whatIsLeftOutIsTakenFromTheCountry() {
        Plan plan = Objects.requireNonNull(BEFORE.plans().getFirst());

        assertThat(plan.renewal()).isEqualTo(new Plan.Renewal(true, new Period(5, PeriodUnit.DAYS), true));
    }

    @Test
    void whatIsSaidMayBeMoreThanTheCountryAsks() {
        Terms terms = read(file("2025-03-31", "country: CN\n",
                PLANS.replace("    grace", "    notice: 2 weeks\n    consent-to-rise: yes\n    grace")), null);

        assertThat(terms.plans().getFirst().renewal().notice()).isEqualTo(new Period(2, PeriodUnit.WEEKS));
    }

    @Test
    void aCountryAsksLongerNoticeOfLongerTerms() {
        Country country = Countries.of("US", LocalDate.of(2024, 1, 1));

        assertThat(Objects.requireNonNull(country.notice(new Period(1, PeriodUnit.YEARS))).least())
                .isEqualTo(new Period(15, PeriodUnit.DAYS));
        assertThat(Objects.requireNonNull(country.notice(new Period(12, PeriodUnit.MONTHS))).least())
                .isEqualTo(new Period(15, PeriodUnit.DAYS));
        assertThat(Objects.requireNonNull(country.notice(new Period(1, PeriodUnit.MONTHS))).least())
                .isEqualTo(new Period(3, PeriodUnit.DAYS));
    }

    @Test
    void everyRuleOfEveryCountrySaysWhatItIsTakenFrom() {
        for (String code : Countries.codes()) {
            Country country = Countries.of(code, LocalDate.of(2025, 1, 1));

            assertThat(country.notices()).as(code).isNotEmpty().allSatisfy(rule -> {
                assertThat(rule.by().zh()).isNotBlank();
                assertThat(rule.by().en()).isNotBlank();
            });
            assertThat(country.consent()).as(code).isNotNull();
            assertThat(country.announced()).as(code).isNotNull();
        }
    }

    @Test
    void theZoneSaysTheCountryBeforeTheMoneyDoes() {
        assertThat(Countries.near(ZoneId.of("Europe/Berlin"), "USD")).isEqualTo("EU");
        assertThat(Countries.near(ZoneId.of("Asia/Tokyo"), "USD")).isEqualTo("US");
        assertThat(Countries.near(ZoneId.of("Asia/Tokyo"), "JPY")).isNull();
    }

    @Test
    void whatWasPublishedBeforeThereWereCountriesIsStillRead() {
        String text = file("2025-03-31", "", PLANS.replace("    grace",
                "    notice: none\n    consent-to-rise: no\n    grace"));

        assertThat(mistakes(text, null)).singleElement().asString().contains("without country");
        assertThat(TermsReader.published(text, null).country().code()).isEqualTo("none");
    }

    @Test
    void aCutAtOnceThatNobodyWasToldOfIsFound() {
        String plans = PLANS.replace("limit: 10", "limit: 5");

        assertThat(after("", plans, "changes: {benefits: {free-delivery: {applies: now}}}\n")).singleElement()
                .asString()
                .contains("nothing announced", "benefit free-delivery (allowance)", "CN asks it",
                        "announced: 2025-05-25");
        assertThat(after("2025-05-26", plans, "changes: {benefits: {free-delivery: {applies: now}}}\n")).singleElement()
                .asString()
                .contains("announced 2025-05-26");
        assertThat(after("2025-05-25", plans, "changes: {benefits: {free-delivery: {applies: now}}}\n")).isEmpty();
    }

    @Test
    void whatReachesPlansOnlyLaterStillTakesFromTiersAtOnce() {
        String changes = "changes: {benefits: {free-delivery: {applies: from-next-renewal}}}\n";

        assertThat(after("", PLANS.replace("limit: 10", "limit: 5"), changes)).singleElement()
                .asString()
                .contains("free-delivery (allowance)");
        assertThat(after("", PLANS.replace("    from-tier: {membership: black}\n", ""), changes)).singleElement()
                .asString()
                .contains("free-delivery (from-tier)");
    }

    @Test
    void anAdditionNeedsNoAnnouncement() {
        assertThat(after("", PLANS.replace("limit: 10", "limit: 20").replace("black}", "green}"),
                "changes: {benefits: {free-delivery: {applies: now}}}\n")).isEmpty();
    }

    @Test
    void whatChangesFromTheNextRenewalNeedsNoAnnouncement() {
        assertThat(after("", PLANS.replace("{annual: large}", "{annual: small}"),
                "changes: {benefits: {size: {applies: from-next-renewal}}}\n")).isEmpty();
        assertThat(after("", PLANS.replace("{annual: large}", "{annual: small}"),
                "changes: {benefits: {size: {applies: now}}}\n")).singleElement()
                .asString()
                .contains("benefit size (plans)");
    }

    @Test
    void everyLossOfAPlanIsACut() {
        Terms now = read(file("2025-06-01", "country: CN\nannounced: 2025-04-01\n",
                PLANS.replace("{full-within: 7 days, then: the-rest}", "none")
                        .replace("{up-to: 2 months, times: 2}", "never")
                        .replace("grace: 10 days", "grace: 5 days")
                        + "changes: {plans: {annual: {applies: now}}}\n"),
                BEFORE);

        assertThat(Cut.between(BEFORE, now)).containsExactly(new Cut("plans", "annual", "refund"),
                new Cut("plans", "annual", "pause"), new Cut("plans", "annual", "grace"));
        assertThat(Cut.between(BEFORE, BEFORE)).isEmpty();
    }

    @Test
    void everyLesserPromiseIsACut() {
        String plans = PLANS.replace("then: the-rest}", "then: the-rest, less-used: cost}")
                .replace("    pause:", """
                    #   notice: 10 days
                    #   choices:
                    #     one: {names: {zh: 一, en: One}, of: [tea, cake], changeable: until-used}
                    #   when-leaving:
                    #     off: {credit: 40, names: {zh: 减, en: Off}, times: 1, per: 12 months}
                    #     more: {credit: 50, names: {zh: 多减, en: More}, times: 1, per: 12 months}
                    #   pause:""".replace("# ", "  "))
                + """
                    # tea: {names: {zh: 茶, en: Tea}, flag: {}, plans: annual}
                    # cake: {names: {zh: 糕, en: Cake}, flag: {}, plans: annual}
                    # help:
                    #   names: {zh: 客服, en: Help}
                    #   service: {levels: {line: {answered-within: 10 minutes, promise: {zh: 快, en: soon}}}}
                    #   plans: {annual: line}
                    """.replace("# ", "  ");
        Terms before = read(file("2025-03-31", "country: CN\n", plans), null);
        Terms now = read(file("2025-06-01", "country: CN\nannounced: 2025-04-01\n",
                plans.replace("less-used: cost", "less-used: worth")
                        .replace("    grace: 10 days\n", "    grace: 5 days\n")
                        .replace("notice: 10 days", "notice: 6 days")
                        .replace("changeable: until-used", "changeable: no")
                        .replaceAll("more: .*\n", "\n")
                        .replace("10 minutes", "2 hours")
                        + "changes: {plans: {annual: {applies: now}}, benefits: {help: {applies: now}}}\n"),
                before);

        assertThat(Cut.between(before, now)).containsExactly(new Cut("plans", "annual", "refund"),
                new Cut("plans", "annual", "grace"), new Cut("plans", "annual", "notice"),
                new Cut("plans", "annual", "choices"), new Cut("plans", "annual", "when-leaving"),
                new Cut("benefits", "help", "service"));
        assertThat(Cut.between(now, before)).isEmpty();
    }

    @Test
    void fewerSeatsAreACutAndMoreAreNone() {
        List<String> seats = List.of("{count: 3, gives: all, invitation: 14 days}",
                "{count: 2, gives: all, invitation: 14 days}",
                "{count: 3, gives: [size], invitation: 14 days}",
                "{count: 3, gives: all, invitation: 7 days}");
        Terms before = read(file("2025-03-31", "country: CN\n", withSeats(seats.getFirst())), null);
        for (String fewer : seats.subList(1, seats.size())) {
            Terms now = read(file("2025-06-01", "country: CN\nannounced: 2025-04-01\n",
                    withSeats(fewer) + "changes: {plans: {annual: {applies: now}}}\n"), before);
            assertThat(Cut.between(before, now)).as(fewer).containsExactly(new Cut("plans", "annual", "seats"));
            assertThat(Cut.between(now, before)).as(fewer).isEmpty();
        }
        Terms none = read(file("2025-06-01", "country: CN\nannounced: 2025-04-01\n",
                PLANS + "changes: {plans: {annual: {applies: now}}}\n"), before);
        assertThat(Cut.between(before, none)).containsExactly(new Cut("plans", "annual", "seats"));
    }

    private static String withSeats(String seats) {
        return PLANS.replace("    proration: by-day\n", "    proration: by-day\n    seats: " + seats + "\n");
    }

    @Test
    void aPackThatGivesLessOfABenefitIsACut() {
        Terms before = read(packs("2025-03-31", "week", "7 days", "2 days"), null);
        Cut cut = new Cut("earning", "week", "gives");

        assertThat(Cut.between(before, read(packs("2025-06-01", "week", "6 days", "2 days"), before)))
                .containsExactly(cut)
                .hasToString("[rule week (gives)]");
        assertThat(Cut.between(before, read(packs("2025-06-01", "other", "7 days", "2 days"), before)))
                .containsExactly(cut);
        assertThat(Cut.between(before, read(packs("2025-06-01", "week", "8 days", "1 day"), before))).isEmpty();
    }

    /** With one pack of the lounge by the month of a plan, and another on a day of the member. */
    private static String packs(String date, String name, String byMonth, String byYear) {
        String packs =
                "  %s: {names: {zh: 周, en: Week}, on: {each: calendar month, while: annual}, gives: {lounge: %s}}\n"
                        .formatted(name, byMonth)
                        + "  day: {names: {zh: 日, en: Day}, on: {yearly: joining}, gives: {lounge: %s}}\n"
                                .formatted(byYear);
        String head = date.equals("2025-03-31") ? "country: CN\n" : "country: CN\nannounced: 2025-04-01\n";
        return file(date, head, PLANS).replace("\nladders:", "\n" + packs + "ladders:");
    }
}
