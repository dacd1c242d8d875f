package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.junit.jupiter.api.Test;

class DueHeapTest {
    /** In one go or in many: everything is looked at once, whatever is taken out meanwhile. */
    @Test
    void sweepsALittleAtATime() {
        DueHeap heap = new DueHeap();
        List<Long> expected = filled(heap, 5_000, 100_000);
        expected.sort(null);
        int turns = 0;
        for (boolean more = true; more; more = heap.sweeping()) {
            turns++;
            heap.sweep(30, (moment, name) -> {
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
        DueHeap heap = new DueHeap();
        List<Long> expected = filled(heap, 1000, 300);
        heap.sweep(Integer.MAX_VALUE, (moment, name) -> {
            assertThat(name).isEqualTo(name(moment));
            return moment % 3 != 0;
        });
        assertThat(heap.sweeping()).isFalse();
        expected.removeIf(moment -> moment % 3 == 0);
        expected.sort(null);
        List<Long> found = new ArrayList<>();
        while (heap.size() > 0) {
            long earliest = heap.earliest();
            assertThat(heap.poll()).isEqualTo(name(earliest));
            found.add(earliest);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(heap.poll()).isNull();
        assertThat(heap.earliest()).isEqualTo(Long.MAX_VALUE);
    }

    /** Of programmes, kinds and keys that fill their numbers. */
    private static EntityName name(long moment) {
        EntityKind[] kinds = EntityKind.values();
        return new EntityName((int) (moment * 0x9E3779B9L), kinds[(int) moment % kinds.length],
                moment * 0x9E3779B97F4A7C15L);
    }

    /** Adds so many, each with a moment before {@code end} by which its entity is named; gives the moments. */
    private static List<Long> filled(DueHeap heap, int count, int end) {
        Random random = new Random(5);
        List<Long> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long moment = random.nextInt(end);
            heap.add(moment, name(moment));
            moments.add(moment);
        }
        return moments;
    }
}
