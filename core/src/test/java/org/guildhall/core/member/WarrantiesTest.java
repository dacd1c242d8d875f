package org.guildhall.core.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.core.table.Tables;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;

/** What a member keeps of warranties. */
class WarrantiesTest {
    private static final int BENEFIT = 21;

    private final Warranties warranties = new Warranties(Tables.none().empty(Warranties.TABLE));

    private static Warranty warranty(String order, long until, long keptUntil) {
        return new Warranty(order, BENEFIT, "plus", 0, new Period(1, PeriodUnit.DAYS), 0, until, keptUntil, false, 0,
                List.of());
    }

    @Test
    void whatIsForgottenIsSweptAsOthersCome() {
        for (int i = 0; i < 20_000; i++) {
            warranties.put(warranty("o" + i, i + 100, i + 100), i);
        }

        assertThat(warranties.running(BENEFIT, 20_000)).hasSize(99);
        assertThat(warranties.table().size()).as("rows for 100 that are kept").isLessThan(1_000);
    }

    @Test
    void ofTwoOfOneOrderTheLongerStays() {
        Warranties other = new Warranties(Tables.none().empty(Warranties.TABLE));
        warranties.put(warranty("a", 50, 90), 0);
        warranties.put(warranty("b", 70, 90), 0);
        other.put(warranty("a", 60, 90), 0);
        other.put(warranty("b", 60, 90), 0);
        other.put(warranty("c", 5, 9), 0);

        warranties.absorb(other, 10);

        assertThat(warranties.running(BENEFIT, 10)).extracting(Warranty::order, Warranty::until)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("a", 60L),
                        org.assertj.core.groups.Tuple.tuple("b", 70L));
        assertThat(warranties.of("c", 0)).isEmpty();
    }
}
