package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class DueHeapTest {
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
        heap.retain((moment, entity) -> moment % 3 != 0);
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
