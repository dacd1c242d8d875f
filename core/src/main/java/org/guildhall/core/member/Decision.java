package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * One decision under way: the member as it becomes, event by event, and what was emitted so far. Used by one thread.
 *
 * <p>Deciders look at everything that could refuse before they emit anything.
 */
final class Decision {
    final Member member;
    final Catalogue catalogue;
    final Command command;
    /** When the command's matter happened. */
    final long at;

    private final List<MemberEvent> events = new ArrayList<>(16);
    private final List<Message> messages = new ArrayList<>(0);
    private final List<MemberEvent.Counted> counted = new ArrayList<>(4);
    /** Null as long as the member gave out no seat, as hardly anybody does. */
    private @Nullable Map<Long, Leading> told;
    /** The number of the kept activity or spend that the command made, 0 for none; and until when it can be taken back. */
    private long number;
    private long keptUntil = Lot.AVAILABLE;

    Decision(Member member, Catalogue catalogue, Command command) {
        this.member = member;
        this.catalogue = catalogue;
        this.command = command;
        this.at = command.at() == 0 ? command.received() : command.at();
        Seating.remember(this);
    }

    /**
     * The holders of a subscription's seats know this of it from now on.
     *
     * @param subscription the number of the one that leads them
     * @return what they knew before, null for nothing
     */
    @Nullable
    Leading tell(long subscription, Leading what) {
        Map<Long, Leading> known = told == null ? new HashMap<>() : told;
        told = known;
        return known.put(subscription, what);
    }

    void emit(MemberEvent event) {
        Evolution.apply(member, event);
        events.add(event);
        if (event instanceof MemberEvent.Counted total) {
            counted.add(total);
        }
    }

    /** What follows happens at this moment, or now if that is already past. */
    void passTo(long moment) {
        if (moment > member.time) {
            emit(new MemberEvent.TimePassed(moment));
        }
    }

    void send(EntityName to, Command.Body body) {
        String id = Message.id(command.entity(), member.version + 1, messages.size());
        messages.add(new Message(new Command(to, id, member.time, 0, Origin.MESSAGE, body)));
    }

    /** The terms in force at a moment, or null. */
    @Nullable
    Terms terms(long moment) {
        return catalogue.at(moment);
    }

    /** The daily totals that changed since this was last asked. */
    List<MemberEvent.Counted> takeCounted() {
        List<MemberEvent.Counted> taken = List.copyOf(counted);
        counted.clear();
        return taken;
    }

    void made(long keptNumber, long until) {
        number = keptNumber;
        keptUntil = until;
    }

    long keptUntil() {
        return keptUntil;
    }

    long number() {
        return number;
    }

    List<MemberEvent> events() {
        return events;
    }

    List<Message> messages() {
        return messages;
    }
}
