package org.guildhall.testkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.core.language.Problem;
import org.junit.jupiter.api.Test;

class CalibrationReaderTest {
    private static final String RIGHT = Examples.text(Examples.WILLOW_LANE, "calibration.yaml");

    @Test
    void readsTheExample() {
        Calibration shop = Examples.calibration(Examples.WILLOW_LANE);

        assertThat(shop.members().count()).isEqualTo(20_000);
        assertThat(shop.members().basket()).isEqualTo(9200);
        assertThat(shop.returns().orders()).isEqualTo(0.052);
        assertThat(shop.returns().after()).isEqualTo(5 * 86_400_000L);
        assertThat(shop.categories()).hasSize(6);
        assertThat(shop.peaks().get(3).name()).isEqualTo("singles-day");
    }

    @Test
    void saysEverythingThatIsWrongAndWhere() {
        assertThat(mistakes("seed: 2025", "sead: 2025")).containsExactly(
                "calibration.yaml:4:1: found a calibration without seed, expected the key seed",
                "calibration.yaml:6:1: found key \"sead\", expected a key of a calibration: " + KEYS
                        + ", did you mean seed");
        assertThat(mistakes("top-tenth: 43 %", "top-tenth: 0.43"))
                .containsExactly("calibration.yaml:15:14: found \"0.43\", expected a share, such as 5.2 %");
        assertThat(mistakes("[9.6 %,", "[10.6 %,")).containsExactly("calibration.yaml:29:9: found shares that add up to"
                + " 101 %, expected shares that add up to 100 %");
        assertThat(mistakes("[0.92, 0.88,", "[0.88,"))
                .containsExactly("calibration.yaml:30:11: found a list of 6, expected a list of 7");
        assertThat(mistakes("basket: 45.00", "basket: 12.00")).hasSize(1)
                .first()
                .asString()
                .contains("found a basket of 12.00, expected at least ", "the mean line by pieces and prices");
        assertThat(mistakes("after: 5 days", "after: five days")).containsExactly("calibration.yaml:56:47:"
                + " found \"five days\", expected a length of time, such as 20 hours or 5 days");
    }

    @Test
    void readsWhatOtherMerchantsHaveMore() {
        Calibration hotels = Examples.calibration("shoreside");

        assertThat(hotels.oneCategory()).isTrue();
        assertThat(hotels.channels()).extracting(Calibration.Channel::name).containsExactly("app", "desk", "agency");
        assertThat(hotels.categories().getFirst().kind()).isEqualTo("stay");
        assertThat(hotels.categories().getFirst().details()).containsExactly(new Calibration.Detail.Words("room",
                List.of("standard", "deluxe", "suite"), List.of(0.66, 0.28, 0.06)));
        assertThat(hotels.points().idle()).isEqualTo(270 * 86_400_000L);
        assertThat(Examples.calibration("cloudbridge").visits()).containsExactly(
                new Calibration.Visit("parking", 0.38, List.of(new Calibration.Detail.Amounts("hours", 2.6, 0.5))));
    }

    @Test
    void saysWhatIsWrongInWhatMayBeLeftOut() {
        assertThat(mistakes("pieces: 1.3 ", "baskets: big\npieces: 1.3 ")).hasSize(1)
                .first()
                .asString()
                .endsWith("found \"big\", expected mixed or of one category");
        assertThat(mistakes("pieces: 1.3 ", "visits: {tasting: {orders: 5 %, fields: {kind: {tea: 50 %, oil: 40 %}}}}\n"
                + "pieces: 1.3 ")).hasSize(1)
                .first()
                .asString()
                .endsWith("found shares that add up to 90 %, expected shares that add up to 100 %");
    }

    private static final String KEYS = "money, categories, pieces, members, hours, year, shop, seed, zone, guests,"
            + " strangers, months, weekdays, peaks, channels, handed-over, delivery, returns, cancelled, sent-twice,"
            + " late, areas, shared-device, for-others, resellers, plans, baskets, visits, points";

    private static List<String> mistakes(String right, String wrong) {
        assertThat(RIGHT).contains(right);
        return switch (CalibrationReader.read("calibration.yaml", RIGHT.replace(right, wrong))) {
            case CalibrationReader.Result.Read read -> List.of();
            case CalibrationReader.Result.Mistaken mistaken ->
                    mistaken.problems().stream().map(Problem::toString).toList();
        };
    }
}
