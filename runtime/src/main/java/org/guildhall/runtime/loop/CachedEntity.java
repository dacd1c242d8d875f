package org.guildhall.runtime.loop;

import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * One entity in memory: its encoded head, and what the loop needs to know beside it.
 *
 * <p>Written by the partition's thread only. Other threads read the volatile fields, which show committed states; pages are
 * published before the head they belong to, so a reader may find a page too new for its head, never one too old.
 */
final class CachedEntity {
    /** Heap bytes beside the head's own: this object, the array's header and a slot of the table. */
    static final int OVERHEAD_BYTES = 96 + 16 + 8;

    final int programme;
    final EntityKind kind;
    final long key;

    /** Null for an entity that is not known yet. */
    volatile byte @Nullable [] head;

    volatile CachedPage @Nullable [] pages;
    volatile long position;

    long version;
    long nextDue = Long.MAX_VALUE;

    /** What the store's snapshot has, or will have once the write in flight is done. */
    long storedVersion;

    long storedDue = Long.MAX_VALUE;

    /** In its shard's list of what is to be written. */
    boolean dirty;

    /** In a write that is not done. */
    boolean pinned;

    /** Touched since the sweep passed by. */
    boolean used = true;

    boolean evicted;

    /** What the partition's cache counts for it. */
    int countedBytes;

    /** What the batch under way has made of it; null between batches. */
    @Nullable Working working;

    CachedEntity(EntityName name) {
        programme = name.programme();
        kind = name.kind();
        key = name.key();
    }

    EntityName name() {
        return new EntityName(programme, kind, key);
    }

    boolean is(EntityName name) {
        return key == name.key() && programme == name.programme() && kind == name.kind();
    }

    boolean evictable() {
        return !dirty && !pinned && working == null;
    }

    int bytes() {
        byte[] now = head;
        int bytes = OVERHEAD_BYTES + (now == null ? 0 : now.length);
        CachedPage[] held = pages;
        if (held != null) {
            for (CachedPage page : held) {
                bytes += page.bytes();
            }
        }
        return bytes;
    }

    @Nullable
    CachedPage page(long number) {
        CachedPage[] held = pages;
        if (held != null) {
            for (CachedPage page : held) {
                if (page.number() == number) {
                    return page;
                }
            }
        }
        return null;
    }
}
