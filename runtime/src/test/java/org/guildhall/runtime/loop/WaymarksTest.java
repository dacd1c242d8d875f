package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.junit.jupiter.api.Test;

class WaymarksTest {
    private static final EntityName ANN = new EntityName(1, EntityKind.MEMBER, 1);
    private static final EntityName BOB = new EntityName(1, EntityKind.MEMBER, 2);

    private final Waymarks waymarks = new Waymarks();

    private void walk(EntityName name, long from, long downTo) {
        for (long version = from; version >= downTo; version--) {
            waymarks.passed(name, version, 10_000 + version);
        }
    }

    @Test
    void theNearestFromAVersionUpIsFound() {
        walk(ANN, 1000, 1);
        assertThat(waymarks.nearest(ANN, 128, 1000)).isEqualTo(10_128);
        assertThat(waymarks.nearest(ANN, 129, 1000)).isEqualTo(10_192);
        assertThat(waymarks.nearest(ANN, 1, 1000)).isEqualTo(10_064);
        assertThat(waymarks.nearest(BOB, 1, 1000)).isNull();
    }

    @Test
    void whereNobodyPassedTheNextAboveIsFoundAndNoneBeyondTheEnd() {
        walk(ANN, 1000, 400);
        assertThat(waymarks.nearest(ANN, 100, 1000)).isEqualTo(10_448);
        assertThat(waymarks.nearest(ANN, 100, 448)).isNull();
    }

    @Test
    void thoseUsedLeastAreForgotten() {
        walk(ANN, 640, 1);
        for (long programme = 2; programme < 70_000; programme++) {
            waymarks.passed(new EntityName((int) programme, EntityKind.MEMBER, 1), Waymarks.SPACING, programme);
            assertThat(waymarks.nearest(ANN, 640, 641)).isEqualTo(10_640);
        }
        assertThat(waymarks.nearest(ANN, 1, 600)).isNull();
    }
}
