package org.guildhall.core.member;

import org.guildhall.core.codec.Hashes;
import org.guildhall.core.remembered.Remembered;
import org.jspecify.annotations.Nullable;

/** What a command made that can be taken back; each sort has numbers of its own. */
enum Kept {
    ACTIVITY,
    USE,
    CLAIM,
    SPEND;

    /** Whether it is known that what a command made is nothing of this sort. */
    boolean isNot(Member member, long idHash, long number) {
        Kept made = number == 0 ? null : of(member, idHash, number);
        return number == 0 || made != null && made != this;
    }

    /** What a remembered id's number stands for; null where that is not kept, or not any more. */
    static @Nullable Kept of(Member member, long idHash, long number) {
        if (number == Remembered.NOT_KEPT) {
            return ACTIVITY;
        }
        KeptActivity activity = member.activities.get(number);
        if (activity != null && Hashes.of(activity.id()) == idHash) {
            return ACTIVITY;
        }
        KeptUse use = member.uses.get(number);
        if (use != null && Hashes.of(use.id()) == idHash) {
            return USE;
        }
        KeptClaim claim = member.claims.get(number);
        if (claim != null && Hashes.of(claim.id()) == idHash) {
            return CLAIM;
        }
        KeptSpend spend = member.spends.get(number);
        return spend != null && Hashes.of(spend.id()) == idHash ? SPEND : null;
    }
}
