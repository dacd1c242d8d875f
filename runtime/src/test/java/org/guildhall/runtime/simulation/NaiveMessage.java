package org.guildhall.runtime.simulation;

import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/** A message of the reference model on its way. */
record NaiveMessage(
        String id,
        EntityName from,
        EntityName to,
        long at,
        Kind kind,
        long spend,
        List<NaiveMember.Lot> lots,
        String refusal,
        @Nullable NaiveMember contents) {

    enum Kind {
        RECEIVE,
        RECEIVED,
        YIELD,
        ABSORB,
        NOT_YIELDED
    }
}
