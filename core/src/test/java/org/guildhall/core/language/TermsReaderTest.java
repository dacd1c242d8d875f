package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.MonthDay;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.EarningRule.Factor;
import org.guildhall.core.terms.EarningRule.Times;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.Joins;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Ladder.Hold;
import org.guildhall.core.terms.Ladder.Measure;
import org.guildhall.core.terms.Ladder.Over;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.PointCurrency.OnLateCancel;
import org.guildhall.core.terms.PointCurrency.Otherwise;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;

class TermsReaderTest {
    private static final Terms TERMS = read(everything(), null);

    private static String everything() {
        try {
            return Files.readString(Path.of("src", "test", "resources", "everything.yaml"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Terms read(String text, @org.jspecify.annotations.Nullable Terms previous) {
        return switch (TermsReader.read("everything.yaml", text, previous)) {
            case TermsReader.Result.Read(Terms terms) -> terms;
            case TermsReader.Result.Mistaken(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    private static ActivityKind kind(String name) {
        return Objects.requireNonNull(TERMS.kind(name));
    }

    private static PointCurrency currency(String name) {
        return Objects.requireNonNull(TERMS.currency(name));
    }

    private static EarningRule rule(String name) {
        return TERMS.rules().stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
    }

    private static Ladder ladder(String name) {
        return TERMS.ladders().stream().filter(ladder -> ladder.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void readsWhatTheProgrammeIs() {
        assertThat(TERMS.joins()).isEqualTo(new Joins.Explicit());
        assertThat(TERMS.moneyDigits()).isZero();
        assertThat(TERMS.members()).extracting(Field::name).containsExactly("birthday", "city", "vip");
        assertThat(TERMS.scores()).extracting(Terms.Score::name).containsExactly("activity-score");
        assertThat(TERMS.scores().getFirst().names().en()).isEqualTo("Activity score");
    }

    @Test
    void readsKindsOfActivity() {
        ActivityKind order = kind("order");

        assertThat(order.earns()).isEqualTo(new ActivityKind.Earns(false, true, true, false, Rounding.HALF_EVEN));
        assertThat(order.fields()).filteredOn(field -> !field.required())
                .extracting(Field::name)
                .containsExactly("gift-cards", "paid-with-points", "payer");
        assertThat(order.reversible()).isEqualTo(new Period(90, PeriodUnit.DAYS));
        assertThat(kind("stay").reversible()).isNull();
        assertThat(kind("undo").role()).isEqualTo(new Role.Return(order.number(), ActivityKind.Match.BY_ORDER));
        assertThat(kind("receipt").role()).isEqualTo(new Role.Fulfilment(order.number()));
        assertThat(kind("receipt").fields()).extracting(Field::symbol).containsExactly(KnownField.OF.symbol());
    }

    @Test
    void readsCurrencies() {
        PointCurrency points = currency("points");

        assertThat(points.expires()).isEqualTo(new Expiry.OnDates(List.of(MonthDay.of(6, 30), MonthDay.of(12, 31)),
                new Period(6, PeriodUnit.MONTHS)));
        assertThat(points.vests()).isEqualTo(
                new Vesting.On(kind("receipt").number(), new Period(90, PeriodUnit.DAYS), Otherwise.FORFEIT));
        assertThat(points.limits()).extracting(Limit::amount).containsExactly(10025L, 100000L);
        assertThat(points.onLateCancel()).isEqualTo(new OnLateCancel.Renew(new Period(30, PeriodUnit.DAYS)));
        assertThat(points.adjustable()).isEqualTo(9999);
        assertThat(currency("stars").expires()).isEqualTo(new Expiry.Inactivity(new Period(18, PeriodUnit.MONTHS)));
        assertThat(currency("stars").cancellable()).isNull();
    }

    @Test
    void readsEarningRules() {
        EarningRule byLine = rule("by-line");

        assertThat(byLine.perLine()).isTrue();
        assertThat(byLine.times()).isEqualTo(new Times.EveryNth(10));
        assertThat(Objects.requireNonNull(byLine.multiplier()).factors().values())
                .containsExactly(new Factor(125, 2), new Factor(2, 0));
        assertThat(byLine.limits()).extracting(Limit::of, Limit::per)
                .containsExactly(org.assertj.core.groups.Tuple
                        .tuple(Limit.Of.TIMES, new Limit.Per.Calendar(CalendarUnit.HALF_YEAR)));
        assertThat(rule("by-nights").times()).isInstanceOfSatisfying(Times.Streak.class, streak -> {
            assertThat(streak.length()).isEqualTo(4);
            assertThat(streak.unit()).isEqualTo(CalendarUnit.WEEK);
        });
        assertThat(rule("birthday").on()).isEqualTo(new Trigger.Yearly(TERMS.members().getFirst().symbol()));
        assertThat(rule("anniversary").on()).isEqualTo(new Trigger.Yearly(0));
        assertThat(rule("third").times()).isEqualTo(new Times.Nth(3));
        assertThat(rule("welcome").times()).isEqualTo(new Times.Nth(1));
        assertThat(rule("welcome").line()).isEqualTo(everything().substring(0, everything().indexOf("  welcome:"))
                .split("\n").length + 1);
    }

    /** A word that is near stands in the way of none that is there. */
    @Test
    void aFieldMayEndAsAWordDoes() {
        Terms terms = read(everything().replace("birthday", "date-of-joining"), null);

        assertThat(terms.rules()).extracting(EarningRule::on)
                .contains(new Trigger.Yearly(terms.members().getFirst().symbol()), new Trigger.Yearly(0));
    }

    @Test
    void readsLadders() {
        int stay = kind("stay").number();

        assertThat(ladder("club").hold()).isEqualTo(new Hold.UntilEndOf(CalendarUnit.YEAR, 1));
        assertThat(ladder("club").over()).isEqualTo(new Over.Calendar(CalendarUnit.YEAR));
        assertThat(ladder("nights").by()).isEqualTo(new Measure.Sum(List.of(stay), KnownField.NIGHTS.symbol()));
        assertThat(ladder("nights").hold()).isEqualTo(new Hold.UntilMembershipYear(0));
        assertThat(ladder("visits").by()).isEqualTo(new Measure.Count(List.of(stay)));
        assertThat(ladder("score").by()).isEqualTo(new Measure.Score(TERMS.scores().getFirst().symbol()));
        assertThat(ladder("purse").by()).isEqualTo(new Measure.Balance(currency("points").number()));
        assertThat(ladder("purse").tiers()).extracting(Ladder.Tier::from).containsExactly(0L, 1050L);
    }

    @Test
    void numbersAreKeptByTheTermsThatFollow() {
        String later = everything().replace("2025-03-31", "2025-04-30")
                .replace("  birthday:\n", "  a-new-rule:\n")
                .replace("[shop, app]", "[telephone, app]");

        Terms next = read(later, TERMS);

        TERMS.symbols().all().forEach((name, number) -> assertThat(next.symbols().all()).containsEntry(name, number));
        assertThat(next.symbols().find("rule", "a-new-rule")).isGreaterThan(
                TERMS.symbols().all().values().stream().mapToInt(Integer::intValue).max().orElseThrow());
    }

    @Test
    void anOfferIsNoFileOfTerms() {
        TermsReader.Result result = TermsReader.read("sale.yaml", "programme: shop\noffer: sale\ncoupons: {}\n", null);
        assertThat(((TermsReader.Result.Mistaken) result).problems()).extracting(Problem::toString)
                .containsExactly(
                        "sale.yaml:2:8: found an offer, expected terms; an offer is read with the folder of its"
                                + " programme, in whose offers/ it is");
    }
}
