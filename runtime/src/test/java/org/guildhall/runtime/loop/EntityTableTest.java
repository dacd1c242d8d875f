package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    void anotherThreadAlwaysFindsWhatStays() throws Exception {
        EntityTable table = new EntityTable();
        Heads heads = new Heads();
        List<CachedEntity> stay = new ArrayList<>();
        AtomicInteger there = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong looked = new AtomicLong();
        for (int key = 0; key < 100; key++) {
            CachedEntity stays = new CachedEntity(ToyMachine.name(key * 1_000L));
            stays.dirty = true;
            stay.add(stays);
        }
        FutureTask<String> reader = new FutureTask<>(() -> {
            Random random = new Random(7);
            while (!over.get()) {
                looked.incrementAndGet();
                int one = random.nextInt(1 + there.get());
                if (one < there.get() && table.find(stay.get(one).name()) != stay.get(one)) {
                    return stay.get(one).name() + " was not found";
                }
                if (table.find(ToyMachine.name(-1)) != null) {
                    return "what is not there was found";
                }
            }
            return "";
        });
        new Thread(reader).start();
        for (long key = 0; !reader.isDone() && (key < 200_000 || looked.get() < 1_000); key++) {
            if (key % 1_000 == 0 && there.get() < stay.size()) {
                table.insert(stay.get(there.get()));
                there.incrementAndGet();
            } else {
                table.insert(new CachedEntity(ToyMachine.name(key)));
            }
            if (table.size() > 1_000) {
                table.sweep(5_000, heads);
            }
        }
        over.set(true);
        assertThat(reader.get(10, TimeUnit.SECONDS)).isEmpty();
    }
}
