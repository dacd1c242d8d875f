package org.guildhall.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.guildhall.server.figures.Report;
import org.guildhall.testkit.generator.Calibration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is public of the populations of the bundled programmes comes back from the engine's totals. */
class CalibratedProgrammesTest {
    private static final Percentage TWO_PERCENT = Percentage.withPercentage(2);
    private static final Path PROGRAMMES = Path.of("..", "programmes");

    @Test
    void prime() throws Exception {
        ProgrammeYear year = run("prime");
        Report.OfPlan annual = year.plan("annual");
        Report.OfKind orders = year.kind("order");

        close(annual.trials().share(), 0.75, "trials that convert");
        close(annual.first().share(), 0.91, "first renewals");
        close(annual.later().share(), 0.93, "renewals in the long run");
        assertThat(annual.later().share()).isGreaterThan(new BigDecimal("0.90"));
        assertThat(orders.shareOfCount()).as("over half of all transactions").isGreaterThan(new BigDecimal("0.5"));
        close(orders.amount(), 140_000, "spent a year");
        close(orders.multiple(), 2.3, "times a non-member");
        close(worth(annual, "list-value").ratio(), 1000.0 / 139, "list value by fee");
        close(worth(annual, "perceived-value").ratio(), 8, "perceived value by fee");
        close(reach(year, "adults"), 0.674, "penetration by one source");
        close(reach(year, "adults-otherwise"), 0.75, "penetration by another");
    }

    @Test
    void eightyEightVip() throws Exception {
        ProgrammeYear year = run("88vip");
        Report.OfKind orders = year.kind("order");

        close(reach(year, "actives"), 50.0 / 900, "of all who are active in a year");
        close(orders.multiple(), 7, "times a non-member: 6 to 8");
        close(year.kind("visit").inThirtyDays(), 27, "visits in 30 days");
        assertThat(orders.parts()).as("brands")
                .hasSize(6)
                .allSatisfy(brand -> assertThat(
                        brand.figures().shareOfAmount()).as("over half of the revenue of " + brand.word())
                        .isGreaterThan(new BigDecimal("0.5")));
        assertThat(year.plan("all-in-one").fee()).as("all are above the gate").isEqualTo(8800);
        assertThat(worth(year.plan("all-in-one"), "list-value").ratio()).as("list value above 2,000 by 88")
                .isGreaterThanOrEqualTo(new BigDecimal("22.7"));
    }

    @Test
    void jdPlus() throws Exception {
        ProgrammeYear year = run("jd-plus");

        close(year.kind("order").multiple(), 8.4, "times a non-member");
        close(year.plan("plus").first().share(), 0.75, "first renewals");
        assertThat(year.plan("plus").fee()).isEqualTo(14_900);
    }

    @Test
    void netflixPlans() throws Exception {
        ProgrammeYear year = run("netflix-plans");

        close(BigDecimal.valueOf(year.had("with-ads")), 70_000_000, "a month on the plan with advertisements");
        for (Calibration.OfPlan plan : year.calibration().plans().plans()) {
            close(BigDecimal.valueOf(year.had(plan.plan())),
                    plan.have() * (double) year.calibration().plans().standsFor(), plan.plan());
            close(year.plan(plan.plan()).later().share(), plan.renewsLater(), "renewals of " + plan.plan());
            assertThat(year.plan(plan.plan()).fee()).isEqualTo(plan.price());
        }
    }

    private static ProgrammeYear run(String programme) throws Exception {
        ProgrammeYear year = ProgrammeYear.run(PROGRAMMES.resolve(programme));
        assertThat(year.refused()).as("what the year sends is taken").isEmpty();
        return year;
    }

    private static Report.Worth worth(Report.OfPlan plan, String measures) {
        return plan.worths()
                .stream()
                .filter(one -> one.series().measures().word().equals(measures))
                .findFirst()
                .orElseThrow();
    }

    /** The share of a market, each of the year's people standing for many. */
    private static BigDecimal reach(ProgrammeYear year, String series) {
        Report.Reach reach = year.report()
                .markets()
                .stream()
                .filter(one -> one.series().name().equals(series))
                .findFirst()
                .orElseThrow();
        double mean = year.calibration().plans().plans().stream().mapToDouble(plan -> year.had(plan.plan())).sum();
        return BigDecimal.valueOf(mean / reach.value().amount());
    }

    private static void close(@Nullable BigDecimal found, double expected, String what) {
        assertThat(Objects.requireNonNull(found, what).doubleValue()).as(what).isCloseTo(expected, TWO_PERCENT);
    }
}
