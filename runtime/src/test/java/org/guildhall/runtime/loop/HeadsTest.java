package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class HeadsTest {
    private static final int LONGEST = 3 * Heads.CHUNK_BYTES;

    @Test
    void givesBackWhatWasPutLastWhateverCameAndWent() {
        Random random = new Random(7);
        Heads heads = new Heads();
        List<CachedEntity> entities = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            int at = random.nextInt(400);
            if (at >= entities.size()) {
                entities.add(new CachedEntity(ToyMachine.name(i)));
                expected.add(new byte[0]);
                at = entities.size() - 1;
            } else if (random.nextInt(4) == 0) {
                heads.remove(entities.get(at));
                assertThat(heads.read(entities.get(at))).isNull();
                assertThat(entities.get(at).evicted).isTrue();
                entities.set(at, new CachedEntity(ToyMachine.name(i)));
            }
            byte[] head = new byte[length(random)];
            random.nextBytes(head);
            heads.put(entities.get(at), head);
            expected.set(at, head);
            int probe = random.nextInt(entities.size());
            assertThat(heads.read(entities.get(probe))).isEqualTo(expected.get(probe));
        }
    }

    /** Mostly short, some at the edges of slots, a few larger than any slot. */
    private static int length(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(LONGEST);
            case 1 -> 16 * random.nextInt(300);
            default -> random.nextInt(900);
        };
    }

    @Test
    void givesMemoryBackThatNoHeadNeedsAnyMore() {
        Heads heads = new Heads();
        List<CachedEntity> entities = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            entities.add(new CachedEntity(ToyMachine.name(i)));
            heads.put(entities.get(i), new byte[1_000]);
        }
        entities.forEach(heads::remove);
        assertThat(heads.spareBytes()).isBetween(1L, 12L << 20);
        heads.put(entities.getFirst(), filled((byte) 5, 1_000));
        assertThat(heads.read(entities.getFirst())).isEqualTo(filled((byte) 5, 1_000));
    }

    @Test
    void readersSeeOneHeadOrAnotherAndNeverAMixture() {
        Heads heads = new Heads();
        CachedEntity[] entities = new CachedEntity[4];
        for (int i = 0; i < entities.length; i++) {
            entities[i] = new CachedEntity(ToyMachine.name(i));
            heads.put(entities[i], filled((byte) 0, 100));
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        List<CompletableFuture<Long>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> readWhile(writing, heads, entities)));
        }
        Random random = new Random(3);
        for (int i = 0; i < 300_000; i++) {
            heads.put(entities[random.nextInt(entities.length)], filled((byte) i, 50 + random.nextInt(800)));
        }
        writing.set(false);
        for (CompletableFuture<Long> reader : readers) {
            assertThat(reader.join()).isPositive();
        }
    }

    /** A reader may hold an entity that is evicted, and whose slot another one gets, while it reads. */
    @Test
    void readersOfAnEvictedEntitySeeItsOwnHeadOrNone() {
        Heads heads = new Heads();
        AtomicReferenceArray<CachedEntity> entities = new AtomicReferenceArray<>(6);
        for (int i = 0; i < entities.length(); i++) {
            entities.set(i, put(heads, i, 100));
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        List<CompletableFuture<long[]>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> readEvictedWhile(writing, heads, entities),
                    Thread.ofPlatform()::start));
        }
        Random random = new Random(9);
        for (int i = 0; i < 300_000; i++) {
            int at = random.nextInt(entities.length());
            heads.remove(entities.get(at));
            entities.set(at, put(heads, i, 50 + random.nextInt(800)));
        }
        writing.set(false);
        for (CompletableFuture<long[]> reader : readers) {
            long[] seen = reader.join();
            assertThat(seen[0]).as("heads seen").isPositive();
            assertThat(seen[1]).as("heads of another entity").isZero();
        }
    }

    private static CachedEntity put(Heads heads, long key, int length) {
        CachedEntity entity = new CachedEntity(ToyMachine.name(key));
        heads.put(entity, filled((byte) key, length));
        return entity;
    }

    /** How many heads were seen, and how many of them were wrong: not all of the entity's bytes, or none of one still there. */
    private static long[] readEvictedWhile(
            AtomicBoolean writing, Heads heads, AtomicReferenceArray<CachedEntity> entities) {
        long[] seen = new long[2];
        do {
            for (int i = 0; i < entities.length(); i++) {
                CachedEntity entity = entities.get(i);
                byte[] head = heads.read(entity);
                boolean right = head == null ? entity.evicted : isFilled(head, (byte) entity.key);
                seen[0] += head == null ? 0 : 1;
                seen[1] += right ? 0 : 1;
            }
        } while (writing.get());
        return seen;
    }

    private static boolean isFilled(byte[] head, byte value) {
        for (byte one : head) {
            if (one != value) {
                return false;
            }
        }
        return head.length > 0;
    }

    private static byte[] filled(byte value, int length) {
        byte[] head = new byte[length];
        Arrays.fill(head, value);
        return head;
    }

    private static long readWhile(AtomicBoolean writing, Heads heads, CachedEntity[] entities) {
        long reads = 0;
        do {
            for (CachedEntity entity : entities) {
                byte[] head = heads.read(entity);
                assertThat(head).isNotNull();
                if (head != null) {
                    assertThat(head).containsOnly(head[0]);
                }
                reads++;
            }
        } while (writing.get());
        return reads;
    }
}
