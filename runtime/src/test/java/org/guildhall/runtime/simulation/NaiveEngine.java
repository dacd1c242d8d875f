package org.guildhall.runtime.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;

/**
 * The reference model: all members, and the messages between them. It is told what was taken, in which order and when, and says what
 * should have come of it.
 */
final class NaiveEngine {
    private static final long DAY = 86_400_000L;
    private static final long AHEAD = 5 * 60_000L;

    /** What came of a command: its codes are empty where it was accepted. */
    record Verdict(boolean begun, Set<String> refusals) {}

    final Map<EntityName, NaiveMember> members = new TreeMap<>();
    final Map<String, NaiveMessage> underWay = new HashMap<>();
    private final Catalogue catalogue;

    NaiveEngine(Catalogue catalogue, NaiveEngine before) {
        this(catalogue);
        members.putAll(before.members);
        underWay.putAll(before.underWay);
        members.values().forEach(member -> member.catalogue = catalogue);
    }

    NaiveEngine(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    private NaiveMember member(EntityName name) {
        return members.computeIfAbsent(name, unknown -> new NaiveMember(unknown, catalogue));
    }

    void timer(EntityName name, long received) {
        NaiveMember member = member(name);
        NaiveTime.pass(member, catalogue, Math.max(member.time, received));
        member.known = true;
    }

    /** A command from outside; one that is still remembered must not come here. */
    Verdict command(Command command, long version) {
        NaiveMember member = member(command.entity());
        NaiveTime.pass(member, catalogue, Math.max(member.time, command.received()));
        Verdict verdict = decide(member, command, version);
        finish(member, verdict);
        remember(member, command, verdict);
        return verdict;
    }

    /** A message, which is consumed by this. */
    Verdict message(String id, long version) {
        NaiveMessage message = Objects.requireNonNull(underWay.remove(id));
        NaiveMember member = member(message.to());
        NaiveTime.pass(member, catalogue, Math.max(member.time, message.at()));
        Verdict verdict = new NaiveBetween(this, member, version).take(message);
        finish(member, verdict);
        return verdict;
    }

    private void finish(NaiveMember member, Verdict verdict) {
        member.known = true;
        Terms now = catalogue.at(member.time);
        if (verdict.refusals().isEmpty()) {
            boolean takesPart =
                    member.status == NaiveMember.Status.ACTIVE || member.status == NaiveMember.Status.FROZEN;
            if (now != null && takesPart) {
                new NaiveLadders(member, now).evaluate();
            }
            NaiveTime.pass(member, catalogue, member.time);
        }
    }

    private Verdict decide(NaiveMember member, Command command, long version) {
        try {
            MemberCommand body = (MemberCommand) command.body();
            long at = at(command);
            NaiveRefusal.when(at > command.received() + AHEAD, "in-the-future");
            NaiveRefusal.when(at < member.time - late(member, command), "too-late");
            refuseByStatus(member, body);
            Terms terms = catalogue.at(at);
            if (terms == null) {
                throw new NaiveRefusal("no-terms");
            }
            boolean begun = new NaiveCommands(this, member, terms, command, at, version).decide(body);
            return new Verdict(begun, Set.of());
        } catch (NaiveRefusal refusal) {
            return new Verdict(false, refusal.codes);
        }
    }

    static long at(Command command) {
        return command.at() == 0 ? command.received() : command.at();
    }

    /** How long after it happened a command is still taken. */
    private long late(NaiveMember member, Command command) {
        Terms terms = catalogue.at(at(command));
        if (terms == null) {
            return 7 * DAY;
        }
        NaiveCalendar calendar = new NaiveCalendar(terms.calendar().zone());
        if (command.body() instanceof MemberCommand.Record record) {
            ActivityKind kind = terms.kind(record.activity().kind());
            if (kind != null) {
                return member.time - calendar.minus(member.time, kind.late());
            }
        }
        return command.origin() == Origin.IMPORT ? imported(member, command) : 7 * DAY;
    }

    /** How long an imported command may come again. */
    private long imported(NaiveMember member, Command command) {
        Terms terms = catalogue.at(at(command));
        return terms == null
                ? 7 * DAY
                : member.time - new NaiveCalendar(terms.calendar().zone()).minus(member.time, terms.dailyTotals());
    }

    static void refuseByStatus(NaiveMember member, MemberCommand body) throws NaiveRefusal {
        NaiveRefusal.when(member.status == NaiveMember.Status.MERGED, "merged");
        NaiveRefusal.when(member.status == NaiveMember.Status.LEFT, "has-left");
        boolean always = body instanceof MemberCommand.Unfreeze || body instanceof MemberCommand.Leave;
        NaiveRefusal.when(member.status == NaiveMember.Status.FROZEN && !always, "frozen");
    }

    /** An id is remembered as long as its command could come again, and as long as what it made can be taken back. */
    private void remember(NaiveMember member, Command command, Verdict verdict) {
        boolean accepted = verdict.refusals().isEmpty();
        long late = late(member, command);
        if (command.origin() == Origin.IMPORT) {
            late = Math.max(late, imported(member, command));
        }
        long forgetAt = accepted ? at(command) + late + 2 * DAY : member.time + DAY;
        boolean keeps = false;
        for (NaiveMember.Order order : member.orders) {
            if (accepted && command.body() instanceof MemberCommand.Record && order.id().equals(command.id())) {
                forgetAt = Math.max(forgetAt, order.keptUntil());
                keeps = true;
            }
        }
        for (NaiveMember.Spend spend : member.spends) {
            if (accepted && command.body() instanceof MemberCommand.Spend && spend.id().equals(command.id())) {
                forgetAt = Math.max(forgetAt, spend.keptUntil());
                keeps = true;
            }
        }
        member.ids.put(
                command.id(),
                new NaiveMember.Remembered(command.at(), command.body(), accepted, forgetAt, keeps));
    }

    void send(
            NaiveMember from, EntityName to, long version, NaiveMessage.Kind kind, long spend,
            List<NaiveMember.Lot> lots, String refusal, NaiveMember contents) {
        String id = Message.id(from.name, version, 0);
        underWay.put(id, new NaiveMessage(id, from.name, to, from.time, kind, spend, lots, refusal, contents));
    }

    static void join(NaiveMember member, Terms terms, long at) {
        member.joinedAt = at;
        member.termsSeen = member.time;
        NaiveTime.schedule(member, terms);
    }
}
