package org.guildhall.runtime;

import java.util.Map;

/**
 * What says who a member is: the values of personal fields, by name. They are nowhere else.
 *
 * <ul>
 *   <li>The implementor must: keep them encrypted, with a key for each member that is itself encrypted, so that files without
 *       the key of the whole store tell nothing.
 *   <li>It must: tie each value to its programme, member and field, so that none can be put in another's place.
 *   <li>It must: find out what was changed in the files, and say so by a {@link DamageException}.
 *   <li>It must not: put a value or a reference into a log or a message of a failure.
 * </ul>
 */
public interface Contacts {
    /** By field; empty where none were given. */
    Map<String, String> contacts(int programme, long key);

    /**
     * Puts these in place of all that were given before; durable on return.
     *
     * @return whether there is such a member
     */
    boolean describe(int programme, long key, Map<String, String> contacts);
}
