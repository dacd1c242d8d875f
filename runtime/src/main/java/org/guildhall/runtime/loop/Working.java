package org.guildhall.runtime.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.entity.Step;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has made of one entity, over its committed state, or over what the batch before has made of it. Used by the
 * partition's thread.
 */
final class Working implements Pages {
    final CachedEntity entity;
    private final EntityStore store;
    /** What the batch before has made of it, until that is on disk. */
    private @Nullable Working before;

    byte @Nullable [] head;
    long version;
    long position;
    long nextDue;
    private @Nullable Map<Long, Change.Page> written;

    Working(CachedEntity entity, Heads heads, EntityStore store) {
        this.entity = entity;
        this.store = store;
        head = heads.read(entity);
        version = entity.version;
        position = entity.position;
        nextDue = entity.nextDue;
    }

    /** What the next batch makes of it. */
    Working(Working before) {
        this.entity = before.entity;
        this.store = before.store;
        this.before = before;
        head = before.head;
        version = before.version;
        position = before.position;
        nextDue = before.nextDue;
    }

    boolean changed() {
        return version != entity.version;
    }

    @Nullable
    Image image() {
        return head == null ? null : new Image(head, this);
    }

    @Override
    public byte[] read(long number) {
        byte[] content = find(number);
        if (content == null) {
            throw new DamageException("expected page " + number + " of " + entity.name() + " at version " + version
                    + ", but found none");
        }
        return content;
    }

    private byte @Nullable [] find(long number) {
        for (Working at = this; at != null; at = at.before) {
            Change.Page page = at.written == null ? null : at.written.get(number);
            if (page != null) {
                return page.bytes();
            }
        }
        CachedPage cached = entity.page(number);
        if (cached != null) {
            return cached.content();
        }
        byte[] stored = store.page(entity.name(), number);
        if (stored != null) {
            entity.keep(new CachedPage(number, stored, entity.storedVersion));
        }
        return stored;
    }

    void apply(Change change, Step.Effects effects, long at) {
        head = change.head();
        version = effects.version();
        nextDue = effects.nextDue();
        position = at;
        if (!change.pages().isEmpty()) {
            if (written == null) {
                written = new LinkedHashMap<>();
            }
            for (Change.Page page : change.pages()) {
                written.put(page.number(), page);
            }
        }
    }

    /** Notes that what the batch before made of it is published. */
    void settled() {
        before = null;
    }

    /** Shows readers the new state; the entries behind it are on disk. */
    void publish(Heads heads) {
        settled();
        if (written != null) {
            Map<Long, CachedPage> pages = new LinkedHashMap<>();
            CachedPage[] held = entity.pages;
            if (held != null) {
                for (CachedPage page : held) {
                    pages.put(page.number(), page);
                }
            }
            for (Change.Page page : written.values()) {
                pages.remove(page.number()); // so that it stands last, and stays longest
                pages.put(page.number(), new CachedPage(page.number(), page.bytes(), version));
            }
            entity.pages = pages.values().toArray(CachedPage[]::new);
        }
        entity.version = version;
        entity.nextDue = nextDue;
        if (head != null) {
            heads.put(entity, head);
        }
        entity.position = position;
    }
}
