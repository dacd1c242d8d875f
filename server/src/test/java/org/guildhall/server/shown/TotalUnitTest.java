package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which totals are money or points, and which are counted one by one. */
class TotalUnitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"plan.all-in-one.fees", "plan.all-in-one.income", "benefit.video.worth", "payer.platform.cost",
                "benefit.return-freight.used", "activity.order.subscribers-amount", "activity.order/brand/jade.amount",
                "coupon.off-50.cost", "budget.sale/all/money/brand per lifetime.taken"})
    void moneyHasTheDigitsOfItsMinorUnit(String total) throws IOException {
        assertThat(TotalUnit.digits(terms("88vip", "2025-02-18"), total)).isEqualTo(OptionalInt.of(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"members", "subscribers", "plan.all-in-one.terms", "plan.all-in-one.trial", "benefit.video.used",
                "activity.order.count", "tier.membership/gold", "stock.codes.left", "coupon.off-50.live",
                "budget.sale/off-50/coupons per lifetime.taken"})
    void whatIsCountedOneByOneHasNone(String total) throws IOException {
        assertThat(TotalUnit.digits(terms("88vip", "2025-02-18"), total)).isEmpty();
    }

    @Test
    void pointsHaveThoseOfTheirScale() throws IOException {
        assertThat(TotalUnit.digits(terms("jd-plus", "2025-02-01"), "exchange-points.available"))
                .isEqualTo(OptionalInt.of(0));
    }

    private static Terms terms(String programme, String date) throws IOException {
        Path file = Path.of("..", "programmes", programme, "terms", date + ".yaml");
        return ((TermsReader.Result.Read) TermsReader.read(file.toString(), Files.readString(file), null)).terms();
    }
}
