package org.guildhall.runtime.loop;

import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Pages;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.StaleImageException;
import org.guildhall.runtime.Storage;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed entities and their entries beside the partitions at work. Any thread; after a crash it may wait for the
 * entity's partition.
 *
 * <p>What is in memory is as new as what is stored, or newer, so memory is looked at first. A page that is in the store only
 * belongs to the head in hand as long as the store has no newer version of the entity; the store is asked for that after the
 * page was read.
 */
final class CommittedReader {
    private final Storage storage;
    private final EntityStore store;
    private final Machine machine;
    private final Shared shared;
    private final Waymarks waymarks = new Waymarks();

    CommittedReader(Shared shared) {
        this.shared = shared;
        storage = shared.storage();
        store = storage.entities();
        machine = shared.machine();
    }

    @Nullable
    Image read(EntityName name) {
        while (true) {
            Memory memory = memory(name);
            CachedEntity entity = memory.entity();
            if (entity == null) {
                EntityStore.Stored stored = store.load(name);
                return stored == null ? null : new Image(stored.head(), pagesOf(name, stored.head()));
            }
            byte[] head = memory.state().heads.read(entity);
            if (head != null) {
                return new Image(head, pagesOf(name, head));
            }
            if (!entity.evicted) {
                return null;
            }
        }
    }

    /** @param entity null where the store has what there is of it */
    private record Memory(PartitionState state, @Nullable CachedEntity entity) {}

    /** Waits for the partition where entries of the entity may still have to be replayed. */
    private Memory memory(EntityName name) {
        PartitionLoop loop = shared.loopOf(name.shard());
        while (true) {
            PartitionState state = loop.state();
            boolean recovers = state.recovery != null; // before looking: what it ended with is in memory
            CachedEntity entity = state.find(name);
            if (entity != null || !recovers) {
                return new Memory(state, entity);
            }
            LocalRuntime.result(loop.load(name));
        }
    }

    private Pages pagesOf(EntityName name, byte[] head) {
        return number -> page(name, machine.effects(head).version(), number);
    }

    private byte[] page(EntityName name, long version, long number) {
        CachedEntity entity = memory(name).entity();
        CachedPage cached = entity == null ? null : entity.page(number);
        byte[] content = cached == null ? store.page(name, number) : cached.content();
        if (newestKnown(name, cached) > version) {
            throw new StaleImageException(
                    "expected " + name + " at version " + version + ", but it has changed since");
        }
        if (content == null) {
            throw new DamageException(
                    "expected page " + number + " of " + name + " at version " + version + ", but found none");
        }
        return content;
    }

    /** The version up to which a page, just read, may have been written. */
    private long newestKnown(EntityName name, @Nullable CachedPage cached) {
        if (cached != null) {
            return cached.version();
        }
        EntityStore.Stored stored = store.load(name);
        return stored == null ? 0 : stored.version();
    }

    Stream<PastEntry> entries(EntityName name, long upTo) {
        CachedEntity entity = memory(name).entity();
        EntityStore.Stored stored = entity == null ? store.load(name) : null;
        long last = entity != null ? entity.position : stored == null ? 0 : stored.position();
        Link first = last == 0 ? null : upTo(name, link(name, last), upTo);
        return Stream.iterate(first, link -> link != null, link -> link == null ? null : before(name, link))
                .flatMap(link -> link == null ? Stream.empty() : Stream.of(link.entry()));
    }

    private record Link(PastEntry entry, long previous) {}

    /** From the newest entry to that of a version, or the one before where there is none. */
    private @Nullable Link upTo(EntityName name, @Nullable Link newest, long version) {
        Link link = newest;
        if (newest != null && newest.entry().version() > version) {
            Long mark = waymarks.nearest(name, version, newest.entry().version());
            link = mark == null ? newest : link(name, mark);
        }
        while (link != null && link.entry().version() > version) {
            link = before(name, link);
        }
        return link;
    }

    private @Nullable Link before(EntityName name, Link link) {
        return link.previous() == 0 ? null : link(name, link.previous());
    }

    private @Nullable Link link(EntityName name, long position) {
        byte[] bytes = storage.read(position);
        if (bytes == null) {
            return null;
        }
        if (!(JournalRecordCodec.read(bytes, 0, bytes.length) instanceof JournalRecord.Entry entry)
                || !entry.name().equals(name)) {
            throw new DamageException("expected an entry of " + name + " at position " + position
                    + ", but found another record");
        }
        waymarks.passed(name, entry.version(), position);
        return new Link(new PastEntry(entry.version(), position, entry.bytes()), entry.previous());
    }
}
