package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine.Replayed;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Refusals;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.stock.SliceState.Happened;
import org.guildhall.core.stock.SliceState.Lease;
import org.guildhall.core.stock.SliceState.Waits;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * Decides and evolves what shards hold of an offer's budgets. A slice gives of what the owner of the budgets leased it, so that claims
 * of one offer are decided by as many as there are shards; what it has was taken of the budgets before, so that together they never give
 * more than there is. What it does not give goes back. Safe for many threads.
 */
public final class SliceMachine implements Keeper {
    private static final int USUAL_BYTES = 256;

    private final IntFunction<@Nullable Catalogue> catalogues;
    private final Replies replies;

    /** @param catalogues the published terms and offers by the number of the programme */
    public SliceMachine(IntFunction<@Nullable Catalogue> catalogues, Replies replies) {
        this.catalogues = catalogues;
        this.replies = replies;
    }

    /** The slice of an offer in a member's shard: its key ends with the offer's symbol, and lies in the shard. */
    public static EntityName name(EntityName member, int offer) {
        int shard = member.shard();
        for (long salt = 1;; salt++) {
            EntityName name = new EntityName(member.programme(), EntityKind.SLICE, salt << Integer.SIZE | offer);
            if (name.shard() == shard) {
                return name;
            }
        }
    }

    private static int offer(EntityName slice) {
        return (int) slice.key();
    }

    /** One decision: what happens, and what is sent. */
    private final class Deciding {
        final Command command;
        final SliceState state;
        final Catalogue catalogue;
        final long time;
        final List<Happened> happened = new ArrayList<>(2);
        final List<Message> messages = new ArrayList<>(2);

        Deciding(Command command, SliceState state) {
            this.command = command;
            this.state = state;
            this.catalogue = Objects.requireNonNull(catalogues.apply(command.entity().programme()),
                    command.entity().toString());
            this.time = Math.max(state.time, command.at());
        }

        void decide() {
            switch ((SliceCommand) command.body()) {
                case SliceCommand.Take(BudgetCommand.Take asked) -> take(asked);
                case SliceCommand.Leased leased -> leased(leased);
                case SliceCommand.Advance advance -> {
                    for (Lease lease : state.leases()) {
                        if (lease.until() <= time) {
                            giveUp(lease);
                        }
                    }
                }
            }
        }

        private void take(BudgetCommand.Take asked) {
            Lease lease = state.lease(asked.coupon(), asked.version());
            Waits claim = new Waits(asked.to(), asked.claim(), asked.many(), asked.each(), command.at());
            boolean holds = !lease.asked() && lease.left() > 0 && time < lease.until();
            if (holds && claim.at() < lease.from()) {
                toOwner(claim, asked.coupon(), asked.version());
            } else if (holds && claim.many() <= lease.left()) {
                happens(new Happened.Held(lease.gave(claim.many())));
                answer(claim, "");
            } else {
                happens(new Happened.Came(asked.coupon(), asked.version(), claim));
                if (!lease.asked()) {
                    ask(lease);
                }
            }
        }

        /** What waits is given as far as it reaches; then more is asked for. What the owner has not got is refused. */
        private void leased(SliceCommand.Leased leased) {
            Lease lease = new Lease(leased.coupon(), leased.version(), leased.coupons(), 0, false, leased.by(),
                    leased.leasedAt(), leased.from(), leased.until());
            List<Waits> waiting = state.waiting(leased.coupon(), leased.version());
            int answered = 0;
            for (Waits claim : waiting) {
                if (claim.at() < leased.from()) {
                    toOwner(claim, leased.coupon(), leased.version());
                } else if (leased.coupons() == 0 && claim.many() >= waiting.getFirst().many()) {
                    answer(claim, Refusals.code(StockRefusal.SoldOut.class));
                } else if (claim.many() <= lease.left() && claim.at() < leased.until()) {
                    lease = lease.gave(claim.many());
                    answer(claim, "");
                } else {
                    break;
                }
                answered++;
            }
            happens(new Happened.Answered(leased.coupon(), leased.version(), answered));
            if (answered < waiting.size()) {
                ask(lease);
            } else {
                happens(new Happened.Held(lease));
            }
        }

        /** A claim of a stretch before that of the lease: its own has the owner only. */
        private void toOwner(Waits claim, int coupon, int version) {
            send(owner(), claim.at(), new BudgetCommand.Take(claim.to(), claim.claim(), coupon, version, claim.many(),
                    claim.each()));
        }

        /** Asks for what the claims that wait need; what is left of a lease goes back with it. */
        private void ask(Lease lease) {
            List<Waits> waiting = state.waiting(lease.coupon(), lease.version());
            Waits first = waiting.getFirst();
            send(owner(), new BudgetCommand.Lease(command.entity(), back(lease), first.many(),
                    waiting.stream().mapToLong(Waits::many).sum(), first.each()));
            happens(new Happened.Held(Lease.asked(lease.coupon(), lease.version())));
        }

        private void giveUp(Lease lease) {
            send(owner(), back(lease));
            happens(new Happened.Held(Lease.none(lease.coupon(), lease.version())));
        }

        private BudgetCommand.Return back(Lease lease) {
            Coupon coupon = catalogue.offers().coupon(lease.coupon(), lease.version());
            return new BudgetCommand.Return(lease.coupon(), lease.version(), lease.left(), lease.given(),
                    coupon.most(), lease.by(), lease.leasedAt());
        }

        private EntityName owner() {
            return BudgetMachine.name(command.entity().programme(), offer(command.entity()));
        }

        private void answer(Waits claim, String refusal) {
            send(claim.to(), replies.answered(claim.claim(), refusal));
        }

        private void send(EntityName to, Command.Body body) {
            send(to, time, body);
        }

        private void send(EntityName to, long at, Command.Body body) {
            messages.add(new Message(new Command(to,
                    Message.id(command.entity(), state.version + 1, messages.size()), at, 0, Origin.MESSAGE, body)));
        }

        private void happens(Happened one) {
            state.apply(one);
            happened.add(one);
        }
    }

    @Override
    public Step step(@Nullable Image before, Command command) {
        SliceState state = SliceState.open(before);
        Deciding deciding = new Deciding(command, state);
        deciding.decide();
        SliceEntry entry =
                new SliceEntry(state.version + 1, command, deciding.time, deciding.happened, deciding.messages);
        state.version = entry.version();
        state.time = entry.time();
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        return new Step(new Outcome.Accepted(entry.version()), entry.encode(out, replies), state.change(out),
                deciding.messages, effects(state));
    }

    @Override
    public Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries) {
        SliceState state = SliceState.open(before);
        List<List<Message>> messages = new ArrayList<>(entries.size());
        for (byte[] bytes : entries) {
            SliceEntry entry = SliceEntry.decode(name, bytes, replies);
            if (entry.version() != state.version + 1) {
                throw new IllegalStateException(
                        "expected entry " + (state.version + 1) + " of " + name + ", but found " + entry.version());
            }
            entry.happened().forEach(state::apply);
            state.version = entry.version();
            state.time = entry.time();
            messages.add(entry.messages());
        }
        return new Replayed(state.change(new ByteWriter(USUAL_BYTES)), messages, effects(state));
    }

    private static Step.Effects effects(SliceState state) {
        return new Step.Effects(state.version, state.nextDue(), TallyDelta.NONE);
    }

    /**
     * Nothing for a slice that holds nothing, however it came to that. What is due changes something only once it is asked for: a lease goes
     * back by a timer.
     */
    @Override
    public byte[] canonical(Image image) {
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        SliceState state = SliceState.open(image);
        if (!state.isEmpty()) {
            state.writeCanonical(out);
        }
        return out.toByteArray();
    }

    @Override
    public long time(Image image) {
        return SliceState.open(image).time;
    }

    @Override
    public Command.Body due() {
        return new SliceCommand.Advance();
    }

    /** What a slice gave is counted where it was leased, and at the members. */
    @Override
    public TallyDelta tally(Image image, EntityName name) {
        return TallyDelta.NONE;
    }

    @Override
    public List<TallyDelta> tallies(EntityName name, List<byte[]> entries, long[] moments) {
        return Collections.nCopies(moments.length, TallyDelta.NONE);
    }

    /** How many of a coupon a slice can give without asking. */
    public long left(Image image, int coupon) {
        return SliceState.open(image)
                .leases()
                .stream()
                .filter(lease -> lease.coupon() == coupon)
                .mapToLong(Lease::left)
                .sum();
    }

    /** An entry of the journal in words. */
    @Override
    public StockLine explain(EntityName name, byte[] bytes) {
        SliceEntry entry = SliceEntry.decode(name, bytes, replies);
        Symbols symbols =
                Objects.requireNonNull(catalogues.apply(name.programme()), name.toString()).latest().symbols();
        List<StockLine.Happened> happened = new ArrayList<>();
        for (Happened one : entry.happened()) {
            if (one instanceof Happened.Held(Lease lease)) {
                happened.add(new StockLine.Happened(entry.time(), "slice held",
                        Map.of("coupon", symbols.name(lease.coupon()), "left", lease.left())));
            }
        }
        String what = switch (entry.body()) {
            case SliceCommand.Take take -> "take";
            case SliceCommand.Leased leased -> "lease";
            case SliceCommand.Advance advance -> "advance";
        };
        return new StockLine(entry.version(), entry.command(), what, null, happened);
    }
}
