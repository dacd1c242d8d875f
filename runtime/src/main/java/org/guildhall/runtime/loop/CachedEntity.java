package org.guildhall.runtime.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * One entity in memory: where its encoded head is, and what the loop needs to know beside it.
 *
 * <p>Written by the partition's thread only. Other threads read the head through {@link Heads} and the volatile fields, which
 * show committed states; pages are published before the head they belong to, so a reader may find a page too new for its
 * head, never one too old.
 */
final class CachedEntity {
    /** Heap bytes beside the head's slot: this object, its place in the table and the slots for that. */
    static final int OVERHEAD_BYTES = 104 + 4 + 3 * 4;
    /** Of the pages that are as stored: about as many as one order reads of a member with very many. */
    static final int MOST_STORED_PAGES = 16;

    private static final VarHandle STAMP;

    static {
        try {
            STAMP = MethodHandles.lookup().findVarHandle(CachedEntity.class, "stamp", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int programme;
    final EntityKind kind;
    final long key;

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

    /** Which {@link Working} batches that are not on disk yet have of it, by {@link Batch}'s number; below 0 for none. */
    int working = -1;

    /** Where {@link Heads} has its head, below 0 for an entity that is not known yet; and how long that is. */
    int slot = -1;

    int length;

    /** Odd while the head changes, another one after it. */
    private int stamp;

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

    int stamp() {
        return (int) STAMP.getAcquire(this);
    }

    /** What {@link Heads} writes from here on is not to be read. */
    void beginChange() {
        STAMP.setOpaque(this, stamp + 1);
        VarHandle.releaseFence();
    }

    void endChange() {
        STAMP.setRelease(this, stamp + 1);
    }

    boolean evictable() {
        return !dirty && !pinned && working < 0;
    }

    int bytes() {
        int bytes = OVERHEAD_BYTES + (slot < 0 ? 0 : Heads.slotBytes(length));
        CachedPage[] held = pages;
        if (held != null) {
            for (CachedPage page : held) {
                bytes += page.bytes();
            }
        }
        return bytes;
    }

    /** Keeps a page as it is stored; where there are many, the one kept longest goes. */
    void keep(CachedPage page) {
        CachedPage[] held = pages;
        List<CachedPage> all = new ArrayList<>(held == null ? List.of() : List.of(held));
        all.add(page);
        keepFew(all);
    }

    /** Notes that the store has it as of a version; of the pages written, some stay. */
    void stored(long upTo) {
        storedVersion = upTo;
        CachedPage[] held = pages;
        if (held != null) {
            List<CachedPage> all = new ArrayList<>(List.of(held));
            all.removeIf(page -> page.content() == null && isStored(page));
            keepFew(all);
        }
    }

    private boolean isStored(CachedPage page) {
        return page.version() <= storedVersion;
    }

    private void keepFew(List<CachedPage> all) {
        int surplus = -MOST_STORED_PAGES;
        for (CachedPage page : all) {
            surplus += isStored(page) ? 1 : 0;
        }
        for (Iterator<CachedPage> each = all.iterator(); surplus > 0;) {
            if (isStored(each.next())) {
                each.remove();
                surplus--;
            }
        }
        pages = all.isEmpty() ? null : all.toArray(CachedPage[]::new);
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
