package org.guildhall.core.member;

import org.guildhall.core.member.MemberEvent.Described;
import org.guildhall.core.member.MemberEvent.Joined;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Guests become members; members' declared fields change. */
final class Joining {
    private Joining() {}

    static void join(Decision decision, Terms terms, long at) {
        decision.emit(new Joined(at));
        Yearly.schedule(decision, terms);
    }

    static @Nullable MemberRefusal decide(Decision decision, Terms terms, MemberCommand.Join join) {
        if (decision.member.joined()) {
            return new MemberRefusal.AlreadyAMember(decision.member.joinedAt);
        }
        if (join.fields().size() > 0) {
            decision.emit(new Described(join.fields()));
        }
        join(decision, terms, decision.at);
        return null;
    }

    static @Nullable MemberRefusal describe(Decision decision, Terms terms, MemberCommand.Describe describe) {
        decision.emit(new Described(decision.member.fields.with(describe.fields())));
        if (decision.member.joined()) {
            Yearly.schedule(decision, terms);
        }
        return null;
    }
}
