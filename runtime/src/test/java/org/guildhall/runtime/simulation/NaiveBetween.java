package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;

/** Work over two members in the reference model: what each message does to its receiver. */
record NaiveBetween(NaiveEngine engine, NaiveMember member, long version) {
    private static final MemberCommand NOTHING = new MemberCommand.Advance();

    static boolean busy(NaiveMember member) {
        return !member.merging.isEmpty() || member.spends.stream().anyMatch(NaiveMember.Spend::sent);
    }

    static NaiveMember.Lot lot(MemberCommand.OpeningLot lot, long number) {
        return new NaiveMember.Lot(
                lot.currency(), number, lot.amount(), lot.earnedAt(), Long.MIN_VALUE, lot.expiresAt(), false);
    }

    /** Ends tiers, grants and yearly days. */
    static void end(NaiveMember member, NaiveMember.Status status) {
        member.tiers.replaceAll(
                (ladder, tier) -> new NaiveMember.Tier(0, member.time, NaiveMember.NEVER, NaiveMember.NEVER, 0,
                        NaiveMember.NEVER));
        member.yearly.clear();
        member.status = status;
    }

    NaiveEngine.Verdict take(NaiveMessage message) {
        try {
            switch (message.kind()) {
                case RECEIVE -> receive(message);
                case RECEIVED -> received(message);
                case YIELD -> yieldTo(message);
                case ABSORB -> absorb(Objects.requireNonNull(message.contents()));
                case NOT_YIELDED -> settleMerge(false);
            }
            return new NaiveEngine.Verdict(false, Set.of());
        } catch (NaiveRefusal refusal) {
            String code = refusal.codes.iterator().next();
            boolean transfer = message.kind() == NaiveMessage.Kind.RECEIVE;
            NaiveMessage.Kind answer = transfer ? NaiveMessage.Kind.RECEIVED : NaiveMessage.Kind.NOT_YIELDED;
            engine.send(member, message.from(), version, answer, message.spend(), List.of(), code, member);
            return new NaiveEngine.Verdict(false, refusal.codes);
        }
    }

    private Terms terms() {
        return Objects.requireNonNull(engine.catalogue().at(member.time));
    }

    private void receive(NaiveMessage message) throws NaiveRefusal {
        NaiveEngine.refuseByStatus(member, NOTHING);
        NaiveRefusal.when(!member.joined(), "not-a-member");
        for (NaiveMember.Lot part : message.lots()) {
            member.open(
                    Account.RECEIVED,
                    new NaiveMember.Lot(part.currency(), member.lastLot + 1, part.amount(), part.earnedAt(),
                            Long.MIN_VALUE, part.expiresAt(), false));
        }
        engine.send(
                member, message.from(), version, NaiveMessage.Kind.RECEIVED, message.spend(), List.of(), "", member);
    }

    private void received(NaiveMessage message) {
        NaiveMember.Spend spend = member.spends.stream()
                .filter(one -> one.number() == message.spend())
                .findFirst()
                .orElseThrow();
        boolean arrived = message.refusal().isEmpty();
        settle(spend.id(), arrived);
        member.spends.remove(spend);
        if (!arrived) {
            NaiveCommands.giveBack(member, Objects.requireNonNull(engine.catalogue().at(message.at())), spend);
        }
    }

    private void settle(String id, boolean done) {
        member.ids.computeIfPresent(
                id,
                (same, before) -> new NaiveMember.Remembered(before.at(), before.body(), done, before.forgetAt(),
                        false));
    }

    private void settleMerge(boolean done) {
        settle(member.merging, done);
        member.merging = "";
    }

    private void yieldTo(NaiveMessage message) throws NaiveRefusal {
        NaiveEngine.refuseByStatus(member, NOTHING);
        NaiveRefusal.when(!member.known, "not-found");
        NaiveRefusal.when(busy(member), "under-way");
        NaiveMember contents = member.copy();
        for (NaiveMember.Lot lot : List.copyOf(member.lots)) {
            member.take(lot, lot.amount(), Account.SENT);
        }
        for (int currency : member.currencies()) {
            member.post(currency, Account.RECEIVED, Account.OWED, member.figure(currency, Account.OWED));
            member.post(currency, Account.SPENT, Account.SENT, contents.cancellable(currency));
        }
        end(member, NaiveMember.Status.MERGED);
        engine.send(member, message.from(), version, NaiveMessage.Kind.ABSORB, 0, List.of(), "", contents);
    }

    private void absorb(NaiveMember other) {
        long by = member.lastLot;
        other.idleAt.forEach((currency, moment) -> {
            if (moment != NaiveMember.NEVER && moment > member.time) {
                member.idleUntil(currency, moment);
            }
        });
        other.lots.stream()
                .sorted(NaiveCommands.BY_NUMBER)
                .forEach(lot -> member.open(Account.RECEIVED, lot.moved(by)));
        member.lastLot = Math.max(member.lastLot, by + other.lastLot);
        takeHistory(other, by);
        for (int currency : other.currencies()) {
            member.post(currency, Account.RECEIVED, Account.SPENT, other.cancellable(currency));
            member.post(currency, Account.OWED, Account.SENT, other.figure(currency, Account.OWED));
            long owed = member.figure(currency, Account.OWED);
            member.takeInOrder(currency, Math.min(owed, member.held(currency, false)), Account.OWED);
        }
        for (Map.Entry<Integer, NaiveMember.Tier> theirs : other.tiers.entrySet()) {
            Ladder ladder = terms().ladder(theirs.getKey());
            if (ladder != null) {
                keepTheBetter(ladder, theirs.getValue());
            }
        }
        NaiveTime.schedule(member, terms());
        settleMerge(true);
    }

    private void takeHistory(NaiveMember other, long by) {
        member.joinedAt = Math.min(member.joinedAt, other.joinedAt);
        member.fields = other.fields.with(member.fields);
        member.scores = other.scores.with(member.scores);
        member.lastActive = Math.max(member.lastActive, other.lastActive);
        member.ticks.addAll(other.ticks);
        member.uses.addAll(other.uses);
        other.expiredOfLot.forEach((lot, amount) -> member.expiredOfLot.merge(lot + by, amount, Long::sum));
        Set<String> own = new HashSet<>();
        member.ids.forEach((id, remembered) -> {
            if (remembered.forgetAt() > member.time) {
                own.add(id);
            }
        });
        other.ids.forEach((id, remembered) -> {
            if (remembered.accepted() && !own.contains(id)) {
                member.ids.put(id, remembered);
            }
        });
        for (NaiveMember.Order order : other.orders) {
            List<NaiveMember.Award> awards = new ArrayList<>();
            order.awards()
                    .forEach(award -> awards.add(new NaiveMember.Award(award.rule(), award.currency(), award.amount(),
                            award.first(), award.lot().moved(by), award.factor())));
            member.orders.add(new NaiveMember.Order(moved(order.id(), own), member.orders.size(), order.at(),
                    order.day(),
                    order.keptUntil(), order.left(), order.original(), order.amount(), order.taken(), order.gone(),
                    order.byMember(),
                    awards));
        }
        long numbers = member.spends.stream().mapToLong(NaiveMember.Spend::number).max().orElse(0);
        for (NaiveMember.Spend spend : other.spends) {
            member.spends.add(new NaiveMember.Spend(moved(spend.id(), own), numbers + spend.number(), spend.currency(),
                    spend.amount(), spend.keptUntil(), spend.sent(),
                    spend.parts().stream().map(part -> part.moved(by)).toList()));
        }
    }

    /** An id that stands for something of the member's own stands for nothing else. */
    private static String moved(String id, Set<String> own) {
        return own.contains(id) ? "absorbed " + id : id;
    }

    /** The higher tier stays; of two equal ones, the one that lasts longer. */
    private void keepTheBetter(Ladder ladder, NaiveMember.Tier theirs) {
        NaiveMember.Tier ours = member.tiers.get(ladder.number());
        int rank = NaiveLadders.rank(ladder, theirs.tier());
        int ourRank = ours == null ? -1 : NaiveLadders.rank(ladder, ours.tier());
        if (ours == null || rank > ourRank || (rank == ourRank && end(theirs) > end(ours))) {
            int granted = ours == null ? 0 : ours.granted();
            long grantedUntil = ours == null ? NaiveMember.NEVER : ours.grantedUntil();
            ours = new NaiveMember.Tier(
                    theirs.tier(), theirs.since(), theirs.until(), theirs.graceUntil(), granted, grantedUntil);
        }
        if (theirs.granted() != 0
                && NaiveLadders.rank(ladder, theirs.granted()) > NaiveLadders.rank(ladder, ours.granted())) {
            ours = ours.granted(theirs.granted(), theirs.grantedUntil());
        }
        member.tiers.put(ladder.number(), ours);
    }

    private static long end(NaiveMember.Tier tier) {
        return Math.min(tier.until(), tier.graceUntil());
    }
}
