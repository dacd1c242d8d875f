package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.OtherVersion;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.stock.Keeper;
import org.guildhall.core.stock.SliceMachine;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.OfferCompiler;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** The membership engine: decides and evolves members, and the stocks they take from, under published terms. Safe for many threads. */
public final class Engine implements Machine {
    /** How late a command may come that is neither an activity, whose kind declares it, nor imported. */
    public static final long COMMAND_LATE_MILLIS = 7 * 86_400_000L;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int USUAL_BYTES = 2048;
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** Where heads, entries and what a step adds to totals are put together before they are copied out; nothing stays in it. */
    private static final class Scratch {
        final ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        final MemberTally tally = new MemberTally();
    }

    private final Map<Integer, Catalogue> catalogues = new ConcurrentHashMap<>();
    private final BiFunction<String, @Nullable Terms, Terms> compiler;
    private final OfferCompiler offerCompiler;
    private final StockMachine stocks = new StockMachine(this::catalogue, new StockReplies());
    private final BudgetMachine budgets = new BudgetMachine(this::catalogue, new StockReplies());
    private final SliceMachine slices = new SliceMachine(this::catalogue, new StockReplies());

    /** @param compiler from a published text and the terms before it to terms; it was checked when it was published */
    public Engine(BiFunction<String, @Nullable Terms, Terms> compiler, OfferCompiler offerCompiler) {
        this.compiler = compiler;
        this.offerCompiler = offerCompiler;
    }

    @Override
    public void publish(byte[] terms) {
        TermsRecord record = TermsRecord.decode(terms);
        catalogues.compute(EntityName.programmeNumber(record.programme()), (number, known) -> switch (record) {
            case PublishedTerms published -> published(known, published);
            case WithdrawnTerms withdrawn -> withdrawn(had(known, record), withdrawn);
            case PublishedOffer published -> published(had(known, record), published);
            case TurnedOffer turned -> turned(had(known, record), turned);
        });
    }

    private static Catalogue had(@Nullable Catalogue known, TermsRecord record) {
        if (known == null) {
            throw new IllegalStateException(
                    "expected published terms of " + record.programme() + " first, but found none");
        }
        return known;
    }

    private Catalogue published(Catalogue known, PublishedOffer record) {
        if (record.changes() < known.offers().changes()) {
            return known;
        }
        OfferCompiler.Compiled compiled = offerCompiler.compile(record.text(), known, record.from());
        return known.with(known.offers().with(record.from(), compiled.offer()), compiled.symbols());
    }

    private static Catalogue turned(Catalogue known, TurnedOffer record) {
        Offers.Published offer = known.offers().find(record.offer());
        if (record.changes() < known.offers().changes() || offer == null) {
            return known;
        }
        return known.with(known.offers()
                .with(offer.latest().number(), new Offers.Turn(record.from(), record.life(), record.reason())),
                known.latest().symbols());
    }

    private Catalogue published(@Nullable Catalogue known, PublishedTerms terms) {
        if (known == null) {
            return Catalogue.of(terms.from(), compiler.apply(terms.text(), null));
        }
        boolean again = terms.withdrawals() < known.withdrawn().size()
                || known.all().stream().anyMatch(dated -> dated.from() == terms.from());
        return again ? known : known.with(terms.from(), compiler.apply(terms.text(), known.latest()));
    }

    private static Catalogue withdrawn(Catalogue known, WithdrawnTerms terms) {
        boolean again = terms.withdrawals() < known.withdrawn().size();
        return again ? known : known.withoutLatest(terms.from());
    }

    /** The terms of a programme, or null for one that was never published. */
    public @Nullable Catalogue catalogue(int programme) {
        return catalogues.get(programme);
    }

    public List<Catalogue> catalogues() {
        return List.copyOf(catalogues.values());
    }

    private Catalogue required(EntityName name) {
        Catalogue catalogue = catalogues.get(name.programme());
        if (catalogue == null) {
            throw new IllegalStateException(
                    "expected published terms for the programme of " + name + ", but found none");
        }
        return catalogue;
    }

    @Override
    public Step step(@Nullable Image before, Command command) {
        return switch (command.entity().kind()) {
            case MEMBER -> stepMember(before, command);
            case STOCK, BUDGET, SLICE -> keeper(command.entity()).step(before, command);
        };
    }

    private Keeper keeper(EntityName name) {
        return switch (name.kind()) {
            case STOCK -> stocks;
            case BUDGET -> budgets;
            case SLICE -> slices;
            case MEMBER -> throw new IllegalArgumentException("expected what members ask, but found " + name);
        };
    }

    /** When what was last decided about an entity that members ask was decided, epoch milliseconds. */
    public long keptTime(EntityName name, Image image) {
        return keeper(name).time(image);
    }

    private Step stepMember(@Nullable Image before, Command command) {
        Catalogue catalogue = required(command.entity());
        MemberCommand body = (MemberCommand) command.body();
        Member member = Member.open(before);
        long idHash = Hashes.of(command.id());
        Content content = Content.of(command);
        boolean remembers = remembers(command);
        Remembered remembered = remembers ? member.ids.get(idHash) : null;
        if (remembered != null && remembered.forgetAt() > time(member, command)) {
            return repeated(member, remembered, content.hash());
        }
        if (command.expects() != Command.ANY && command.expects() != member.version) {
            OtherVersion refusal = new OtherVersion(command.expects(), member.version);
            return Step.repeated(new Outcome.Refused(member.version, refusal),
                    new Step.Effects(member.version, member.nextDue, TallyDelta.NONE));
        }
        Scratch scratch = SCRATCH.get();
        scratch.tally.reset().add(member, catalogue, -1);
        Decision decision = new Decision(member, catalogue, command);
        MemberRefusal refusal;
        try {
            refusal = decide(decision, body);
        } catch (Awarding.RuleFailed | RuleFailedException | ArithmeticException failure) {
            refusal = failure instanceof Awarding.RuleFailed rule
                    ? rule.refusal()
                    : new MemberRefusal.RuleFailed("", 0, String.valueOf(failure.getMessage()));
            member = Member.open(before);
            decision = new Decision(member, catalogue, command);
            Advancing.advance(decision, time(member, command));
        }
        return finish(decision, refusal, remembers ? idHash : 0, remembers, content, scratch);
    }

    /** Timers need no remembering, and messages are told apart by their source's cursor. */
    private static boolean remembers(Command command) {
        return !(command.body() instanceof MemberCommand.Advance) && command.origin() != Origin.MESSAGE;
    }

    /** The same id again: its outcome if the content is the same, else a refusal that is not an entry of its own. */
    private static Step repeated(Member member, Remembered remembered, long content) {
        Step.Effects effects = new Step.Effects(member.version, member.nextDue, TallyDelta.NONE);
        long version = remembered.version();
        if (remembered.content() != content) {
            return Step.repeated(new Outcome.Refused(version, new MemberRefusal.IdReused(version)), effects);
        }
        return Step.repeated(
                remembered.came() == Remembered.Came.BEGUN
                        ? new Outcome.Begun(version)
                        : new Outcome.Repeated(version, remembered.accepted()),
                effects);
    }

    /** The member's time for a command: never going back. A message brings its sender's time. */
    private static long time(Member member, Command command) {
        return Math.max(member.time, command.origin() == Origin.MESSAGE ? command.at() : command.received());
    }

    private static @Nullable MemberRefusal decide(Decision decision, MemberCommand body) {
        Command command = decision.command;
        Advancing.advance(decision, time(decision.member, command));
        if (remembers(command)) {
            if (decision.at > command.received() + Command.FUTURE_TOLERANCE_MILLIS) {
                return new MemberRefusal.InTheFuture(decision.at, command.received(), Command.FUTURE_TOLERANCE_MILLIS);
            }
            long earliest = decision.member.time - late(decision, body);
            if (decision.at < earliest) {
                return new MemberRefusal.TooLate(decision.at, earliest);
            }
        }
        MemberRefusal refusal = Deciding.decide(decision, body);
        if (refusal == null) {
            // What came too late to live on ends at once.
            Advancing.advance(decision, decision.member.time);
            if (!(body instanceof MemberCommand.Advance)) {
                Claiming.review(decision);
                Seating.review(decision);
            }
        }
        return refusal;
    }

    /** How late the command may be, in milliseconds: an imported history may be as old as the daily totals reach. */
    private static long late(Decision decision, MemberCommand body) {
        Terms terms = decision.terms(decision.at);
        if (terms == null) {
            return COMMAND_LATE_MILLIS;
        }
        ActivityKind kind = body instanceof MemberCommand.Record record ? terms.kind(record.activity().kind()) : null;
        long time = decision.member.time;
        if (kind != null) {
            return time - terms.calendar().minus(time, kind.late());
        }
        return decision.command.origin() == Origin.IMPORT ? imported(decision) : COMMAND_LATE_MILLIS;
    }

    private Step finish(
            Decision decision,
            @Nullable MemberRefusal refusal,
            long idHash,
            boolean remembers,
            Content content,
            Scratch scratch) {
        Member member = decision.member;
        long forgetAt = remembers ? forgetAt(decision, refusal != null) : Lot.AVAILABLE;
        Entry entry = new Entry(
                member.version + 1,
                decision.command,
                content,
                refusal,
                forgetAt,
                decision.number(),
                decision.events(),
                decision.messages());
        seal(member, entry, idHash);
        member.nextDue = Advancing.nextDue(member, decision.terms(member.time));
        Change change = MemberCodec.change(member, scratch.bytes);
        byte[] bytes = entry.encode(scratch.bytes);
        Outcome outcome =
                switch (entry.came()) {
                    case REFUSED -> new Outcome.Refused(entry.version(), Objects.requireNonNull(refusal));
                    case ACCEPTED -> new Outcome.Accepted(entry.version());
                    case BEGUN -> new Outcome.Begun(entry.version());
                };
        Step.Effects effects = new Step.Effects(
                entry.version(), member.nextDue, scratch.tally.add(member, decision.catalogue, 1).toDelta());
        return new Step(outcome, bytes, change, decision.messages(), effects);
    }

    /** An id is remembered as long as its command could come again, and as long as what it made can be taken back by it. */
    private static long forgetAt(Decision decision, boolean refused) {
        if (refused) {
            return decision.member.time + DAY_MILLIS;
        }
        long late = late(decision, (MemberCommand) decision.command.body());
        if (decision.command.origin() == Origin.IMPORT) {
            late = Math.max(late, imported(decision));
        }
        return Math.max(decision.at + late + 2 * DAY_MILLIS, decision.keptUntil());
    }

    /** How long an imported command may come again: a file that is imported again repeats itself so far back. */
    private static long imported(Decision decision) {
        Terms terms = decision.terms(decision.at);
        long time = decision.member.time;
        return terms == null ? COMMAND_LATE_MILLIS : time - terms.calendar().minus(time, terms.dailyTotals());
    }

    /** What an entry does to a member besides its events; the same live and in replay. */
    static void seal(Member member, Entry entry) {
        seal(member, entry, Hashes.of(entry.command().id()));
    }

    private static void seal(Member member, Entry entry, long idHash) {
        member.version = entry.version();
        if (entry.forgetAt() != Lot.AVAILABLE) {
            member.ids.add(
                    idHash,
                    new Remembered(entry.content().hash(), entry.version(), entry.came(), entry.forgetAt(),
                            entry.numberKept()),
                    member.time);
        }
    }

    @Override
    public Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries) {
        return switch (name.kind()) {
            case MEMBER -> replayMember(before, name, entries);
            case STOCK, BUDGET, SLICE -> keeper(name).replay(before, name, entries);
        };
    }

    private Replayed replayMember(@Nullable Image before, EntityName name, List<byte[]> entries) {
        Catalogue catalogue = required(name);
        Member member = Member.open(before);
        Scratch scratch = SCRATCH.get();
        scratch.tally.reset().add(member, catalogue, -1);
        List<List<Message>> messages = new ArrayList<>(entries.size());
        for (byte[] bytes : entries) {
            Entry entry = Entry.decode(name, bytes);
            if (entry.version() != member.version + 1) {
                throw new ImpossibleEventException(
                        "expected entry " + (member.version + 1) + " of " + name + ", but found " + entry.version());
            }
            for (MemberEvent event : entry.events()) {
                Evolution.apply(member, event);
            }
            seal(member, entry);
            messages.add(entry.messages());
        }
        member.nextDue = Advancing.nextDue(member, catalogue.at(member.time));
        Change change = MemberCodec.change(member, scratch.bytes);
        Step.Effects effects = new Step.Effects(
                member.version, member.nextDue, scratch.tally.add(member, catalogue, 1).toDelta());
        return new Replayed(change, messages, effects);
    }

    @Override
    public byte[] encode(Command command) {
        ByteWriter out = new ByteWriter(128);
        CommandCodec.write(out, command);
        return out.toByteArray();
    }

    @Override
    public Command decode(byte[] command) {
        return CommandCodec.read(new ByteReader(command));
    }

    @Override
    public Command advance(EntityName name, long moment) {
        return name.kind() == EntityKind.MEMBER
                ? advancing(name, moment)
                : new Command(name, "advance/" + moment, moment, moment, Origin.TIMER, keeper(name).due());
    }

    static Command advancing(EntityName name, long moment) {
        return new Command(name, "advance/" + moment, moment, moment, Origin.TIMER, new MemberCommand.Advance());
    }

    @Override
    public byte[] canonical(Image image, EntityName name, long moment) {
        if (name.kind() != EntityKind.MEMBER) {
            return keeper(name).canonical(image);
        }
        Member member = Past.advanced(image, name, required(name), moment);
        ByteWriter out = new ByteWriter(1024);
        MemberCodec.writeCanonical(member, out);
        return out.toByteArray();
    }

    /** A stock as it stands; one that nothing was ever asked of is null, and empty. */
    public StockView stock(@Nullable Image image) {
        return stocks.view(image);
    }

    /** What was taken of an offer's budgets; of one of which nothing was is null. */
    public BudgetView budget(@Nullable Image image) {
        return budgets.view(image);
    }

    /** How many of a coupon a slice of its offer's budgets holds and did not give. */
    public long sliceLeft(Image image, int coupon) {
        return slices.left(image, coupon);
    }

    /** The codes that a command of an id made; null for none. */
    public BudgetView.@Nullable Batch made(@Nullable Image budget, String id) {
        return budgets.made(budget, id);
    }

    /**
     * Why a claim of a coupon comes to nothing, as the offer's budgets stand: what is gone is refused without being decided, at the speed of
     * a read, and nothing is written. Null where the claim has to be decided: there may be some, or the member's id is remembered.
     *
     * @param budget of the coupon's offer, as committed
     * @param member as committed
     * @param moment of the claim, epoch milliseconds
     */
    public @Nullable Refusal soldOut(
            @Nullable Image budget, @Nullable Image member, EntityName name, String id, int coupon, long moment) {
        Catalogue catalogue = required(name);
        Offers.Published published = catalogue.offers().ofCoupon(coupon);
        Offer offer = published == null ? null : published.at(moment);
        Coupon template = offer == null ? null : offer.coupon(coupon);
        if (offer == null || template == null || !offer.limits(template)) {
            return null;
        }
        Refusal refusal =
                BudgetMachine.soldOut(budget, offer, template, 1, catalogue.latest().calendar(), moment);
        return refusal == null || remembered(member, id) != 0 ? null : refusal;
    }

    /** The member at a moment, everything due by then brought about on a copy; null where no terms hold yet. */
    public @Nullable MemberView view(Image image, EntityName name, long moment) {
        return view(image, name, moment, true);
    }

    /** The same without benefits, which are worked out one by one; {@link #entitlements} has them. */
    public @Nullable MemberView viewButBenefits(Image image, EntityName name, long moment) {
        return view(image, name, moment, false);
    }

    private @Nullable MemberView view(Image image, EntityName name, long moment, boolean withBenefits) {
        if (name.kind() != EntityKind.MEMBER) {
            return null;
        }
        Catalogue catalogue = required(name);
        Member member = Past.advanced(image, name, catalogue, moment);
        Terms terms = catalogue.at(member.time);
        return terms == null ? null : Viewing.view(member, catalogue, terms, withBenefits);
    }

    /** All payments of the member at a moment, everything due by then brought about on a copy. */
    public PaymentsView payments(Image image, EntityName name, long moment) {
        Catalogue catalogue = required(name);
        return PaymentsView.of(Past.advanced(image, name, catalogue, moment), catalogue.latest().symbols());
    }

    /** What a member has, at a moment, by other terms than those in force; empty where no terms hold. */
    public List<OwnTerms> ownTerms(Image image, EntityName name, long moment) {
        Catalogue catalogue = required(name);
        Member member = Past.advanced(image, name, catalogue, moment);
        Terms terms = catalogue.at(member.time);
        return terms == null ? List.of() : OwnTerms.of(member, catalogue, terms);
    }

    /** Whether a member was told of a renewal before terms were published or withdrawn, and otherwise than it is now. */
    public boolean mustBeToldAgain(Image image, EntityName name, long moment, MemberCommand.TellAgain asked) {
        if (name.kind() != EntityKind.MEMBER) {
            return false;
        }
        Catalogue catalogue = required(name);
        Member member = Past.advanced(image, name, catalogue, moment);
        Decision copy = new Decision(member, catalogue, advancing(name, moment));
        TermsOfPlan.tellAgain(copy, asked);
        return !copy.events().isEmpty();
    }

    /** What a member is told of a plan before they renew, change or leave it; null for a plan that they have not. */
    public @Nullable OutlookView outlook(Image image, EntityName name, String plan, long moment) {
        return Outlook.of(image, name, required(name), plan, moment);
    }

    /** What a member has of every benefit of the terms at a moment, as {@link #view} has it; empty where no terms hold. */
    public List<MemberView.BenefitView> entitlements(Image image, EntityName name, long moment) {
        Catalogue catalogue = required(name);
        Member member = Past.advanced(image, name, catalogue, moment);
        Terms terms = catalogue.at(member.time);
        return terms == null ? List.of() : List.copyOf(Viewing.benefits(member, catalogue, terms).values());
    }

    /** What a member asked for and is not over at a moment; empty where no terms hold. */
    public List<MemberView.ClaimView> claims(Image image, EntityName name, long moment) {
        Catalogue catalogue = required(name);
        Member member = Past.advanced(image, name, catalogue, moment);
        Terms terms = catalogue.at(member.time);
        return terms == null ? List.of() : Viewing.claims(member, terms);
    }

    /** What a member has of one benefit at a moment, and nothing else of them; null where the terms have no such benefit. */
    public MemberView.@Nullable BenefitView entitlement(Image image, EntityName name, String benefit, long moment) {
        BenefitCheck check = check(image, name, benefit, moment, Long.MAX_VALUE);
        return check == null ? null : check.benefit();
    }

    /**
     * The same for an order, and until when it holds.
     *
     * @param order what it comes to, in minor units; {@link Long#MAX_VALUE} for none in particular
     */
    public @Nullable BenefitCheck check(Image image, EntityName name, String benefit, long moment, long order) {
        Catalogue catalogue = required(name);
        Member member = Past.advanced(image, name, catalogue, moment);
        Terms terms = catalogue.at(member.time);
        Integer symbol = terms == null ? null : terms.symbols().find("benefit", benefit);
        Benefit found = terms == null || symbol == null ? null : terms.benefit(symbol);
        if (terms == null || found == null) {
            return null;
        }
        Entitlement has = Entitlement.of(member, catalogue, terms, found, member.time, order);
        return new BenefitCheck(Viewing.benefit(member, catalogue, terms, found, has, order), member.time,
                Lasting.until(member, catalogue, terms, found, has));
    }

    /** What a member can claim at a moment, as far as it is up to them and the offers: what is left of budgets, {@link #soldOut} says. */
    public List<Coupon> claimable(Image image, EntityName name, long moment) {
        Catalogue catalogue = required(name);
        return catalogue.offers()
                .all()
                .stream()
                .filter(offer -> offer.state(moment) == Offers.State.RUNNING)
                .flatMap(offer -> offer.at(moment).coupons().stream())
                .filter(coupon -> coupon.claims()
                        && Couponing.takesClaim(Past.advanced(image, name, catalogue, moment), catalogue, name, coupon,
                                moment))
                .toList();
    }

    /** How many entries a member's state came of: another committed state of the same member has another. */
    public long version(Image image) {
        return MemberCodec.version(image.head());
    }

    /** The version of the entry that tells what came of a command; 0 where its id is not remembered. */
    public long remembered(@Nullable Image image, String id) {
        Remembered remembered = Member.open(image).ids.get(Hashes.of(id));
        return remembered == null ? 0 : remembered.version();
    }

    /** An entry of the journal in words. */
    public EntryView explain(EntityName name, byte[] entry) {
        if (name.kind() != EntityKind.MEMBER) {
            return EntryView.of(keeper(name).explain(name, entry));
        }
        return new Explaining(required(name).latest().symbols()).view(Entry.decode(name, entry));
    }

    @Override
    public String seriesName(int programme, int series) {
        Catalogue catalogue = catalogues.get(programme);
        return catalogue == null
                ? Series.name(series, Symbols.initial(), Offers.NONE)
                : Series.name(series, catalogue.latest().symbols(), catalogue.offers());
    }

    @Override
    public TallyDelta tally(Image image, EntityName name) {
        if (name.kind() != EntityKind.MEMBER) {
            return keeper(name).tally(image, name);
        }
        return new MemberTally().add(Member.open(image), required(name), 1).toDelta();
    }

    /** The member's plans that go on with another term before a moment, everything due by {@code now} brought about. */
    public List<Upcoming> upcoming(Image image, EntityName name, long now, long until) {
        Catalogue catalogue = required(name);
        return Upcoming.of(Past.advanced(image, name, catalogue, now), catalogue.latest().symbols(), until);
    }

    /** What an entity adds to the totals at a moment; null for one to which something happened after it. */
    public @Nullable TallyDelta tally(Image image, EntityName name, long moment) {
        if (name.kind() != EntityKind.MEMBER) {
            return keeper(name).time(image) > moment ? null : keeper(name).tally(image, name);
        }
        Catalogue catalogue = required(name);
        return Member.open(image).time > moment
                ? null
                : new MemberTally().add(Past.advanced(image, name, catalogue, moment), catalogue, 1).toDelta();
    }

    /**
     * What an entity added to the totals at moments of the past.
     *
     * @param entries all that it has, the oldest first
     * @param moments growing
     */
    public List<TallyDelta> tallies(EntityName name, List<byte[]> entries, long[] moments) {
        if (name.kind() != EntityKind.MEMBER) {
            return keeper(name).tallies(name, entries, moments);
        }
        List<Entry> decoded = entries.stream().map(bytes -> Entry.decode(name, bytes)).toList();
        Catalogue catalogue = required(name);
        Past past = new Past(name, catalogue);
        List<TallyDelta> tallies = new ArrayList<>(moments.length);
        int next = 0;
        for (long moment : moments) {
            next = past.apply(decoded, next, moment);
            Member member = past.at(moment);
            tallies.add(member == null ? TallyDelta.NONE : new MemberTally().add(member, catalogue, 1).toDelta());
        }
        return tallies;
    }

    @Override
    public Step.Effects effects(byte[] head) {
        return new Step.Effects(MemberCodec.version(head), MemberCodec.nextDue(head), TallyDelta.NONE);
    }
}
