package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

    /** While others come and go, and all places are given anew many times. */
    @Test
    void anotherThreadAlwaysFindsWhatStays() throws InterruptedException {
        EntityTable table = new EntityTable();
        CachedEntity stays = new CachedEntity(ToyMachine.name(0));
        stays.dirty = true;
        table.insert(stays);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong missed = new AtomicLong();
        AtomicLong looked = new AtomicLong();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                looked.incrementAndGet();
                if (table.find(ToyMachine.name(0)) != stays || table.find(ToyMachine.name(-1)) != null) {
                    missed.incrementAndGet();
                }
            }
        });
        reader.start();
        Heads heads = new Heads();
        for (long key = 1; key < 200_000 || looked.get() < 1_000; key++) {
            table.insert(new CachedEntity(ToyMachine.name(key)));
            if (table.size() > 1_000) {
                table.sweep(5_000, heads);
            }
        }
        over.set(true);
        reader.join();
        assertThat(missed).hasValue(0);
    }
}
