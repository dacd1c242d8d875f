package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private static final int MIB = 1 << 20;

    private final Gathered gathered = new Gathered();

    private record Kept(long position, ByteBuffer bytes) {}

    private List<Kept> of(int shard) {
        List<Kept> all = new ArrayList<>();
        for (int i = 0; i < gathered.count(shard); i++) {
            ByteBuffer bytes = gathered.read(shard, i,
                    (in, offset, length) -> ByteBuffer.wrap(Arrays.copyOfRange(in, offset, offset + length)));
            all.add(new Kept(gathered.position(shard, i), bytes));
        }
        return all;
    }

    private void add(int shard, Kept kept) {
        int length = kept.bytes.remaining();
        byte[] among = new byte[length + 7];
        kept.bytes.get(0, among, 3, length);
        gathered.add(shard, kept.position, among, 3, length);
    }

    private static Kept kept(long position, int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Kept(position, ByteBuffer.wrap(bytes));
    }

    @Test
    void givesEachShardItsRecordsInOrderAlsoAfterItWasCleared() {
        Random random = new Random(3);
        for (int round = 0; round < 3; round++) {
            List<List<Kept>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            long bytes = 0;
            for (int i = 0; i < 300; i++) {
                int shard = random.nextInt(3);
                int length = switch (random.nextInt(20)) {
                    case 0 -> 5 * MIB + i; // more than a piece
                    case 1 -> 3 * MIB + i;
                    default -> random.nextInt(2_000);
                };
                Kept kept = kept((long) i << 40, length, random);
                add(shard * 500, kept);
                expected.get(shard).add(kept);
                bytes += length;
            }
            assertThat(gathered.bytes()).isGreaterThanOrEqualTo(bytes);
            for (int shard = 0; shard < 3; shard++) {
                List<Kept> found = of(shard * 500);
                assertThat(gathered.count(shard * 500)).isEqualTo(expected.get(shard).size());
                assertThat(found.equals(expected.get(shard))).isTrue(); // as text it would be megabytes
            }
            gathered.clear();
            assertThat(gathered.bytes()).isZero();
            assertThat(gathered.count(500)).isZero();
            assertThat(of(500)).isEmpty();
        }
    }
}
