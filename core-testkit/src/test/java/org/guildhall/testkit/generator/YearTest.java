package org.guildhall.testkit.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.guildhall.core.codec.Hashes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YearTest {
    private static final Percentage TWO_PERCENT = Percentage.withPercentage(2);
    private static final Calibration SHOP = Examples.calibration(Examples.WILLOW_LANE);

    @ParameterizedTest
    @ValueSource(longs = {2025, 7})
    void comesBackToTheCalibration(long seed) {
        comesBack(SHOP.withSeed(seed));
    }

    @ParameterizedTest
    @MethodSource("org.guildhall.testkit.generator.Examples#all")
    void everyExampleComesBackToItsCalibration(String example) {
        Calibration merchant = Examples.calibration(example).withMembers(20_000);

        comesBack(merchant.withSeed(11));
    }

    @ParameterizedTest
    @MethodSource("org.guildhall.testkit.generator.Examples#all")
    void soDoesAYearThatEndsOnAnotherDay(String example) {
        Calibration merchant = Examples.calibration(example).until(LocalDate.of(2026, 11, 25));

        assertThat(merchant.first()).isEqualTo("2025-11-26");
        comesBack(merchant);
    }

    @Test
    @Tag("slow")
    void comesBackToTheCalibrationWithEverySeed() {
        for (long seed = 100; seed < 130; seed++) {
            comesBack(SHOP.withSeed(seed));
        }
    }

    @Test
    void aYearUntilTheEndOfItsOwnIsTheSame() {
        assertThat(SHOP.until(SHOP.last())).isEqualTo(SHOP);
    }

    @Test
    void whatStandsOutDoesSoOnTheSameDaysOfTheCalendar() {
        Calibration moved = SHOP.until(LocalDate.of(2026, 11, 10));

        assertThat(moved.peaks()
                .stream()
                .filter(peak -> peak.name().equals("singles-day"))
                .map(peak -> peak.from().toString())).containsExactly("2025-11-10", "2026-11-10");
    }

    private static void comesBack(Calibration shop) {
        YearFigures year = figures(shop);
        String seed = "with seed " + shop.seed();

        assertThat(year.members()).as("members").isEqualTo(shop.members().count());
        assertThat(year.guests()).as("guests").isEqualTo(shop.guests().count());
        close(year.ordersPerMember(), shop.members().orders(), "orders of a member " + seed);
        if (shop.guests().count() > 0) {
            close(year.ordersPerGuest(), shop.guests().orders(), "orders of a guest " + seed);
            close(year.basketOfGuests(), shop.guests().basket(), "basket of guests " + seed);
        }
        close(year.shareOfStrangers(), shop.strangers().orders(), "strangers " + seed);
        close(year.basketOfMembers(), shop.members().basket(), "basket of members " + seed);
        close(year.basketOfStrangers(), shop.strangers().basket(), "basket of strangers " + seed);
        close(year.topTenth(), shop.members().topTenth(), "top tenth " + seed);
        for (int month = 0; month < 12; month++) {
            close(year.months().get(month), shop.months().get(month), "month " + (month + 1) + " " + seed);
        }
        close(year.shareReturned(), shop.returns().orders(), "returned " + seed);
        close(year.shareSentTwice(), shop.sentTwice(), "sent twice " + seed);
        if (shop.channels().stream().anyMatch(Calibration.Channel::atOnce)) {
            close(year.shareLate(), shop.late().orders(), "late " + seed);
        }
        if (!shop.channels().stream().allMatch(Calibration.Channel::atOnce)) {
            close(year.shareCancelled(), shop.cancelled(), "cancelled " + seed);
        }
        for (Calibration.Visit visit : shop.visits()) {
            close(year.visitsPerOrder(visit.kind()), visit.orders(), visit.kind() + " " + seed);
        }
    }

    private static void close(double found, double expected, String what) {
        assertThat(found).as(what).isCloseTo(expected, TWO_PERCENT);
    }

    private static YearFigures figures(Calibration shop) {
        YearFigures figures = new YearFigures(shop.zone());
        Shop.of(shop).stream().forEach(figures::add);
        return figures;
    }

    @Test
    void aFifthOfTheShopComesBackToo() {
        Calibration small = SHOP.withMembers(4000);
        YearFigures year = figures(small);

        assertThat(year.guests()).isEqualTo(4000);
        assertThat(year.ordersPerMember()).isCloseTo(small.members().orders(), TWO_PERCENT);
        assertThat(year.topTenth()).isCloseTo(small.members().topTenth(), Percentage.withPercentage(5));
    }

    @Test
    void theSameSeedMakesTheSameYearAndAnotherSeedAnother() {
        Calibration small = SHOP.withMembers(300);

        assertThat(hash(small)).isEqualTo(hash(small)).isNotEqualTo(hash(small.withSeed(1)));
    }

    /** The sum over the year of this version of the generator; a change of it changes every demo and every golden file. */
    @Test
    void theYearOfAGivenSeedNeverChangesUnnoticed() {
        assertThat(Long.toHexString(hash(SHOP.withMembers(300)))).isEqualTo("92a0f69ba7a896ba");
    }

    private static long hash(Calibration shop) {
        return Shop.of(shop)
                .stream()
                .mapToLong(request -> Hashes.of(request.toString()))
                .reduce(0, (a, b) -> a * 31 + b);
    }

    @Test
    void comesInTheOrderOfArrivalAndNothingArrivesBeforeItHappened() {
        Shop shop = Shop.of(SHOP.withMembers(1000));
        long last = shop.start();
        for (Request request : (Iterable<Request>) shop.stream()::iterator) {
            assertThat(request.sent()).isBetween(Math.max(last, request.at()), shop.end() - 1);
            last = request.sent();
        }
    }

    @Test
    void whatIsSentAgainIsTheSameAndIdsAreUniqueOtherwise() {
        Map<String, Request> sent = new HashMap<>();
        Shop.of(SHOP.withMembers(1000)).stream().forEach(request -> {
            Request first = sent.putIfAbsent(request.customer() + " " + request.id(), request);
            assertThat(first != null).isEqualTo(request.again());
            if (first != null) {
                assertThat(request.what()).isEqualTo(first.what());
                assertThat(request.at()).isEqualTo(first.at());
            }
        });
    }

    @Test
    void saleDaysStandOut() {
        int[] days = new int[366];
        Shop shop = Shop.of(SHOP);
        shop.stream()
                .filter(request -> request.what() instanceof Request.Ordered)
                .forEach(request -> days[(int) ((request.at() - shop.start()) / 86_400_000L)]++);

        assertThat(days[314]).as("11 November").isGreaterThan(2 * days[307]);
        assertThat(List.of(days[0], days[364])).allMatch(orders -> orders > 100);
    }

    @Test
    void knowsHowMuchOfTheYearIsDone() {
        Shop shop = Shop.of(SHOP.withMembers(10));

        assertThat(shop.done(shop.start())).isZero();
        assertThat(shop.done(shop.end())).isEqualTo(1);
        assertThat(shop.done(shop.start() + 31L * 86_400_000)).isCloseTo(SHOP.months().getFirst(), within(1e-9));
    }
}
