package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.guildhall.runtime.ProfileStore;

/** Profiles that are gone with the test. */
final class MemoryProfiles implements ProfileStore {
    private record Name(int programme, String reference) {}

    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);

    private final Map<Name, Long> keys = new HashMap<>();
    private final Random random = new Random(1);

    @Override
    public synchronized long[] keysOf(int programme, List<String> references) {
        return references.stream()
                .mapToLong(one -> keys.computeIfAbsent(new Name(programme, one), name -> random.nextLong() | 1))
                .toArray();
    }

    @Override
    public synchronized OptionalLong find(int programme, String reference) {
        Long key = keys.get(new Name(programme, reference));
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    @Override
    public synchronized long link(int programme, long key, String reference) {
        Long before = keys.putIfAbsent(new Name(programme, reference), key);
        return before == null ? key : before;
    }

    @Override
    public synchronized List<String> references(int programme, long key) {
        List<String> references = new ArrayList<>();
        keys.forEach((name, named) -> {
            if (name.programme == programme && named == key) {
                references.add(name.reference);
            }
        });
        references.sort(null);
        return references;
    }

    @Override
    public synchronized List<Named> search(int programme, String prefix, String after, int limit) {
        return keys.entrySet()
                .stream()
                .filter(entry -> entry.getKey().programme == programme)
                .map(entry -> new Named(entry.getKey().reference, entry.getValue()))
                .filter(named -> named.reference().startsWith(prefix))
                .filter(named -> BY_BYTES.compare(named.reference(), after) > 0)
                .sorted(Comparator.comparing(Named::reference, BY_BYTES))
                .limit(limit)
                .toList();
    }

    @Override
    public void forEach(MemberVisitor visitor) {
        Map<Long, String> smallest = new TreeMap<>(Long::compareUnsigned);
        Map<Long, Integer> programmes = new TreeMap<>();
        synchronized (this) {
            keys.forEach((name, key) -> {
                smallest.merge(key, name.reference, (one, other) -> one.compareTo(other) < 0 ? one : other);
                programmes.put(key, name.programme);
            });
        }
        for (Map.Entry<Long, String> member : smallest.entrySet()) {
            if (!visitor.member(programmes.getOrDefault(member.getKey(), 0), member.getKey(), member.getValue())) {
                return;
            }
        }
    }

    @Override
    public void close() {}
}
