package org.guildhall.runtime.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Due;
import org.guildhall.runtime.EntityStore.Stored;
import org.guildhall.runtime.EntityStore.StoredShard;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;

/** The tables of a {@link MemoryEntityStore}, which guards them. */
final class MemoryTables {
    final Map<EntityName, Stored> entities = new HashMap<>();
    final Map<PageName, byte[]> pages = new HashMap<>();
    final TreeSet<Due> dues = new TreeSet<>();
    final Map<Integer, StoredShard> shards = new HashMap<>();
    final Map<Integer, Progress> progress = new HashMap<>();
    final List<byte[]> terms = new ArrayList<>();

    record PageName(EntityName entity, long number) {}

    MemoryTables copy() {
        MemoryTables copy = new MemoryTables();
        copy.entities.putAll(entities);
        copy.pages.putAll(pages);
        copy.dues.addAll(dues);
        copy.shards.putAll(shards);
        copy.progress.putAll(progress);
        copy.terms.addAll(terms);
        return copy;
    }

    void layOut(int partitions, long received) {
        progress.clear();
        for (int i = 0; i < partitions; i++) {
            progress.put(i, new Progress(0, received));
        }
    }

    void apply(ShardWrite write) {
        for (ShardWrite.EntityWrite entity : write.entities()) {
            apply(entity);
        }
        StoredShard before = shards.put(write.shard(), new StoredShard(write.state(), write.position()));
        if (before != null && before.position() > write.position()) {
            throw new DamageException("expected shard " + write.shard() + " to go on from position "
                    + before.position() + ", but found " + write.position());
        }
        progress.put(write.partition(), write.progress());
    }

    private void apply(ShardWrite.EntityWrite write) {
        Stored before = entities.put(
                write.name(), new Stored(write.head(), write.version(), write.position(), write.nextDue()));
        if (before != null && before.version() >= write.version()) {
            throw new DamageException("expected " + write.name() + " above version " + before.version()
                    + ", but found " + write.version());
        }
        long due = before == null ? Long.MAX_VALUE : before.nextDue();
        if (due != write.storedDue()) {
            throw new DamageException("expected the stored due moment " + due + " of " + write.name()
                    + ", but found " + write.storedDue());
        }
        if (due != Long.MAX_VALUE) {
            dues.remove(new Due(due, write.name()));
        }
        if (write.nextDue() != Long.MAX_VALUE) {
            dues.add(new Due(write.nextDue(), write.name()));
        }
        for (Change.Page page : write.pages()) {
            PageName name = new PageName(write.name(), page.number());
            if (page.bytes() == null) {
                pages.remove(name);
            } else {
                pages.put(name, page.bytes());
            }
        }
    }
}
