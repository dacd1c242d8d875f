package org.guildhall.runtime;

import java.util.List;
import java.util.OptionalLong;

/**
 * Who is behind a key: maps the references by which the outside knows a member ({@code customer:17850}) to the random key
 * under which the engine knows it. Only the key is ever journaled. What says who they are is kept here too, until they are erased.
 *
 * <ul>
 *   <li>The implementor may rely on: references are not empty and have at most {@value #MAX_REFERENCE} UTF-16 units.
 *   <li>It must: let any thread call any method at any time.
 *   <li>It must: draw keys from a cryptographic generator, and never give one twice in a programme, or 0.
 *   <li>It must: have made a key durable before it gives it to anyone, so that no journal holds a key without a reference.
 *   <li>It must: let a reference name one member until that one is erased, and a member have any number of references.
 *   <li>Failures are {@link StorageException}s.
 * </ul>
 */
public interface ProfileStore extends Contacts, Erasures, AutoCloseable {
    int MAX_REFERENCE = 1024;

    /** The keys that the references name, in their order; a reference that names nobody yet names a new member from now on. */
    long[] keysOf(int programme, List<String> references);

    /** {@link #keysOf} for one. */
    default long keyOf(int programme, String reference) {
        return keysOf(programme, List.of(reference))[0];
    }

    /** The key that a reference names, if it names any. */
    OptionalLong find(int programme, String reference);

    /**
     * Lets another reference name a member; durable on return.
     *
     * @param key that this store gave
     * @return the key that the reference names now: {@code key}, or that of the other member that it named before
     */
    long link(int programme, long key, String reference);

    /** All references that name a member, in the order of their UTF-8 bytes; empty for a key that was never given. */
    List<String> references(int programme, long key);

    /**
     * References that begin with a text, with the keys that they name, in the order of their UTF-8 bytes.
     *
     * @param prefix empty for all
     * @param after only those behind it, whether or not it is there; empty for the first
     * @param limit at most so many
     */
    List<Named> search(int programme, String prefix, String after, int limit);

    /** A reference and the key that it names. */
    record Named(String reference, long key) {}
    /** Since when the store knows a member, epoch milliseconds; {@code Long.MIN_VALUE} where that was not kept or nobody is there. */
    long knownSince(int programme, long key);

    /** Gives every member, in the order of programme and key (both unsigned), as they stood when the call began. */
    void forEach(MemberVisitor visitor);

    @Override
    void close();

    /** Takes members one by one, each with the smallest of its references by their UTF-8 bytes. */
    @FunctionalInterface
    interface MemberVisitor {
        /** Returns whether to go on. */
        boolean member(int programme, long key, String smallestReference);
    }
}
