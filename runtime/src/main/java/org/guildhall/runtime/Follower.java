package org.guildhall.runtime;

import org.guildhall.core.entity.EntityName;

/**
 * Reads the entries of one partition in the order of their decision, of the past and as they come. One thread. It throws once
 * the partition has stopped; another can go on from where it stood.
 */
public interface Follower extends AutoCloseable {
    /** Gives the committed entries behind those given before, until there are no more or the visitor wants no more. */
    void poll(Visitor visitor);

    @Override
    void close();

    /** Takes entries one by one. */
    @FunctionalInterface
    interface Visitor {
        /** Returns whether to go on. */
        boolean entry(EntityName name, PastEntry entry);
    }
}
