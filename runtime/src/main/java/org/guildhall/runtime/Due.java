package org.guildhall.runtime;

import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;

/** A moment (epoch milliseconds) at which time alone changes an entity; ordered by moment, then by name. */
public record Due(long moment, EntityName entity) implements Comparable<Due> {
    /** Before every other. */
    public static final Due FIRST = new Due(Long.MIN_VALUE, new EntityName(0, EntityKind.MEMBER, 0));

    @Override
    public int compareTo(Due other) {
        int byMoment = Long.compare(moment, other.moment);
        return byMoment != 0 ? byMoment : entity.compareTo(other.entity);
    }
}
