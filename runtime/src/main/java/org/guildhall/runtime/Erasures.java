package org.guildhall.runtime;

import java.util.List;
import org.guildhall.core.entity.EntityName;

/**
 * Forgets members: their references, contacts and keys.
 *
 * <ul>
 *   <li>An erasure is begun, then the member leaves, then all is erased. One that was begun and not ended is found again after a
 *       crash: whoever opens the store asks for {@link #begunErasures}, and ends or withdraws each.
 *   <li>The implementor must: have nothing of the member in any file once {@link #erase} returned, but its random key and that
 *       it was erased. After a crash within it, opening the store does the rest.
 *   <li>It must: never give the key again. A reference of an erased member names nobody, and a new member when it comes again.
 * </ul>
 */
public interface Erasures {
    /** Notes, durably, that a member is to be erased. Nothing changes yet. */
    void beginErasure(int programme, long key);

    /** Takes back what was begun; nothing where it was not. */
    void withdrawErasure(int programme, long key);

    /** Destroys references, contacts and keys; with a member that is erased already it does nothing. */
    void erase(int programme, long key);

    /** Whether the member was there and is no more. */
    boolean isErased(int programme, long key);

    /** Members whose erasure was begun, in no order. */
    List<EntityName> begunErasures();
}
