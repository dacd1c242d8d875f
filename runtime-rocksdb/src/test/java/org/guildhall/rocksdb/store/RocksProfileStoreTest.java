package org.guildhall.rocksdb.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.CanonicalNames;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocksProfileStoreTest {
    private static final int SHOP = 7;
    private static final int CLUB = -7;

    @TempDir Path folder;

    @Test
    void aReferenceKeepsItsKey() {
        List<String> references = IntStream.range(0, 5000).mapToObj(i -> "customer:" + i).toList();
        long[] keys;
        try (ProfileStore profiles = open("a", 1 << 14)) {
            keys = profiles.keysOf(SHOP, references);
            assertThat(profiles.keysOf(SHOP, references)).isEqualTo(keys);
            assertThat(keys).doesNotHaveDuplicates().doesNotContain(0);
            assertThat(profiles.find(CLUB, "customer:1")).as("another programme").isEmpty();
        }
        try (ProfileStore profiles = open("a", 1 << 20)) {
            for (int i = 0; i < keys.length; i++) {
                assertThat(profiles.find(SHOP, references.get(i))).hasValue(keys[i]);
            }
            assertThat(profiles.keysOf(SHOP, references)).isEqualTo(keys);
        }
    }

    @Test
    void oneReferenceTwiceInAListIsOneMember() {
        try (ProfileStore profiles = open("a", 1 << 14)) {
            long[] keys = profiles.keysOf(SHOP, List.of("a", "b", "a"));
            assertThat(keys[0]).isEqualTo(keys[2]).isNotEqualTo(keys[1]);
        }
    }

    @Test
    void severalReferencesNameOneMemberAndNeverTwo() {
        String chinese = "手机:138";
        String longOne = "partner:" + "x".repeat(200);
        try (ProfileStore profiles = open("a", 1 << 14)) {
            long one = profiles.keyOf(SHOP, "phone:1");
            long other = profiles.keyOf(SHOP, "phone:2");
            assertThat(profiles.link(SHOP, one, chinese)).isEqualTo(one);
            assertThat(profiles.link(SHOP, one, longOne)).isEqualTo(one);
            assertThat(profiles.link(SHOP, other, chinese)).as("taken").isEqualTo(one);
            assertThat(profiles.keyOf(SHOP, chinese)).isEqualTo(one);
            assertThat(profiles.references(SHOP, one)).containsExactly(longOne, "phone:1", chinese);
            assertThat(profiles.references(SHOP, other)).containsExactly("phone:2");
            assertThat(profiles.references(CLUB, one)).isEmpty();
            assertThatThrownBy(() -> profiles.link(SHOP, 1, "new")).hasMessageContaining("expected a key");
            assertThatThrownBy(() -> profiles.keyOf(SHOP, "")).hasMessageContaining("expected a reference");
            assertThatThrownBy(() -> profiles.keyOf(SHOP, "x\uD800")).hasMessageContaining("expected a reference");
        }
    }

    @Test
    void givesEveryMemberOnceWithItsSmallestReference() {
        try (ProfileStore profiles = open("a", 1 << 14)) {
            for (int i = 0; i < 300; i++) {
                long key = profiles.keyOf(i % 2 == 0 ? SHOP : CLUB, "b:" + i);
                profiles.link(i % 2 == 0 ? SHOP : CLUB, key, "a:" + i);
                profiles.link(i % 2 == 0 ? SHOP : CLUB, key, "c:" + i);
            }
            List<EntityName> members = new ArrayList<>();
            Set<String> smallest = new HashSet<>();
            profiles.forEach((programme, key, reference) -> {
                members.add(new EntityName(programme, EntityKind.MEMBER, key));
                smallest.add(reference);
                return true;
            });
            assertThat(members).hasSize(300)
                    .isSortedAccordingTo(Comparator.comparing(EntityName::programme, Integer::compareUnsigned)
                            .thenComparing(EntityName::key, Long::compareUnsigned))
                    .doesNotHaveDuplicates();
            assertThat(smallest).hasSize(300).allMatch(reference -> reference.startsWith("a:"));
        }
    }

    @Test
    void canonicalNamesAreTheSameInEveryDirectory() {
        try (ProfileStore one = open("a", 1 << 14);
                ProfileStore other = open("b", 1 << 14)) {
            List<String> references = new ArrayList<>(IntStream.range(0, 3000).mapToObj(i -> "c:" + i).toList());
            long[] keys = one.keysOf(SHOP, references);
            CanonicalNames names = CanonicalNames.of(one);
            Collections.reverse(references);
            long[] otherKeys = other.keysOf(SHOP, references);
            CanonicalNames otherNames = CanonicalNames.of(other);
            for (int i = 0; i < keys.length; i++) {
                assertThat(names.of(new EntityName(SHOP, EntityKind.MEMBER, keys[i])))
                        .isEqualTo(otherNames.of(new EntityName(SHOP, EntityKind.MEMBER,
                                otherKeys[keys.length - 1 - i])));
            }
            long later = one.keysOf(SHOP, List.of("c:later"))[0];
            long otherLater = other.keysOf(SHOP, List.of("c:later"))[0];
            assertThat(names.of(new EntityName(SHOP, EntityKind.MEMBER, later))).isEqualTo(
                    CanonicalNames.of(other).of(new EntityName(SHOP, EntityKind.MEMBER, otherLater)));
            assertThatThrownBy(() -> names.of(new EntityName(CLUB, EntityKind.MEMBER, keys[0])))
                    .hasMessageContaining("expected an outside reference");
        }
    }

    @Test
    void threadsThatMeetTheSameReferenceGetTheSameKey() throws InterruptedException {
        try (ProfileStore profiles = open("a", 1 << 14)) {
            Set<String> seen = ConcurrentHashMap.newKeySet();
            List<Thread> threads = IntStream.range(0, 4).mapToObj(t -> Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 200; i++) {
                    seen.add(i + "=" + profiles.keyOf(SHOP, "customer:" + i));
                }
            })).toList();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(seen).hasSize(200);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 10, 1 << 17})
    void theCacheNeverTakesOneReferenceForAnother(long bytes) {
        ReferenceCache cache = new ReferenceCache(bytes);
        for (int i = 0; i < 10_000; i++) {
            cache.put(i % 3, ("customer:" + i).getBytes(UTF_8), i + 1);
            int old = i / 2;
            cache.find(old % 3, ("customer:" + old).getBytes(UTF_8))
                    .ifPresent(key -> assertThat(key).isEqualTo(old + 1));
            assertThat(cache.find(i % 3, ("customer:" + i).getBytes(UTF_8))).hasValue(i + 1);
        }
    }

    private ProfileStore open(String name, long cacheBytes) {
        return new RocksProfileStore(folder.resolve(name), new StoreOptions(8 << 20, 8 << 20), cacheBytes,
                new ProfileKey(folder.resolve(name + ".key")), Clock.SYSTEM);
    }
}
