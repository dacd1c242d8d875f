package org.guildhall.core.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharesTest {
    /** Figures that others publish. */
    @Test
    void whatDoesNotDivideGoesToTheLargestRemainders() {
        assertThat(Shares.of(300, new long[]{123})).containsExactly(300);
        assertThat(Shares.of(300, new long[]{4000, 2000, 2000})).containsExactly(150, 75, 75);
        assertThat(Shares.of(299, new long[]{4300, 1400, 2300})).containsExactly(161, 52, 86);
        assertThat(Shares.of(299, new long[]{1000, 1000, 1000})).containsExactly(100, 100, 99);
    }

    @Test
    void whereNothingWeighsThereIsNothingToSplitBy() {
        assertThat(Shares.of(5, new long[]{0, 0})).containsExactly(0, 0);
        assertThat(Shares.of(5, new long[0])).isEmpty();
    }

    @Property
    void partsAddUpAndNoneIsOffByAsMuchAsOne(
            @ForAll @LongRange(min = 0, max = 10_000_000_000_000L) long total,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 10_000_000_000_000L) Long> all) {
        long[] weights = all.stream().mapToLong(Long::longValue).toArray();
        long whole = 0;
        for (long weight : weights) {
            whole += weight;
        }
        long[] parts = Shares.of(total, weights);
        long sum = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += parts[i];
            long down = whole == 0 ? 0 : Decimals.share(total, weights[i], whole, Rounding.DOWN);
            assertThat(parts[i]).isBetween(down, down + 1);
        }
        assertThat(sum).isEqualTo(whole == 0 ? 0 : total);
    }
}
