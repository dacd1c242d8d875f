package org.guildhall.runtime.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;

/** Profiles that are gone with the process; no file has any of them. */
public final class MemoryProfiles implements ProfileStore {
    private static final Comparator<String> BY_BYTES =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    private static final Comparator<EntityName> UNSIGNED =
            Comparator.comparing(EntityName::programme, Integer::compareUnsigned)
                    .thenComparing(EntityName::key, Long::compareUnsigned);

    private record Reference(int programme, String text) {}

    /** What is known of one member. */
    private static final class Profile {
        final long since;
        final List<String> references = new ArrayList<>();
        Map<String, String> contacts = Map.of();

        Profile(long since) {
            this.since = since;
        }
    }

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<Reference, Long> keys = new HashMap<>();
    private final Map<EntityName, Profile> members = new TreeMap<>(UNSIGNED);
    private final Set<EntityName> begun = new HashSet<>();
    private final Set<EntityName> erased = new HashSet<>();

    public MemoryProfiles(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized long[] keysOf(int programme, List<String> references) {
        return references.stream()
                .mapToLong(one -> find(programme, one).orElseGet(() -> make(programme, one)))
                .toArray();
    }

    private long make(int programme, String reference) {
        EntityName name;
        do {
            name = name(programme, random.nextLong());
        } while (name.key() == 0 || members.containsKey(name) || erased.contains(name));
        members.put(name, new Profile(clock.millis()));
        return link(programme, name.key(), reference);
    }

    @Override
    public synchronized OptionalLong find(int programme, String reference) {
        Long key = keys.get(new Reference(programme, reference));
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    @Override
    public synchronized List<Named> search(int programme, String prefix, String after, int limit) {
        return keys.entrySet()
                .stream()
                .filter(entry -> entry.getKey().programme == programme && entry.getKey().text.startsWith(prefix))
                .map(entry -> new Named(entry.getKey().text, entry.getValue()))
                .filter(named -> BY_BYTES.compare(named.reference(), after) > 0)
                .sorted(Comparator.comparing(Named::reference, BY_BYTES))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long link(int programme, long key, String reference) {
        Profile profile = members.get(name(programme, key));
        if (profile == null) {
            throw new IllegalArgumentException(
                    "expected a key that this store gave, but found " + Long.toHexString(key));
        }
        Long before = keys.putIfAbsent(new Reference(programme, reference), key);
        if (before == null) {
            profile.references.add(reference);
        }
        return before == null ? key : before;
    }

    @Override
    public synchronized List<String> references(int programme, long key) {
        Profile profile = members.get(name(programme, key));
        return profile == null ? List.of() : profile.references.stream().sorted(BY_BYTES).toList();
    }

    @Override
    public synchronized long knownSince(int programme, long key) {
        Profile profile = members.get(name(programme, key));
        return profile == null ? Long.MIN_VALUE : profile.since;
    }

    @Override
    public void forEach(MemberVisitor visitor) {
        Map<EntityName, String> smallest = new TreeMap<>(UNSIGNED);
        synchronized (this) {
            members.forEach(
                    (name, profile) -> smallest.put(name, profile.references.stream().min(BY_BYTES).orElseThrow()));
        }
        for (Map.Entry<EntityName, String> one : smallest.entrySet()) {
            if (!visitor.member(one.getKey().programme(), one.getKey().key(), one.getValue())) {
                return;
            }
        }
    }

    @Override
    public synchronized Map<String, String> contacts(int programme, long key) {
        Profile profile = members.get(name(programme, key));
        return profile == null ? Map.of() : profile.contacts;
    }

    @Override
    public synchronized boolean describe(int programme, long key, Map<String, String> contacts) {
        Profile profile = members.get(name(programme, key));
        if (profile != null) {
            profile.contacts = Map.copyOf(contacts);
        }
        return profile != null;
    }

    @Override
    public synchronized void beginErasure(int programme, long key) {
        if (members.containsKey(name(programme, key))) {
            begun.add(name(programme, key));
        }
    }

    @Override
    public synchronized void withdrawErasure(int programme, long key) {
        begun.remove(name(programme, key));
    }

    @Override
    public synchronized void erase(int programme, long key) {
        EntityName name = name(programme, key);
        Profile profile = members.remove(name);
        if (profile != null) {
            profile.references.forEach(reference -> keys.remove(new Reference(programme, reference)));
            erased.add(name);
        }
        begun.remove(name);
    }

    @Override
    public synchronized boolean isErased(int programme, long key) {
        return erased.contains(name(programme, key));
    }

    @Override
    public synchronized List<EntityName> begunErasures() {
        return List.copyOf(begun);
    }

    private static EntityName name(int programme, long key) {
        return new EntityName(programme, EntityKind.MEMBER, key);
    }

    @Override
    public void close() {}
}
