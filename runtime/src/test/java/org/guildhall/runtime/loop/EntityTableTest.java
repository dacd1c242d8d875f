package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class EntityTableTest {
    @Test
    void findsWhatIsInItAndNothingElseWhateverCameAndWent() {
        Random random = new Random(11);
        EntityTable table = new EntityTable();
        Heads heads = new Heads();
        Map<Long, CachedEntity> model = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextInt(2000);
            if (!model.containsKey(key)) {
                CachedEntity entity = new CachedEntity(ToyMachine.name(key));
                entity.dirty = random.nextInt(4) == 0;
                table.insert(entity);
                model.put(key, entity);
            } else if (random.nextInt(3) == 0) {
                table.sweep(random.nextInt(100), heads);
                model.values().removeIf(entity -> entity.evicted);
            }
            assertThat(table.size()).isEqualTo(model.size());
            long probe = random.nextInt(2000);
            assertThat(table.find(ToyMachine.name(probe))).isSameAs(model.get(probe));
        }
        assertThat(model.values()).anyMatch(entity -> entity.dirty);
    }
}
