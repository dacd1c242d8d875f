package org.guildhall.server.access;

import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * A token with which one member sees what concerns them, as it was found to be genuine.
 *
 * @param programme the number of the only programme it is good for
 * @param key the member's internal key
 * @param issued epoch milliseconds, later than those of any token issued before
 * @param expires epoch milliseconds, the first at which it is good for nothing
 */
public record MemberToken(String id, int programme, long key, long issued, long expires) implements Caller {
    public EntityName member() {
        return new EntityName(programme, EntityKind.MEMBER, key);
    }

    @Override
    public Role role() {
        return Role.MEMBER;
    }

    @Override
    public boolean reaches(@Nullable String other) {
        return other != null && EntityName.programmeNumber(other) == programme;
    }
}
