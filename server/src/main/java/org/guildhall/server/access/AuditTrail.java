package org.guildhall.server.access;

import java.util.List;

/**
 * Who changed what, and who read personal data; entries are only added.
 *
 * <ul>
 *   <li>The implementor must: let any thread call any method at any time.
 *   <li>It must: have made an entry durable before {@link #record} returns, so that nothing is answered without its entry.
 *   <li>It must: number entries from 1 in the order in which they are recorded, without gaps.
 *   <li>Where an entry may be there or not, it throws an {@link org.guildhall.runtime.UndecidedException} of kind
 *       {@code OUTCOME_UNKNOWN}.
 * </ul>
 */
public interface AuditTrail {
    /** Adds an entry under the next number; the one that it has counts for nothing. */
    void record(AuditEntry entry);

    /**
     * The entries before a number, the newest first.
     *
     * @param limit how many at most
     */
    List<AuditEntry> recent(int limit, long before);
}
