package org.guildhall.app.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashNumbersTest {
    private final HashNumbers numbers = new HashNumbers();

    @Test
    void keepsEveryNumberHoweverManyThereAreAndHoweverAlikeTheirHashes() {
        Map<Long, Long> expected = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            long key = i % 2 == 0 ? i * 4096L : random.nextLong();
            long number = 1 + random.nextLong(1L << 40);
            expected.put(key, number);
            numbers.put(key, number);
        }

        expected.forEach((key, number) -> assertThat(numbers.get(key)).isEqualTo(number));
        assertThat(numbers.get(4095)).isZero();
    }

    @Test
    void countsFromOne() {
        assertThat(numbers.count(0)).isEqualTo(1);
        assertThat(numbers.count(0)).isEqualTo(2);
        assertThat(numbers.count(-1)).isEqualTo(1);
    }
}
