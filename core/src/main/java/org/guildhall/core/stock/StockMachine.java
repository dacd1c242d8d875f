package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine.Replayed;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.OtherVersion;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Decides and evolves stocks. One stock has one owner, so what it gives is decided one after the other and never more than there is.
 * Safe for many threads.
 */
public final class StockMachine implements Keeper {
    /** The most codes in one command. */
    public static final int MOST_CODES = 10_000;
    public static final int LONGEST_CODE = 64;
    private static final long MOST_PIECES = 1_000_000_000L;
    /** The most that a stock ever had. */
    private static final long MOST_EVER = 1_000_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    /** How late a command may come. */
    private static final long LATE_MILLIS = 89 * DAY_MILLIS;
    /** What was accepted is remembered for a day more than it may be late, what was refused for a day. */
    private static final long REMEMBERED_MILLIS = LATE_MILLIS + DAY_MILLIS;
    private static final int USUAL_BYTES = 512;

    /** What a programme's totals have of each stock; the order is stored. */
    private enum Series {
        LEFT,
        ISSUED,
        WITHDRAWN,
        SPOILED,
        REORDER
    }

    private final IntFunction<@Nullable Catalogue> catalogues;
    private final Replies replies;

    /** @param catalogues the published terms by the number of the programme */
    public StockMachine(IntFunction<@Nullable Catalogue> catalogues, Replies replies) {
        this.catalogues = catalogues;
        this.replies = replies;
    }

    public static EntityName name(int programme, int stock) {
        return new EntityName(programme, EntityKind.STOCK, stock);
    }

    public static EntityName name(String programme, Stock stock) {
        return name(EntityName.programmeNumber(programme), stock.number());
    }

    @Override
    public Step step(@Nullable Image before, Command command) {
        StockState state = StockState.open(before);
        StockCommand body = (StockCommand) command.body();
        boolean remembers = command.origin() != Origin.MESSAGE;
        long idHash = Hashes.of(command.id());
        long content = content(command);
        long now = Math.max(state.time, remembers ? command.received() : command.at());
        Remembered remembered = remembers ? state.ids.get(idHash) : null;
        if (remembered != null && remembered.forgetAt() > now) {
            return repeated(state, remembered, content);
        }
        if (command.expects() != Command.ANY && command.expects() != state.version) {
            return Step.repeated(
                    new Outcome.Refused(state.version, new OtherVersion(command.expects(), state.version)),
                    effects(state, TallyDelta.NONE));
        }
        TallyDelta was = tally(state, command.entity());
        Decision decision = new Decision(state, body);
        decision.emit(new StockEvent.TimePassed(now));
        StockRefusal refusal = decide(decision, command);
        long kept = refusal == null ? REMEMBERED_MILLIS : DAY_MILLIS;
        long forgetAt = remembers ? now + kept : Long.MIN_VALUE;
        StockEntry entry = new StockEntry(state.version + 1, command, content, refusal, forgetAt, decision.events,
                decision.messages);
        seal(state, entry);
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        return new Step(
                refusal == null ? new Outcome.Accepted(entry.version()) : new Outcome.Refused(entry.version(), refusal),
                entry.encode(out, replies), state.change(out), entry.messages(),
                effects(state, difference(was, tally(state, command.entity()))));
    }

    /** A decision under way. */
    private static final class Decision {
        final StockState state;
        final List<StockEvent> events = new ArrayList<>(3);
        final List<Message> messages = new ArrayList<>(1);
        private final StockCommand body;
        /** The code that was given. */
        String given = "";

        Decision(StockState state, StockCommand body) {
            this.state = state;
            this.body = body;
        }

        void emit(StockEvent event) {
            state.apply(event, body);
            events.add(event);
        }
    }

    /** Messages come when they come; of anything else the moment must lie in what is taken. */
    private static @Nullable StockRefusal untimely(Decision decision, Command command) {
        if (command.origin() == Origin.MESSAGE) {
            return null;
        }
        if (command.at() > command.received() + Command.FUTURE_TOLERANCE_MILLIS) {
            return new StockRefusal.InTheFuture(command.at(), command.received(), Command.FUTURE_TOLERANCE_MILLIS);
        }
        long earliest = decision.state.time - LATE_MILLIS;
        return command.at() < earliest ? new StockRefusal.TooLate(command.at(), earliest) : null;
    }

    private @Nullable StockRefusal decide(Decision decision, Command command) {
        StockRefusal untimely = untimely(decision, command);
        if (untimely != null) {
            return untimely;
        }
        Catalogue catalogue = catalogues.apply(command.entity().programme());
        Stock stock = catalogue == null ? null : found(catalogue, command.entity(), decision.state.time);
        StockRefusal refusal = stock == null
                ? new StockRefusal.NotInTerms("stock", catalogue == null ? ""
                        : catalogue.latest().symbols().name((int) command.entity().key()))
                : decide(decision, stock);
        if (refusal == null && stock != null) {
            reorder(decision, stock);
        }
        if (command.body() instanceof StockCommand.Issue issue) {
            answer(decision, command, issue, refusal);
        }
        return refusal;
    }

    /** As the terms of the moment have it; one that they have not, as those to come do, so that it can be filled before they hold. */
    private static @Nullable Stock found(Catalogue catalogue, EntityName name, long moment) {
        Terms now = catalogue.at(moment);
        Stock stock = now == null ? null : now.stock((int) name.key());
        return stock == null ? catalogue.latest().stock((int) name.key()) : stock;
    }

    private static @Nullable StockRefusal decide(Decision decision, Stock stock) {
        StockState state = decision.state;
        StockRefusal refusal = outOfRange(state, decision.body);
        if (refusal != null) {
            return refusal;
        }
        return switch (decision.body) {
            case StockCommand.AddPieces add -> stock.codes() ? other(stock) : added(decision, add.amount());
            case StockCommand.AddCodes add -> {
                StockRefusal wrong = stock.codes() ? duplicate(state, stock, add.codes()) : other(stock);
                yield wrong == null ? added(decision, add.codes().size()) : wrong;
            }
            case StockCommand.Withdraw withdraw -> {
                if (withdraw.amount() > state.left()) {
                    yield StockRefusal.SoldOut.pieces(stock.name(), withdraw.amount(), state.left());
                }
                decision.emit(new StockEvent.Withdrawn(withdraw.amount()));
                yield null;
            }
            case StockCommand.Issue issue -> {
                if (state.left() == 0) {
                    yield StockRefusal.SoldOut.pieces(stock.name(), 1, 0);
                }
                long code = stock.codes() ? state.firstCode() : 0;
                decision.given = code == 0 ? "" : state.code(code);
                decision.emit(new StockEvent.Issued(issue.claim(), code));
                yield null;
            }
            case StockCommand.Return back -> {
                decision.emit(new StockEvent.Returned(back.code().isEmpty()));
                yield null;
            }
        };
    }

    private static @Nullable StockRefusal added(Decision decision, long pieces) {
        decision.emit(new StockEvent.Added(pieces));
        return null;
    }

    private static StockRefusal other(Stock stock) {
        return new StockRefusal.OtherStock(stock.name(), stock.codes() ? "codes" : "pieces");
    }

    /** What no stock takes, whatever it holds. */
    private static @Nullable StockRefusal outOfRange(StockState state, StockCommand body) {
        long room = Math.min(MOST_PIECES, MOST_EVER - state.added);
        return switch (body) {
            case StockCommand.AddPieces add -> outOfRange("amount", add.amount(), room);
            case StockCommand.AddCodes add -> {
                StockRefusal many = outOfRange("codes", add.codes().size(), Math.min(MOST_CODES, room));
                yield many == null ? longest(add.codes()) : many;
            }
            case StockCommand.Withdraw withdraw -> outOfRange("amount", withdraw.amount(), MOST_EVER);
            case StockCommand.Issue issue -> null;
            case StockCommand.Return back -> null;
        };
    }

    private static @Nullable StockRefusal outOfRange(String what, long amount, long most) {
        return amount > 0 && amount <= most
                ? null
                : new StockRefusal.OutOfRange(what, Fact.of(amount), Fact.of(0), Fact.of(most));
    }

    private static @Nullable StockRefusal longest(List<String> codes) {
        for (int i = 0; i < codes.size(); i++) {
            StockRefusal refusal = outOfRange("code " + (i + 1), codes.get(i).strip().length(), LONGEST_CODE);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable StockRefusal duplicate(StockState state, Stock stock, List<String> codes) {
        Set<String> seen = new HashSet<>(codes.size() * 2);
        for (int i = 0; i < codes.size(); i++) {
            if (!seen.add(codes.get(i)) || state.had(codes.get(i))) {
                return new StockRefusal.DuplicateCode(stock.name(), i + 1);
            }
        }
        return null;
    }

    /** Tells once that it is time to order more, and once that it no longer is. */
    private static void reorder(Decision decision, Stock stock) {
        boolean now = decision.state.left() <= stock.reorderAt();
        if (now != decision.state.reorder) {
            decision.emit(new StockEvent.Reorder(now, decision.state.left()));
        }
    }

    private void answer(
            Decision decision, Command command, StockCommand.Issue issue, @Nullable StockRefusal refusal) {
        Command.Body reply = replies.issued(issue.claim(), decision.given, refusal == null ? "" : refusal.code());
        String id = Message.id(command.entity(), decision.state.version + 1, 0);
        decision.messages.add(
                new Message(new Command(issue.to(), id, decision.state.time, 0, Origin.MESSAGE, reply)));
    }

    private static Step repeated(StockState state, Remembered remembered, long content) {
        long version = remembered.version();
        return Step.repeated(
                remembered.content() == content
                        ? new Outcome.Repeated(version, remembered.accepted())
                        : new Outcome.Refused(version, new StockRefusal.IdReused(version)),
                effects(state, TallyDelta.NONE));
    }

    /** What is asked; when that was said to be is no part of it, so that a caller without a moment of its own can ask again. */
    private static long content(Command command) {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        StockCommand.write(bytes, (StockCommand) command.body());
        return Hashes.of(bytes.array(), 0, bytes.size());
    }

    /** What an entry does besides its events; the same live and in replay. */
    private static void seal(StockState state, StockEntry entry) {
        state.version = entry.version();
        if (entry.forgetAt() != Long.MIN_VALUE) {
            state.ids.add(Hashes.of(entry.command().id()),
                    new Remembered(entry.content(), entry.version(),
                            entry.refusal() == null ? Remembered.Came.ACCEPTED : Remembered.Came.REFUSED,
                            entry.forgetAt(), 0),
                    state.time);
        }
    }

    @Override
    public Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries) {
        StockState state = StockState.open(before);
        TallyDelta was = tally(state, name);
        List<List<Message>> messages = new ArrayList<>(entries.size());
        for (byte[] bytes : entries) {
            StockEntry entry = StockEntry.decode(name, bytes, replies);
            if (entry.version() != state.version + 1) {
                throw new IllegalStateException(
                        "expected entry " + (state.version + 1) + " of " + name + ", but found " + entry.version());
            }
            entry.events().forEach(event -> state.apply(event, entry.body()));
            seal(state, entry);
            messages.add(entry.messages());
        }
        return new Replayed(state.change(new ByteWriter(USUAL_BYTES)), messages,
                effects(state, difference(was, tally(state, name))));
    }

    private static Step.Effects effects(StockState state, TallyDelta tally) {
        return new Step.Effects(state.version, Long.MAX_VALUE, tally);
    }

    /** Nothing is ever due for a stock, so a moment changes nothing of it. */
    @Override
    public byte[] canonical(Image image) {
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        StockState.open(image).writeCanonical(out);
        return out.toByteArray();
    }

    @Override
    public TallyDelta tally(Image image, EntityName name) {
        return tally(StockState.open(image), name);
    }

    /**
     * What a stock added to the totals at moments of the past.
     *
     * @param entries all that it has, the oldest first
     * @param moments growing
     */
    @Override
    public List<TallyDelta> tallies(EntityName name, List<byte[]> entries, long[] moments) {
        StockState state = StockState.open(null);
        List<StockEntry> decoded =
                entries.stream().map(bytes -> StockEntry.decode(name, bytes, replies)).toList();
        List<TallyDelta> tallies = new ArrayList<>(moments.length);
        int next = 0;
        for (long moment : moments) {
            for (; next < decoded.size() && time(decoded.get(next)) <= moment; next++) {
                StockEntry entry = decoded.get(next);
                entry.events().forEach(event -> state.apply(event, entry.body()));
            }
            tallies.add(tally(state, name));
        }
        return tallies;
    }

    private static long time(StockEntry entry) {
        return entry.events().getFirst() instanceof StockEvent.TimePassed passed ? passed.moment() : Long.MIN_VALUE;
    }

    private static TallyDelta tally(StockState state, EntityName name) {
        int first = (int) name.key() << 4;
        return changed(new int[]{first | Series.LEFT.ordinal(), first | Series.ISSUED.ordinal(),
            first | Series.WITHDRAWN.ordinal(), first | Series.SPOILED.ordinal(), first | Series.REORDER.ordinal()},
                new long[]{state.left(), state.issued, state.withdrawn, state.spoiled, state.reorder ? 1 : 0});
    }

    /** Without those that are 0. */
    private static TallyDelta changed(int[] series, long[] amounts) {
        int count = 0;
        for (int i = 0; i < series.length; i++) {
            if (amounts[i] != 0) {
                series[count] = series[i];
                amounts[count++] = amounts[i];
            }
        }
        return new TallyDelta(Arrays.copyOf(series, count), Arrays.copyOf(amounts, count));
    }

    private static TallyDelta difference(TallyDelta was, TallyDelta is) {
        Map<Integer, Long> sums = new LinkedHashMap<>();
        for (int i = 0; i < is.series().length; i++) {
            sums.merge(is.series()[i], is.amounts()[i], Long::sum);
        }
        for (int i = 0; i < was.series().length; i++) {
            sums.merge(was.series()[i], -was.amounts()[i], Long::sum);
        }
        return changed(sums.keySet().stream().mapToInt(Integer::intValue).toArray(),
                sums.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** The name of a series of a stock: {@code stock.codes.left}. */
    public static String seriesName(int series, Symbols symbols) {
        return "stock." + symbols.name(series >>> 4) + "."
                + Series.values()[series & 15].name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Command.Body due() {
        throw new IllegalStateException("expected nothing to be due for a stock");
    }

    @Override
    public long time(Image image) {
        return view(image).time();
    }

    public StockView view(@Nullable Image image) {
        if (image == null) {
            return StockView.NEW;
        }
        StockState state = StockState.open(image);
        return new StockView(state.version, state.time, state.added, state.issued, state.withdrawn, state.spoiled,
                state.left(), state.reorder);
    }

    /** An entry of the journal in words. */
    @Override
    public StockLine explain(EntityName name, byte[] bytes) {
        StockEntry entry = StockEntry.decode(name, bytes, replies);
        List<StockLine.Happened> happened = new ArrayList<>();
        long moment = time(entry);
        for (StockEvent event : entry.events()) {
            switch (event) {
                case StockEvent.TimePassed e -> {}
                case StockEvent.Added e ->
                        happened.add(new StockLine.Happened(moment, "pieces added", Map.of("pieces", e.pieces())));
                case StockEvent.Withdrawn e ->
                        happened.add(new StockLine.Happened(moment, "pieces withdrawn", Map.of("pieces", e.pieces())));
                case StockEvent.Issued e ->
                        happened.add(new StockLine.Happened(moment, "piece issued", Map.of("claim", e.claim())));
                case StockEvent.Returned e ->
                        happened.add(new StockLine.Happened(moment, "piece returned", Map.of("again", e.again())));
                case StockEvent.Reorder e -> happened.add(new StockLine.Happened(moment,
                        e.now() ? "time to order more" : "enough again", Map.of("left", e.left())));
            }
        }
        String what = entry.body()
                .getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        return new StockLine(entry.version(), entry.command(), what, entry.refusal(), happened);
    }
}
