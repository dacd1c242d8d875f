package org.guildhall.runtime.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.jspecify.annotations.Nullable;

/** Counters that send each other amounts, now and later: the least that has messages, timers, pages and tallies. */
public final class ToyMachine implements Machine {
    public static final int PROGRAMME = EntityName.programmeNumber("toy");

    /** What {@link #publish} was given, each once, in order. */
    public final List<byte[]> terms = new CopyOnWriteArrayList<>();

    /** Keys on whose timers the machine throws. */
    public final Set<Long> brokenTimers = ConcurrentHashMap.newKeySet();

    /** Keys on whose messages the machine throws. */
    public final Set<Long> brokenReceivers = ConcurrentHashMap.newKeySet();

    /** Keys whose entries the machine doesn't replay. */
    public final Set<Long> brokenReplays = ConcurrentHashMap.newKeySet();

    /** An amount of 0. */
    public record NothingToAdd() implements Refusal {
        @Override
        public String code() {
            return "nothing-to-add";
        }

        @Override
        public Map<String, Fact> facts() {
            return Map.of();
        }
    }

    public static EntityName name(long key) {
        return new EntityName(PROGRAMME, EntityKind.MEMBER, key);
    }

    public static Command command(long key, String id, long at, ToyBody body) {
        return new Command(name(key), id, at, 0, Origin.API, body);
    }

    /** The key that a message with hops left goes to next. */
    public static long next(long key) {
        return (key * 31 + 7) % 1000;
    }

    @Override
    public Step step(@Nullable Image before, Command command) {
        if (command.body() instanceof ToyBody.Burst) {
            throw new IllegalStateException("expected anything else, but found a burst");
        }
        if (command.origin() == Origin.TIMER && brokenTimers.contains(command.entity().key())) {
            throw new IllegalStateException("expected a timer that works, but found it broken");
        }
        if (command.origin() == Origin.MESSAGE && brokenReceivers.contains(command.entity().key())) {
            throw new IllegalStateException("expected a receiver that works, but found it broken");
        }
        ToyState state = before == null ? new ToyState() : ToyState.read(before.head());
        long first = state.versionOf(command.id());
        if (first != 0) {
            return Step.repeated(new Outcome.Repeated(first, state.accepted(first)), effects(state, TallyDelta.NONE));
        }
        if (command.origin() == Origin.TIMER && state.nextDue() > command.at()) {
            return Step.repeated(new Outcome.Accepted(state.version), effects(state, TallyDelta.NONE));
        }
        if (command.body() instanceof ToyBody.Receive receive && receive.amount() == 0) {
            return Step.repeated(new Outcome.Accepted(state.version), effects(state, TallyDelta.NONE));
        }
        byte[] entry = encode(command);
        Replayed replayed = replay(before, command.entity(), List.of(entry));
        long version = replayed.effects().version();
        Outcome outcome = accepts(command)
                ? new Outcome.Accepted(version)
                : new Outcome.Refused(version, new NothingToAdd());
        return new Step(outcome, entry, replayed.change(), replayed.messages().getFirst(), replayed.effects());
    }

    private static boolean accepts(Command command) {
        return !(command.body() instanceof ToyBody.Add add && add.amount() == 0);
    }

    @Override
    public Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries) {
        if (brokenReplays.contains(name.key())) {
            throw new IllegalStateException("expected entries that can be replayed, but found them broken");
        }
        ToyState state = before == null ? new ToyState() : ToyState.read(before.head());
        TallyDelta tallyBefore = before == null ? TallyDelta.NONE : state.tally();
        Map<Long, Change.Page> pages = new LinkedHashMap<>();
        List<List<Message>> messages = new ArrayList<>();
        for (byte[] entry : entries) {
            messages.add(apply(before, name, decode(entry), state, pages));
        }
        return new Replayed(new Change(state.head(), List.copyOf(pages.values())), messages,
                effects(state, minus(state.tally(), tallyBefore)));
    }

    private static List<Message> apply(
            @Nullable Image before, EntityName name, Command command, ToyState state, Map<Long, Change.Page> pages) {
        state.version++;
        state.received = command.received();
        state.advance(command.at());
        List<Message> messages = new ArrayList<>();
        switch ((ToyBody) command.body()) {
            case ToyBody.Add add -> state.balance += add.amount();
            case ToyBody.Send send -> {
                state.balance -= send.amount();
                messages.add(message(command, state, send.key(), send.amount(), send.hops()));
            }
            case ToyBody.Receive receive -> {
                if (receive.hops() > 0) {
                    messages.add(message(command, state, next(name.key()), receive.amount(), receive.hops() - 1));
                } else {
                    state.balance += receive.amount();
                }
            }
            case ToyBody.Later later -> {
                state.dues.merge(later.moment(), later.amount(), Long::sum);
                state.advance(state.time);
            }
            case ToyBody.Note note -> pages.put(note.page(), note(before, state, note, pages.get(note.page())));
            case ToyBody.Advance advance -> {}
            case ToyBody.Burst burst -> throw new IllegalStateException("expected no burst in the journal");
        }
        if (command.origin() == Origin.API || command.origin() == Origin.IMPORT) {
            state.remember(command.id(), accepts(command));
        }
        return messages;
    }

    private static Change.Page note(
            @Nullable Image before, ToyState state, ToyBody.Note note, Change.@Nullable Page written) {
        long old = 0;
        if (state.pages.contains(note.page())) {
            byte[] content =
                    written != null ? written.bytes() : Objects.requireNonNull(before).pages().read(note.page());
            old = new ByteReader(Objects.requireNonNull(content)).readSigned();
        }
        if (note.amount() == 0) {
            state.pages.remove(note.page());
            return new Change.Page(note.page(), null);
        }
        state.pages.add(note.page());
        return new Change.Page(note.page(), new ByteWriter().writeSigned(old + note.amount()).toByteArray());
    }

    private static Message message(Command command, ToyState state, long key, long amount, int hops) {
        return new Message(new Command(
                name(key),
                Message.id(command.entity(), state.version, 0),
                command.at(),
                0,
                Origin.MESSAGE,
                new ToyBody.Receive(amount, hops)));
    }

    private static TallyDelta minus(TallyDelta after, TallyDelta before) {
        long[] amounts = after.amounts().clone();
        for (int i = 0; i < before.amounts().length; i++) {
            amounts[i] -= before.amounts()[i];
        }
        return new TallyDelta(after.series(), amounts);
    }

    private static Step.Effects effects(ToyState state, TallyDelta tally) {
        return new Step.Effects(state.version, state.nextDue(), tally);
    }

    @Override
    public byte[] encode(Command command) {
        ByteWriter out = new ByteWriter();
        command.entity().write(out);
        out.writeText(command.id()).writeSigned(command.at()).writeSigned(command.received());
        out.writeByte(command.origin().number());
        ((ToyBody) command.body()).write(out);
        return out.toByteArray();
    }

    @Override
    public Command decode(byte[] command) {
        ByteReader in = new ByteReader(command);
        return new Command(
                EntityName.read(in),
                in.readText(),
                in.readSigned(),
                in.readSigned(),
                Origin.of(in.readByte()),
                ToyBody.read(in));
    }

    @Override
    public void publish(byte[] added) {
        if (terms.stream().noneMatch(one -> Arrays.equals(one, added))) {
            terms.add(added);
        }
    }

    @Override
    public Command advance(EntityName name, long moment) {
        return new Command(name, "advance", moment, 0, Origin.TIMER, new ToyBody.Advance());
    }

    @Override
    public byte[] canonical(Image image, EntityName name, long moment) {
        ToyState state = ToyState.read(image.head());
        state.advance(moment);
        ByteWriter out = new ByteWriter();
        name.write(out);
        out.writeSigned(state.balance).writeVarint(state.dues.size());
        state.dues.forEach((due, amount) -> out.writeLong(due).writeSigned(amount));
        for (long page : state.pages) {
            out.writeVarint(page).writeBytes(image.pages().read(page));
        }
        return out.toByteArray();
    }

    @Override
    public String seriesName(int programme, int series) {
        return List.of("balance", "counters", "later").get(series);
    }

    @Override
    public TallyDelta tally(Image image, EntityName name) {
        return ToyState.read(image.head()).tally();
    }

    @Override
    public Step.Effects effects(byte[] head) {
        return effects(ToyState.read(head), TallyDelta.NONE);
    }
}
