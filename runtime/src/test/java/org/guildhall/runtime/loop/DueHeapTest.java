package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class DueHeapTest {
    /** In one go or in many: everything is looked at once, whatever is taken out meanwhile. */
    @Test
    void sweepsALittleAtATime() {
        Random random = new Random(11);
        DueHeap heap = new DueHeap();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long moment = random.nextInt(100_000);
            heap.add(moment, new CachedEntity(ToyMachine.name(moment)));
            expected.add(moment);
        }
        expected.sort(null);
        int turns = 0;
        for (boolean more = true; more; turns++) {
            more = heap.sweep(30, (moment, entity) -> {
                boolean stays = moment % 4 == 0;
                if (!stays) {
                    assertThat(expected.remove(moment)).isTrue();
                }
                return stays;
            });
            assertThat(heap.size()).isEqualTo(expected.size());
            assertThat(heap.earliest()).isEqualTo(expected.removeFirst());
            assertThat(heap.poll()).isNotNull();
        }
        assertThat(turns).isGreaterThan(100);
        assertThat(expected).isNotEmpty().allMatch(moment -> moment % 4 == 0);
        while (heap.size() > 0) {
            assertThat(heap.earliest()).isEqualTo(expected.removeFirst());
            heap.poll();
        }
        assertThat(expected).isEmpty();
    }

    @Test
    void givesMomentsInOrderWhateverTheOrderOfAdding() {
        Random random = new Random(5);
        DueHeap heap = new DueHeap();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long moment = random.nextInt(300);
            heap.add(moment, new CachedEntity(ToyMachine.name(moment)));
            expected.add(moment);
        }
        assertThat(heap.sweep(Integer.MAX_VALUE, (moment, entity) -> moment % 3 != 0)).isFalse();
        expected.removeIf(moment -> moment % 3 == 0);
        expected.sort(null);
        List<Long> found = new ArrayList<>();
        while (heap.size() > 0) {
            long earliest = heap.earliest();
            CachedEntity entity = heap.poll();
            assertThat(entity).isNotNull().extracting(one -> one.key).isEqualTo(earliest);
            found.add(earliest);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(heap.poll()).isNull();
        assertThat(heap.earliest()).isEqualTo(Long.MAX_VALUE);
    }
}
