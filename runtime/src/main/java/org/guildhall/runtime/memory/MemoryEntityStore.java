package org.guildhall.runtime.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Due;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots on the heap, once as they are and once as they are durable. It also checks what it is given: versions grow and
 * the index of due moments stays exact. Any thread.
 */
public final class MemoryEntityStore implements EntityStore {
    private final MemoryTables durable;
    private final MemoryTables current;
    private final List<ShardWrite> unsynced = new ArrayList<>();
    private boolean open = true;

    MemoryEntityStore() {
        this(new MemoryTables());
    }

    private MemoryEntityStore(MemoryTables durable) {
        this.durable = durable;
        this.current = durable.copy();
    }

    synchronized MemoryEntityStore afterCrash(IntUnaryOperator survivors) {
        open = false;
        int kept = survivors.applyAsInt(unsynced.size());
        unsynced.subList(0, kept).forEach(durable::apply);
        return new MemoryEntityStore(durable);
    }

    synchronized void close() {
        open = false;
    }

    synchronized void layOut(int partitions, long received) {
        sync();
        durable.layOut(partitions, received);
        current.layOut(partitions, received);
    }

    @Override
    public synchronized @Nullable Stored load(EntityName name) {
        return current.entities.get(name);
    }

    @Override
    public synchronized byte @Nullable [] page(EntityName name, long page) {
        return current.pages.get(new MemoryTables.PageName(name, page));
    }

    @Override
    public synchronized @Nullable StoredShard shard(int shard) {
        return current.shards.get(shard);
    }

    @Override
    public synchronized Progress progress(int partition) {
        return current.progress.getOrDefault(partition, Progress.NONE);
    }

    @Override
    public synchronized void write(ShardWrite write) {
        if (!open) {
            throw new StorageException("expected an open entity store, but found it closed or crashed");
        }
        current.apply(write);
        unsynced.add(write.kept());
    }

    @Override
    public void due(Due after, long until, Predicate<Due> visitor) {
        Due next = higher(after);
        while (next != null && next.moment() <= until && visitor.test(next)) {
            next = higher(next);
        }
    }

    private synchronized @Nullable Due higher(Due due) {
        return current.dues.higher(due);
    }

    @Override
    public void scan(EntityVisitor visitor) {
        MemoryTables cut;
        synchronized (this) {
            cut = current.copy();
        }
        for (Map.Entry<EntityName, Stored> one : new TreeMap<>(cut.entities).entrySet()) {
            boolean more = visitor.entity(one.getKey(), one.getValue(), page -> {
                byte[] bytes = cut.pages.get(new MemoryTables.PageName(one.getKey(), page));
                if (bytes == null) {
                    throw new DamageException("expected page " + page + " of " + one.getKey() + ", but found none");
                }
                return bytes;
            });
            if (!more) {
                return;
            }
        }
    }

    @Override
    public synchronized List<byte[]> terms() {
        return List.copyOf(current.terms);
    }

    @Override
    public synchronized void addTerms(byte[] terms) {
        sync();
        current.terms.add(terms);
        durable.terms.add(terms);
    }

    @Override
    public synchronized void sync() {
        unsynced.forEach(durable::apply);
        unsynced.clear();
    }
}
