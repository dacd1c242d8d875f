package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
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
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.stock.BudgetState.CodeUsed;
import org.guildhall.core.stock.BudgetState.Made;
import org.guildhall.core.stock.BudgetState.OfCodes;
import org.guildhall.core.stock.BudgetState.Used;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.CouponCodes;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offer.Budget;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Decides and evolves the budgets of offers. All budgets of one offer have one owner, so what it gives is decided one claim after the
 * other and never more than there is, of several budgets all or none. Safe for many threads.
 */
public final class BudgetMachine implements Keeper {
    /** For how many days it is known what was taken of a stretch of the calendar. */
    private static final int DAYS_KEPT = 800;
    private static final int USUAL_BYTES = 512;
    /** A slice gets at most this part of what is left, unless it could give more at once. */
    private static final int SHARES = 16;
    private static final long LEASE_MILLIS = 5_000;
    /** The most codes that one command makes. */
    public static final long MOST_CODES = 1_000_000;

    private final IntFunction<@Nullable Catalogue> catalogues;
    private final Replies replies;

    /** @param catalogues the published terms and offers by the number of the programme */
    public BudgetMachine(IntFunction<@Nullable Catalogue> catalogues, Replies replies) {
        this.catalogues = catalogues;
        this.replies = replies;
    }

    /** @param offer its symbol */
    public static EntityName name(int programme, int offer) {
        return new EntityName(programme, EntityKind.BUDGET, offer);
    }

    @Override
    public Step step(@Nullable Image before, Command command) {
        boolean making = command.body() instanceof BudgetCommand.MakeCodes;
        if (making == (command.origin() == Origin.MESSAGE)) {
            throw new IllegalArgumentException("expected a message to " + command.entity() + ", but found " + command);
        }
        BudgetState state = BudgetState.open(before);
        Made known = making ? state.made(Hashes.of(command.id())) : null;
        if (known != null) {
            return repeated(state, known, content(command));
        }
        Catalogue catalogue = required(command.entity());
        long time = Math.max(state.time, making ? command.received() : command.at());
        Changes changes = new Changes(state, new ArrayList<>(2));
        List<OfCodes> codes = new ArrayList<>(1);
        List<Message> messages = new ArrayList<>(1);
        StockRefusal refusal = switch ((BudgetCommand) command.body()) {
            case BudgetCommand.Take take -> {
                StockRefusal why = take(state, catalogue, command, take, changes);
                messages.add(answer(state, command, take.to(), take.claim(), why, time));
                yield why;
            }
            case BudgetCommand.TakeByCode take -> {
                StockRefusal why = take(state, catalogue, command, take, changes, codes);
                messages.add(answer(state, command, take.to(), take.claim(), why, time));
                yield why;
            }
            case BudgetCommand.MakeCodes make -> make(state, catalogue, command, make, codes);
            case BudgetCommand.GiveBack back -> {
                giveBack(state, catalogue, command, back, changes);
                yield null;
            }
            case BudgetCommand.Lease lease -> {
                returned(state, catalogue, command, lease.before(), changes);
                SliceCommand.Leased leased = lease(state, catalogue, command, lease, changes);
                messages.add(new Message(new Command(lease.slice(),
                        Message.id(command.entity(), state.version + 1, 0), time, 0, Origin.MESSAGE, leased)));
                yield null;
            }
            case BudgetCommand.Return back -> {
                returned(state, catalogue, command, back, changes);
                yield null;
            }
        };
        codes.forEach(state::apply);
        BudgetEntry entry = new BudgetEntry(state.version + 1, command, refusal, time, changes.all(), codes, messages);
        stamp(state, entry);
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        return new Step(
                refusal == null ? new Outcome.Accepted(entry.version()) : new Outcome.Refused(entry.version(), refusal),
                entry.encode(out, replies), state.change(out), messages, effects(state, delta(changes.all())));
    }

    /** What one decision changes, which it sees at once. */
    private record Changes(BudgetState state, List<Used> all) {
        void add(Used change) {
            state.apply(change);
            all.add(change);
        }
    }

    private Message answer(
            BudgetState state, Command command, EntityName to, long claim, @Nullable StockRefusal why, long time) {
        return new Message(new Command(to, Message.id(command.entity(), state.version + 1, 0), time, 0, Origin.MESSAGE,
                replies.answered(claim, why == null ? "" : why.code())));
    }

    private static long content(Command command) {
        ByteWriter out = new ByteWriter(16);
        BudgetCommand.write(out, (BudgetCommand) command.body());
        return Hashes.of(out.array(), 0, out.size());
    }

    private static Step repeated(BudgetState state, Made known, long content) {
        return Step.repeated(known.content() == content
                ? new Outcome.Repeated(state.version, true)
                : new Outcome.Refused(state.version, new StockRefusal.IdReused(state.version)),
                effects(state, TallyDelta.NONE));
    }

    /** Codes are good from when they are made, in the order of their serials: what was not made is none. */
    private static @Nullable StockRefusal make(
            BudgetState state, Catalogue catalogue, Command command, BudgetCommand.MakeCodes make,
            List<OfCodes> codes) {
        Coupon coupon = offer(catalogue, command.entity()).latest().coupon(make.coupon());
        if (coupon == null || !(coupon.given() instanceof Coupon.Given.ByUniqueCode)) {
            return new StockRefusal.NotInTerms("coupon by-unique-code",
                    catalogue.latest().symbols().name(make.coupon()));
        }
        long made = state.codes(make.coupon()).made();
        long most = Math.min(MOST_CODES, CouponCodes.MOST - made);
        if (make.count() < 1 || make.count() > most) {
            return new StockRefusal.OutOfRange("count", Fact.of(make.count()), Fact.of(0), Fact.of(most));
        }
        codes.add(new Made(Hashes.of(command.id()), content(command), make.coupon(), made + 1, make.count()));
        return null;
    }

    private static @Nullable StockRefusal take(BudgetState state, Catalogue catalogue, Command command,
            BudgetCommand.TakeByCode take, Changes changes, List<OfCodes> codes) {
        String coupon = catalogue.offers().coupon(take.coupon(), take.version()).name();
        if (take.serial() > state.codes(take.coupon()).made()) {
            return new StockRefusal.CodeUnknown(coupon);
        }
        if (state.codeUsed(take.coupon(), take.serial())) {
            return new StockRefusal.CodeUsed(coupon);
        }
        StockRefusal refusal = take(state, catalogue, command, new BudgetCommand.Take(take.to(), take.claim(),
                take.coupon(), take.version(), 1, take.each()), changes);
        if (refusal == null) {
            codes.add(new CodeUsed(take.coupon(), take.serial()));
        }
        return refusal;
    }

    private Catalogue required(EntityName name) {
        return Objects.requireNonNull(catalogues.apply(name.programme()), name.toString());
    }

    private static Offers.Published offer(Catalogue catalogue, EntityName name) {
        Offers.Published offer = catalogue.offers().find((int) name.key());
        if (offer == null) {
            throw new IllegalStateException("expected the offer of " + name + ", but found none");
        }
        return offer;
    }

    private static @Nullable StockRefusal take(
            BudgetState state, Catalogue catalogue, Command command, BudgetCommand.Take take, Changes changes) {
        Offer offer = offer(catalogue, command.entity()).at(command.at());
        Coupon coupon = catalogue.offers().coupon(take.coupon(), take.version());
        StockRefusal refusal =
                soldOut(state, offer, coupon, take.many(), take.each(), calendar(catalogue), command.at());
        for (Budget budget : refusal == null ? offer.budgets() : List.<Budget>of()) {
            if (budget.concerns(coupon)) {
                changes.add(used(catalogue, budget, period(calendar(catalogue), budget, command.at()),
                        budget.takes(coupon, take.many(), take.each()), command.at()));
            }
        }
        return refusal;
    }

    /** What goes back to a stretch that is forgotten is gone: nothing can be taken of it any more. */
    private static void giveBack(
            BudgetState state, Catalogue catalogue, Command command, BudgetCommand.GiveBack back, Changes changes) {
        Coupon coupon = catalogue.offers().coupon(back.coupon(), back.version());
        for (Budget budget : offer(catalogue, command.entity()).at(command.at()).budgets()) {
            if (budget.concerns(coupon)) {
                long amount = budget.of() == Offer.Of.COUPONS
                        ? back.piece() ? 1 : 0
                        : budget.takes(coupon, 1, back.each()) - budget.takes(coupon, 1, back.cost());
                long period = period(calendar(catalogue), budget, back.takenAt());
                long there = Math.min(amount, state.used(budget.number(), period));
                if (there > 0) {
                    changes.add(used(catalogue, budget, period, -there, command.at()));
                }
            }
        }
    }

    /** As many as there are of what a slice of the offer is; fewer where there are few, so that all shards come to some. */
    private static SliceCommand.Leased lease(
            BudgetState state, Catalogue catalogue, Command command, BudgetCommand.Lease lease, Changes changes) {
        Offer offer = offer(catalogue, command.entity()).at(command.at());
        Coupon coupon = catalogue.offers().coupon(lease.before().coupon(), lease.before().version());
        ZoneCalendar calendar = calendar(catalogue);
        long there = left(state, offer, coupon, lease.each(), calendar, command.at());
        long many = Math.min(there, Math.max(lease.needed(), Math.min(offer.slice(), there / SHARES)));
        if (many < lease.least()) {
            return new SliceCommand.Leased(coupon.number(), lease.before().version(), 0, 0, command.at(),
                    Long.MIN_VALUE, Long.MAX_VALUE);
        }
        long from = Long.MIN_VALUE;
        long until = command.at() + LEASE_MILLIS;
        for (Budget budget : offer.budgets()) {
            if (budget.concerns(coupon)) {
                changes.add(used(catalogue, budget, period(calendar, budget, command.at()),
                        budget.takes(coupon, many, lease.each()), command.at()));
                if (budget.per() instanceof Limit.Per.Calendar(var unit)) {
                    from = Math.max(from, calendar.floor(command.at(), unit));
                    until = Math.min(until, calendar.endOf(command.at(), unit));
                }
            }
        }
        changes.add(new Used(coupon.number(), BudgetView.LEASED, many, Long.MIN_VALUE));
        return new SliceCommand.Leased(coupon.number(), lease.before().version(), many, offer.version(), command.at(),
                from,
                until);
    }

    private static void returned(
            BudgetState state, Catalogue catalogue, Command command, BudgetCommand.Return back, Changes changes) {
        Coupon coupon = catalogue.offers().coupon(back.coupon(), back.version());
        List<Offers.Dated> versions = offer(catalogue, command.entity()).versions();
        for (Budget budget : back.left() == 0 ? List.<Budget>of() : versions.get(back.by() - 1).offer().budgets()) {
            if (budget.concerns(coupon)) {
                long period = period(calendar(catalogue), budget, back.leasedAt());
                long there = Math.min(budget.takes(coupon, back.left(), back.each()),
                        state.used(budget.number(), period));
                if (there > 0) {
                    changes.add(used(catalogue, budget, period, -there, command.at()));
                }
            }
        }
        if (back.left() + back.given() > 0) {
            changes.add(new Used(coupon.number(), BudgetView.LEASED, -back.left() - back.given(), Long.MIN_VALUE));
        }
    }

    /** How many coupons there are by all budgets, each of which can cost so much. */
    private static long left(BudgetState state, Offer offer, Coupon coupon, long each, ZoneCalendar calendar, long at) {
        long many = Integer.MAX_VALUE;
        for (Budget budget : offer.budgets()) {
            long one = budget.concerns(coupon) ? budget.takes(coupon, 1, each) : 0;
            if (one > 0) {
                many = Math.min(many,
                        Math.max(0, budget.amount() - state.used(budget.number(), period(calendar, budget, at))) / one);
            }
        }
        return many;
    }

    private static Used used(Catalogue catalogue, Budget budget, long period, long by, long at) {
        return new Used(budget.number(), period, by,
                budget.per() instanceof Limit.Per.Calendar ? calendar(catalogue).dayOf(at) - DAYS_KEPT
                        : Long.MIN_VALUE);
    }

    private static ZoneCalendar calendar(Catalogue catalogue) {
        return catalogue.latest().calendar();
    }

    /** The stretch of a budget that a moment lies in: the epoch day on which it begins, 0 for a lifetime. */
    public static long period(ZoneCalendar calendar, Budget budget, long moment) {
        return budget.per().period(calendar, moment);
    }

    private static void apply(BudgetState state, BudgetEntry entry) {
        entry.used().forEach(state::apply);
        entry.codes().forEach(state::apply);
        stamp(state, entry);
    }

    private static void stamp(BudgetState state, BudgetEntry entry) {
        state.time = entry.time();
        state.version = entry.version();
    }

    @Override
    public Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries) {
        BudgetState state = BudgetState.open(before);
        List<List<Message>> messages = new ArrayList<>(entries.size());
        List<Used> changes = new ArrayList<>();
        for (byte[] bytes : entries) {
            BudgetEntry entry = BudgetEntry.decode(name, bytes, replies);
            if (entry.version() != state.version + 1) {
                throw new IllegalStateException(
                        "expected entry " + (state.version + 1) + " of " + name + ", but found " + entry.version());
            }
            apply(state, entry);
            changes.addAll(entry.used());
            messages.add(entry.messages());
        }
        return new Replayed(state.change(new ByteWriter(USUAL_BYTES)), messages, effects(state, delta(changes)));
    }

    private static Step.Effects effects(BudgetState state, TallyDelta tally) {
        return new Step.Effects(state.version, Long.MAX_VALUE, tally);
    }

    /** Nothing is ever due for a budget, so a moment changes nothing of it. */
    @Override
    public byte[] canonical(Image image) {
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        BudgetState.open(image).writeCanonical(out);
        return out.toByteArray();
    }

    private static TallyDelta delta(List<Used> changes) {
        Map<Integer, Long> sums = new LinkedHashMap<>();
        for (Used change : changes) {
            if (change.period() == 0) {
                sums.merge(change.budget() << 4, change.by(), Long::sum);
            }
        }
        return delta(sums);
    }

    private static TallyDelta delta(Map<Integer, Long> sums) {
        sums.values().removeIf(sum -> sum == 0);
        return new TallyDelta(sums.keySet().stream().mapToInt(Integer::intValue).toArray(),
                sums.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** What was taken of budgets for a lifetime; those for stretches of the calendar are in {@link #view}. */
    @Override
    public TallyDelta tally(Image image, EntityName name) {
        Map<Integer, Long> sums = new LinkedHashMap<>();
        BudgetState.open(image).forEach((budget, period, taken) -> {
            if (period == 0) {
                sums.merge(budget << 4, taken, Long::sum);
            }
        });
        return delta(sums);
    }

    /**
     * What budgets added to the totals at moments of the past.
     *
     * @param entries all that there are, the oldest first
     * @param moments growing
     */
    @Override
    public List<TallyDelta> tallies(EntityName name, List<byte[]> entries, long[] moments) {
        List<BudgetEntry> decoded =
                entries.stream().map(bytes -> BudgetEntry.decode(name, bytes, replies)).toList();
        List<TallyDelta> tallies = new ArrayList<>(moments.length);
        List<Used> changes = new ArrayList<>();
        int next = 0;
        for (long moment : moments) {
            for (; next < decoded.size() && decoded.get(next).time() <= moment; next++) {
                changes.addAll(decoded.get(next).used());
            }
            tallies.add(delta(changes));
        }
        return tallies;
    }

    /** The name of a series of a budget: {@code budget.sale/sale-500/coupons per lifetime.taken}. */
    public static String seriesName(int series, Symbols symbols) {
        return "budget." + symbols.name(series >>> 4) + ".taken";
    }

    @Override
    public Command.Body due() {
        throw new IllegalStateException("expected nothing to be due for budgets");
    }

    @Override
    public long time(Image image) {
        return BudgetState.open(image).time;
    }

    public BudgetView view(@Nullable Image image) {
        if (image == null) {
            return BudgetView.NEW;
        }
        BudgetState state = BudgetState.open(image);
        List<BudgetView.Taken> taken = new ArrayList<>();
        state.forEach((budget, period, amount) -> taken.add(new BudgetView.Taken(budget, period, amount)));
        List<BudgetView.Codes> codes = new ArrayList<>(0);
        state.forEachCoupon((coupon, made, used) -> codes.add(new BudgetView.Codes(coupon, made, used)));
        return new BudgetView(state.version, state.time, taken, codes);
    }

    /** The codes that the command of an id made; null for none. */
    public BudgetView.@Nullable Batch made(@Nullable Image image, String id) {
        Made made = BudgetState.open(image).made(Hashes.of(id));
        return made == null ? null : new BudgetView.Batch(made.coupon(), made.first(), made.count());
    }

    /**
     * Whether so many coupons can't be had as budgets stand, which only something that is given back can change: not while a slice may
     * hold some. Looked at before a
     * claim is decided, so that what is gone is refused at the speed of a read.
     *
     * @param moment of the claim, epoch milliseconds
     */
    public static @Nullable StockRefusal soldOut(
            @Nullable Image image, Offer offer, Coupon coupon, long many, ZoneCalendar calendar, long moment) {
        BudgetState state = BudgetState.open(image);
        StockRefusal refusal = soldOut(state, offer, coupon, many, coupon.most(), calendar, moment);
        return refusal != null
                && offer.coupons().stream().noneMatch(one -> state.used(one.number(), BudgetView.LEASED) > 0)
                        ? refusal
                        : null;
    }

    private static @Nullable StockRefusal soldOut(BudgetState state, Offer offer, Coupon coupon, long many, long each,
            ZoneCalendar calendar, long moment) {
        for (Budget budget : offer.budgets()) {
            if (budget.concerns(coupon)) {
                long amount = budget.takes(coupon, many, each);
                long left =
                        Math.max(0, budget.amount() - state.used(budget.number(), period(calendar, budget, moment)));
                if (amount > left) {
                    return budget.of() == Offer.Of.MONEY
                            ? StockRefusal.SoldOut.money(budget.name(), amount, left)
                            : StockRefusal.SoldOut.pieces(budget.name(), amount, left);
                }
            }
        }
        return null;
    }

    /** An entry of the journal in words. */
    @Override
    public StockLine explain(EntityName name, byte[] bytes) {
        BudgetEntry entry = BudgetEntry.decode(name, bytes, replies);
        Catalogue catalogue = required(name);
        Symbols symbols = catalogue.latest().symbols();
        Stream<StockLine.Happened> codes = entry.codes().stream().map(change -> switch (change) {
            case Made made -> new StockLine.Happened(entry.time(), "codes made",
                    Map.of("coupon", symbols.name(made.coupon()), "first", made.first(), "amount", made.count()));
            case CodeUsed used -> new StockLine.Happened(entry.time(), "code used",
                    Map.of("coupon", symbols.name(used.coupon()), "number", used.serial()));
        });
        Stream<StockLine.Happened> budgets = entry.used()
                .stream()
                .filter(used -> used.period() != BudgetView.LEASED)
                .map(used -> new StockLine.Happened(entry.time(), used.by() > 0 ? "budget taken" : "budget given back",
                        Map.of("budget", symbols.name(used.budget()), "amount", Math.abs(used.by()))));
        String what = switch (entry.body()) {
            case BudgetCommand.Take take -> "take";
            case BudgetCommand.GiveBack back -> "give back";
            case BudgetCommand.TakeByCode take -> "take by code";
            case BudgetCommand.MakeCodes make -> "make codes";
            case BudgetCommand.Lease lease -> "lease";
            case BudgetCommand.Return back -> "return";
        };
        return new StockLine(entry.version(), entry.command(), what, entry.refusal(),
                Stream.concat(codes, budgets).toList());
    }
}
