package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.JournalRecordCodec;

/**
 * Which of a shard's gathered records are whose: from an entity's latest back to its first. One thread.
 */
final class EntityChains {
    private final Gathered gathered;
    private final int shard;
    /** By the entity's hash: its latest record's number and 1, below 0 once done; 0 where there is no entity. */
    private final int[] latest;
    /** Of each record, the number of the one before it of the same entity; below 0 where there is none. */
    private final int[] before;

    EntityChains(Gathered gathered, int shard) {
        this.gathered = gathered;
        this.shard = shard;
        int count = gathered.count(shard);
        latest = new int[Integer.highestOneBit(2 * count + 1) * 2];
        before = new int[count];
        for (int i = 0; i < count; i++) {
            if (gathered.read(shard, i, JournalRecordCodec::isEntry)) {
                int slot = slot(entity(i));
                before[i] = latest[slot] - 1;
                latest[slot] = i + 1;
            }
        }
    }

    private EntityName entity(int number) {
        return gathered.read(shard, number, JournalRecordCodec::entity);
    }

    /** Where the entity is, or where it would be put. */
    private int slot(EntityName name) {
        int mask = latest.length - 1;
        int slot = name.hashCode() & mask;
        while (latest[slot] != 0 && !name.equals(entity(Math.abs(latest[slot]) - 1))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The numbers of an entity's records, in their order; none where there are none, or they are done. */
    int[] of(EntityName name) {
        int last = latest[slot(name)] - 1;
        int count = 0;
        for (int number = last; number >= 0; number = before[number]) {
            count++;
        }
        int[] numbers = new int[count];
        for (int number = last; number >= 0; number = before[number]) {
            numbers[--count] = number;
        }
        return numbers;
    }

    /** Forgets the records of an entity that has some. */
    void done(EntityName name) {
        int slot = slot(name);
        latest[slot] = -latest[slot];
    }

    /** The entities whose records are not done, in order. */
    List<EntityName> names() {
        List<EntityName> names = new ArrayList<>();
        for (int last : latest) {
            if (last > 0) {
                names.add(entity(last - 1));
            }
        }
        names.sort(null);
        return names;
    }
}
