package org.guildhall.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.BenefitCheck;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.member.PaymentsView;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.member.TurnedOffer;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A world in memory, one command at a time, for scenarios and tests: no threads, no clock, no disk.
 *
 * <p>Each step is proved on the way: its entry, replayed over the state before, gives the state after byte for byte, and
 * every wallet's accounts balance. A step that fails this throws {@link AssertionError}. Used by one thread.
 */
public final class Sandbox {
    /** What codes of coupons are made of in all worlds of the kind, so that they can stand in files. */
    public static final CodeKey CODES =
            new CodeKey("a secret that is none: for tests".getBytes(StandardCharsets.US_ASCII));

    private final Engine engine;
    private final Map<EntityName, Stored> entities = new TreeMap<>();
    private final Map<EntityName, List<byte[]>> journal = new HashMap<>();
    private final Map<EntityName, List<List<Message>>> sent = new HashMap<>();
    /** What each entity added to the totals at its moments. */
    private final Map<EntityName, SortedMap<Long, Map<Integer, Long>>> tallies = new HashMap<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private long received = Long.MIN_VALUE;

    /** One entity at rest. */
    private record Stored(byte[] head, Map<Long, byte[]> pages) {
        Image image() {
            return new Image(head, page -> {
                byte[] bytes = pages.get(page);
                if (bytes == null) {
                    throw new IllegalStateException("expected page " + page + " of the entity, but it has none");
                }
                return bytes;
            });
        }

        static Stored after(@Nullable Stored before, Change change) {
            Map<Long, byte[]> pages = before == null ? new TreeMap<>() : new TreeMap<>(before.pages);
            for (Change.Page page : change.pages()) {
                byte[] bytes = page.bytes();
                if (bytes == null) {
                    pages.remove(page.number());
                } else {
                    pages.put(page.number(), bytes);
                }
            }
            return new Stored(change.head(), pages);
        }

        boolean same(Stored other) {
            return Arrays.equals(head, other.head)
                    && pages.keySet().equals(other.pages.keySet())
                    && pages.entrySet()
                            .stream()
                            .allMatch(page -> Arrays.equals(page.getValue(), other.pages.get(page.getKey())));
        }
    }

    public Sandbox() {
        this(new Engine(Sandbox::compile, OfferReader::published));
    }

    public Sandbox(Engine engine) {
        this.engine = engine;
    }

    /** Reads terms that must be right. */
    public static Terms compile(String text, @Nullable Terms previous) {
        return switch (TermsReader.read("terms", text, previous)) {
            case TermsReader.Result.Read read -> read.terms();
            case TermsReader.Result.Mistaken mistaken ->
                    throw new IllegalArgumentException(
                            "expected terms without mistakes, but found " + mistaken.problems());
        };
    }

    public Engine engine() {
        return engine;
    }

    /** Publishes terms from their own date on. */
    public Terms publish(Terms terms) {
        engine.publish(new PublishedTerms(terms.programme(), terms.from(), terms.text()).encode());
        return terms;
    }

    /** Publishes a version of an offer, which must be right, and holds from a moment on. */
    public Offer publishOffer(String programme, String text, long since) {
        Catalogue known = Objects.requireNonNull(engine.catalogue(EntityName.programmeNumber(programme)));
        switch (OfferReader.read("offer", text, known, since)) {
            case OfferReader.Result.Read read -> {
                engine.publish(new PublishedOffer(programme, since, known.offers().changes(), text).encode());
                return read.offer().offer();
            }
            case OfferReader.Result.Mistaken mistaken ->
                    throw new IllegalArgumentException(
                            "expected an offer without mistakes, but found " + mistaken.problems());
        }
    }

    /** Pauses an offer, lets it go on, or stops it. */
    public void turnOffer(String programme, String offer, Offers.Life life, long at) {
        Catalogue known = Objects.requireNonNull(engine.catalogue(EntityName.programmeNumber(programme)));
        engine.publish(
                new TurnedOffer(programme, at, known.offers().changes(), offer, life, "a test").encode());
    }

    /** Decides a command and delivers whatever messages follow from it. */
    public Outcome submit(Command command) {
        Outcome outcome = step(command);
        for (Message message = messages.poll(); message != null; message = messages.poll()) {
            step(message.command());
        }
        return outcome;
    }

    /** Decides a command and gives the messages that follow from it; they are delivered by deciding them, each sender's in their order. */
    public List<Message> decide(Command command) {
        step(command);
        List<Message> follow = List.copyOf(messages);
        messages.clear();
        return follow;
    }

    private Outcome step(Command unstamped) {
        received = Math.max(received, unstamped.received() == 0 ? unstamped.at() : unstamped.received());
        Command command = unstamped.receivedAt(unstamped.received() == 0 ? unstamped.at() : unstamped.received());
        Stored before = entities.get(command.entity());
        Step step = engine.step(before == null ? null : before.image(), command);
        byte[] entry = step.entry();
        Change change = step.change();
        if (entry != null && change != null) {
            Stored after = Stored.after(before, change);
            Stored replayed = Stored.after(
                    before,
                    engine.replay(before == null ? null : before.image(), command.entity(), List.of(entry))
                            .change());
            if (!after.same(replayed)) {
                throw new AssertionError("expected the entry of " + command + " to replay to the same state");
            }
            entities.put(command.entity(), after);
            journal.computeIfAbsent(command.entity(), name -> new ArrayList<>()).add(entry);
            sent.computeIfAbsent(command.entity(), name -> new ArrayList<>()).add(step.messages());
            messages.addAll(step.messages());
            requireBalance(command.entity());
            keepTally(command.entity(), after.image());
        }
        return step.outcome();
    }

    private void keepTally(EntityName name, Image image) {
        MemberView view = engine.view(image, name, Long.MIN_VALUE);
        if (view != null || name.kind() != EntityKind.MEMBER) {
            long time = view != null ? view.time() : engine.keptTime(name, image);
            tallies.computeIfAbsent(name, any -> new TreeMap<>())
                    .put(time, amounts(Objects.requireNonNull(engine.tally(image, name, time))));
        }
    }

    private void requireBalance(EntityName name) {
        MemberView view = view(name, Long.MIN_VALUE);
        if (view == null) {
            return;
        }
        view.wallets().forEach((currency, wallet) -> {
            long difference = wallet.figure(Account.ISSUED) + wallet.figure(Account.RECEIVED)
                    + wallet.figure(Account.OWED)
                    - wallet.figure(Account.PENDING) - wallet.figure(Account.AVAILABLE)
                    - wallet.figure(Account.RESERVED) - wallet.figure(Account.SPENT)
                    - wallet.figure(Account.EXPIRED) - wallet.figure(Account.REVERSED)
                    - wallet.figure(Account.FORFEITED) - wallet.figure(Account.SENT);
            long pending = wallet.lots()
                    .stream()
                    .filter(lot -> lot.vestsAt() != null)
                    .mapToLong(MemberView.LotView::amount)
                    .sum();
            long available = wallet.lots()
                    .stream()
                    .filter(lot -> lot.vestsAt() == null)
                    .mapToLong(MemberView.LotView::amount)
                    .sum();
            if (difference != 0
                    || pending != wallet.figure(Account.PENDING)
                    || available != wallet.figure(Account.AVAILABLE)) {
                throw new AssertionError("expected the accounts of " + name + " to balance, but found " + currency
                        + " off by " + difference + ", lots of " + pending + " pending and " + available
                        + " available, " + wallet.figures());
            }
        });
    }

    /** The member as it stands at a moment, or null when unknown. Reading changes nothing. */
    public @Nullable MemberView view(EntityName name, long moment) {
        Stored stored = entities.get(name);
        return stored == null ? null : engine.view(stored.image(), name, moment);
    }

    /** A stock as it stands. */
    public StockView stock(EntityName name) {
        Stored stored = entities.get(name);
        return engine.stock(stored == null ? null : stored.image());
    }

    /** What was taken of the budgets of an offer. */
    public BudgetView budget(EntityName name) {
        Stored stored = entities.get(name);
        return engine.budget(stored == null ? null : stored.image());
    }

    /** What a member has of a benefit at a moment, and how long; null when unknown. Reading changes nothing. */
    /** Whether a member's claim of a coupon would be refused by a look at the budgets of its offer. */
    public boolean soldOut(int offer, EntityName member, int coupon, long moment) {
        Stored budgets = entities.get(BudgetMachine.name(member.programme(), offer));
        return engine.soldOut(budgets == null ? null : budgets.image(), null, member, "look", coupon, moment) != null;
    }

    /** How many of a coupon slices of its offer's budgets hold and did not give. */
    public long sliced(int coupon) {
        return entities.entrySet()
                .stream()
                .filter(one -> one.getKey().kind() == EntityKind.SLICE)
                .mapToLong(one -> engine.sliceLeft(one.getValue().image(), coupon))
                .sum();
    }

    public @Nullable BenefitCheck check(EntityName name, String benefit, long moment) {
        Stored stored = entities.get(name);
        return stored == null ? null : engine.check(stored.image(), name, benefit, moment, Long.MAX_VALUE);
    }

    /** What a member is told of a plan at a moment, or null where they have it not. */
    public @Nullable OutlookView outlook(EntityName name, String plan, long moment) {
        Stored stored = entities.get(name);
        return stored == null ? null : engine.outlook(stored.image(), name, plan, moment);
    }

    /** All payments of a member at a moment, or null when unknown. */
    public @Nullable PaymentsView payments(EntityName name, long moment) {
        Stored stored = entities.get(name);
        return stored == null ? null : engine.payments(stored.image(), name, moment);
    }

    /** The totals of a programme at a moment that is not before anything that happened, by the names of their series; none is 0. */
    public Map<String, Long> totals(int programme, long moment) {
        Map<String, Long> totals = new TreeMap<>();
        entities.forEach((name, stored) -> {
            if (name.programme() == programme) {
                TallyDelta tally = Objects.requireNonNull(engine.tally(stored.image(), name, moment),
                        () -> "nothing of " + name + " after the moment");
                amounts(tally).forEach((series, amount) -> totals.merge(engine.seriesName(programme, series), amount,
                        Long::sum));
            }
        });
        totals.values().removeIf(amount -> amount == 0);
        return totals;
    }

    /** The canonical state at a moment; null when unknown. */
    public byte @Nullable [] canonical(EntityName name, long moment) {
        Stored stored = entities.get(name);
        return stored == null ? null : engine.canonical(stored.image(), name, moment);
    }

    /**
     * Proves that all entries of each entity, replayed at once, give its state byte for byte, what it adds to totals, now and at
     * each moment of its past, and the messages that were sent; throws {@link AssertionError}.
     */
    public void requireReplay() {
        journal.forEach((name, entries) -> {
            Stored stored = Objects.requireNonNull(entities.get(name));
            Machine.Replayed replayed = engine.replay(null, name, entries);
            if (!Stored.after(null, replayed.change()).same(stored)
                    || replayed.effects().version() != engine.effects(stored.head()).version()
                    || replayed.effects().nextDue() != nextDue(name)
                    || !amounts(replayed.effects().tally()).equals(amounts(engine.tally(stored.image(), name)))
                    || !bytes(replayed.messages()).equals(bytes(Objects.requireNonNull(sent.get(name))))) {
                throw new AssertionError("expected the entries of " + name + " to replay at once to its state");
            }
            requirePast(name, entries);
        });
    }

    private void requirePast(EntityName name, List<byte[]> entries) {
        SortedMap<Long, Map<Integer, Long>> seen = tallies.getOrDefault(name, new TreeMap<>());
        long[] moments = seen.keySet().stream().mapToLong(Long::longValue).toArray();
        List<Map<Integer, Long>> past =
                engine.tallies(name, entries, moments).stream().map(Sandbox::amounts).toList();
        if (!past.equals(List.copyOf(seen.values()))) {
            throw new AssertionError("expected the entries of " + name + " to tell what it added to totals, " + seen
                    + ", but found " + past);
        }
    }

    private static Map<Integer, Long> amounts(TallyDelta tally) {
        Map<Integer, Long> amounts = new HashMap<>();
        for (int i = 0; i < tally.series().length; i++) {
            amounts.put(tally.series()[i], tally.amounts()[i]);
        }
        return amounts;
    }

    private List<List<String>> bytes(List<List<Message>> all) {
        return all.stream()
                .map(some -> some.stream()
                        .map(message -> HexFormat.of().formatHex(engine.encode(message.command())))
                        .toList())
                .toList();
    }

    /** Everything that was written about an entity, oldest first. */
    public List<EntryView> entries(EntityName name) {
        return journal.getOrDefault(name, List.of())
                .stream()
                .map(entry -> engine.explain(name, entry))
                .toList();
    }

    /** When something is next due for an entity; {@link Long#MAX_VALUE} for never. */
    public long nextDue(EntityName name) {
        Stored stored = entities.get(name);
        return stored == null ? Long.MAX_VALUE : engine.effects(stored.head()).nextDue();
    }

    public List<EntityName> names() {
        return List.copyOf(entities.keySet());
    }
}
