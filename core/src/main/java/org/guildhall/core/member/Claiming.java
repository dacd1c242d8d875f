package org.guildhall.core.member;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.member.KeptClaim.State;
import org.guildhall.core.member.MemberEvent.ClaimChanged;
import org.guildhall.core.member.MemberEvent.ClaimChanged.Why;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.Spent;
import org.guildhall.core.stock.StockCommand;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Claimed;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Benefits that are had only when asked for: points are exchanged, partners give memberships. Where a piece of a stock is needed the
 * stock is asked and always answers, so a claim ends wholly done or wholly undone: its points, its place in the limit and its piece
 * go back together.
 */
final class Claiming {
    /** The longest name of an account elsewhere. */
    private static final int LONGEST_ACCOUNT = 200;

    private Claiming() {}

    static @Nullable MemberRefusal claim(Decision decision, Terms terms, MemberCommand.Claim asked) {
        Member member = decision.member;
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        Benefit benefit = terms.benefit(asked.benefit());
        if (benefit == null) {
            return new MemberRefusal.NotInTerms("benefit", terms.symbols().name(asked.benefit()));
        }
        if (!(benefit.kind() instanceof Claimed)) {
            return new MemberRefusal.NotClaimable(benefit.name());
        }
        Entitlement has = Entitlement.of(member, decision.catalogue, terms, benefit, decision.at);
        Entitlement.Source source = has.counts();
        Benefit own = source == null ? benefit : source.benefit();
        Claimed kind = (Claimed) own.kind();
        MemberRefusal refusal = account(kind, asked.account());
        if (refusal != null) {
            return refusal;
        }
        if (source == null) {
            MemberRefusal chosen = Choosing.inTheWay(member, decision.catalogue, terms, benefit.number());
            return chosen == null ? Using.notEntitled(terms, benefit) : chosen;
        }
        if (has.left() == 0) {
            return new MemberRefusal.LimitReached(own.name(), "claims", 1, 0, has.period().again());
        }
        long spend = 0;
        if (kind instanceof Kind.Exchange exchange) {
            PointCurrency currency = Objects.requireNonNull(terms.currency(exchange.currency()));
            refusal = Spending.enough(member, currency, exchange.price());
            if (refusal != null) {
                return refusal;
            }
            spend = pay(decision, currency, exchange.price());
        }
        if (source.choice() != null) {
            Choosing.used(decision, source.choice(), own.number());
        }
        count(decision, terms, own, has.period().key(), 1);
        boolean withTerm = source.by() == Entitlement.By.PLAN && lastsAsGiven(kind);
        KeptClaim claim = new KeptClaim(member.lastClaim + 1, decision.command.id(), own.number(), State.AWAITED,
                since(decision.catalogue, own), member.time, withTerm ? source.from() : 0,
                source.subscription(), Lot.NEVER, Lot.NEVER, 0, 0, spend, kind.stock(), kind.counter(),
                has.period().key(), "", asked.account(),
                Lot.AVAILABLE);
        decision.made(claim.number(), member.time);
        if (kind.stock() != 0) {
            decision.emit(new ClaimChanged(Why.ASKED, claim));
            askStock(decision, claim);
        } else {
            given(decision, terms, own, claim, "");
        }
        return null;
    }

    /** Points are spent for a claim, and can be given back by it alone. */
    private static long pay(Decision decision, PointCurrency currency, long price) {
        long number = decision.member.lastSpend + 1;
        List<Lot> parts = Ledger.take(decision.member.wallet(currency.number()), price);
        decision.emit(new Spent(new KeptSpend(number, "", currency.number(), price, Lot.NEVER, false, parts)));
        return number;
    }

    private static @Nullable MemberRefusal account(Claimed kind, String account) {
        boolean needed = kind instanceof Kind.Partner partner && partner.account();
        if (needed ? account.isBlank() || account.length() > LONGEST_ACCOUNT : !account.isEmpty()) {
            return new MemberRefusal.OutOfRange("account", new Fact.Whole(account.strip().length()),
                    needed ? new Fact.Whole(0) : null, new Fact.Whole(needed ? LONGEST_ACCOUNT : 0));
        }
        return null;
    }

    private static boolean lastsAsGiven(Claimed kind) {
        return kind instanceof Kind.Partner partner && partner.lasts() == null;
    }

    /** Since when the terms hold that have exactly this of a benefit. */
    private static long since(Catalogue catalogue, Benefit benefit) {
        for (Catalogue.Dated dated : catalogue.all().reversed()) {
            if (dated.terms().benefit(benefit.number()) == benefit) {
                return dated.from();
            }
        }
        throw new IllegalStateException("expected benefit " + benefit.name() + " in published terms, but found none");
    }

    /** The benefit as a claim has it. */
    static Benefit benefit(Decision decision, KeptClaim claim) {
        Terms terms = decision.catalogue.at(claim.terms());
        Benefit benefit = terms == null ? null : terms.benefit(claim.benefit());
        if (benefit == null) {
            throw new ImpossibleEventException("expected the terms of " + claim + ", but found none");
        }
        return benefit;
    }

    private static void count(Decision decision, Terms terms, Benefit benefit, long period, long change) {
        Claimed kind = (Claimed) benefit.kind();
        decision.emit(new LimitCounted(kind.counter(), period, change,
                Using.keptFrom(decision.member, terms, benefit, kind, null, period)));
    }

    static void askStock(Decision decision, KeptClaim claim) {
        decision.send(StockMachine.name(decision.command.entity().programme(), claim.stock()),
                new StockCommand.Issue(decision.command.entity(), claim.number()));
    }

    static void giveBackPiece(Decision decision, KeptClaim claim) {
        if (claim.stock() != 0) {
            decision.send(StockMachine.name(decision.command.entity().programme(), claim.stock()),
                    new StockCommand.Return(claim.code()));
        }
    }

    /** A stock answered. */
    static @Nullable MemberRefusal issued(Decision decision, Terms terms, MemberCommand.Issued issued) {
        KeptClaim claim = decision.member.claims.get(issued.claim());
        if (claim == null || claim.state() != State.AWAITED) {
            throw new ImpossibleEventException("expected claim " + issued.claim() + " under way, but found none");
        }
        Benefit benefit = benefit(decision, claim);
        if (issued.refusal().isEmpty()) {
            given(decision, terms, benefit, claim, issued.code());
        } else {
            Partnering.substitute(decision, terms, benefit, claim);
        }
        return null;
    }

    /** The piece is there, or none is needed: the member has it, or the partner is asked. */
    private static void given(Decision decision, Terms terms, Benefit benefit, KeptClaim claim, String code) {
        long now = decision.member.time;
        switch ((Claimed) benefit.kind()) {
            case Kind.Exchange exchange -> decision.emit(new ClaimChanged(Why.ISSUED,
                    claim.held(code, terms.calendar().plus(now, exchange.lasts()), exchange.gives(),
                            exchange.cancellable() == null
                                    ? Lot.AVAILABLE
                                    : terms.calendar().plus(now, exchange.cancellable()))));
            case Kind.Partner partner -> Partnering.given(decision, terms, benefit, partner, claim, code);
        }
    }

    /** The subscription in whose present term the claim was asked for, 0 for none. */
    static long subscription(Member member, KeptClaim claim) {
        return member.subscriptions.stream()
                .anyMatch(one -> one.number() == claim.subscription() && one.live()
                        && one.termStart() <= claim.askedAt()) ? claim.subscription() : 0;
    }

    /** A claim is over as if it had never been: its points come back, its place in the limit, and the choice that it made. */
    static void undo(Decision decision, Terms terms, Benefit benefit, KeptClaim claim, Why why) {
        KeptSpend spend = claim.spend() == 0 ? null : decision.member.spends.get(claim.spend());
        decision.emit(new ClaimChanged(why, claim));
        Partnering.worthLost(decision, benefit, claim);
        Choosing.undone(decision, claim);
        if (spend != null) {
            Spending.giveBack(decision, terms, spend);
        }
        // A stretch that is forgotten is over: nothing can be asked for in it any more.
        if (decision.member.limits.used(claim.counter(), claim.period()) > 0) {
            decision.emit(new LimitCounted(claim.counter(), claim.period(), -1, Long.MIN_VALUE));
        }
    }

    static @Nullable MemberRefusal cancel(Decision decision, Terms terms, MemberCommand.CancelClaim cancel) {
        KeptClaim claim = decision.member.claims.byId(cancel.claimId());
        if (claim == null) {
            return new MemberRefusal.NotFound("claim", cancel.claimId());
        }
        Benefit benefit = benefit(decision, claim);
        if (!(benefit.kind() instanceof Kind.Exchange exchange) || claim.state() != State.HELD
                || exchange.cancellable() == null) {
            return new MemberRefusal.NotCancellable(claim.id(), "never");
        }
        if (claim.left() < exchange.gives()) {
            return new MemberRefusal.NotCancellable(claim.id(), "used");
        }
        if (claim.cancellableUntil() <= decision.member.time) {
            return new MemberRefusal.NotCancellable(claim.id(), "over");
        }
        undo(decision, terms, benefit, claim, Why.CANCELLED);
        giveBackPiece(decision, claim);
        return null;
    }

    /** Uses of an exchange that are left, over all that the member has. */
    static long left(Member member, int benefit) {
        return member.claims.all()
                .stream()
                .filter(claim -> claim.benefit() == benefit && claim.had())
                .mapToLong(KeptClaim::left)
                .sum();
    }

    /** Uses what was exchanged: of one exchange at a time, the one that ends first of those with enough. */
    static @Nullable MemberRefusal use(Decision decision, Terms terms, Benefit benefit, long amount) {
        Member member = decision.member;
        List<KeptClaim> had = member.claims.all()
                .stream()
                .filter(claim -> claim.benefit() == benefit.number() && claim.had() && claim.left() > 0)
                .sorted(comparingLong(KeptClaim::until).thenComparingLong(KeptClaim::number))
                .toList();
        Optional<KeptClaim> enough = had.stream().filter(claim -> claim.left() >= amount).findFirst();
        if (enough.isEmpty()) {
            long most = had.stream().mapToLong(KeptClaim::left).max().orElse(0);
            return new MemberRefusal.LimitReached(benefit.name(), benefit.unit().word(), amount, most, Lot.NEVER);
        }
        KeptClaim claim = enough.get();
        Benefit own = benefit(decision, claim);
        Kind.Exchange exchange = (Kind.Exchange) own.kind();
        long keptUntil = exchange.cancellable() == null
                ? member.time
                : terms.calendar().plus(member.time, exchange.cancellable());
        decision.emit(new ClaimChanged(Why.USED, claim.withLeft(claim.left() - amount)));
        Using.used(decision, own, amount, KeptUse.OF_CLAIM, claim.number(), keptUntil, subscription(member, claim));
        return null;
    }

    /** What a cancelled use took of an exchange goes back to it, unless that is over. */
    static void unuse(Decision decision, KeptUse use) {
        KeptClaim claim = use.counter() != KeptUse.OF_CLAIM ? null : decision.member.claims.get(use.period());
        if (claim != null && claim.benefit() == use.benefit() && claim.had()) {
            decision.emit(new ClaimChanged(Why.USED, claim.withLeft(claim.left() + use.amount())));
        }
    }

    /** When something happens to a claim by itself, or a grant ends that one may last with. */
    static long nextDue(Member member) {
        long due = Lot.NEVER;
        for (KeptClaim claim : member.claims.all()) {
            due = Math.min(due, claim.nextDue());
            for (Grants.Grant grant : member.grants.of(claim.benefit(), member.time)) {
                due = Math.min(due, grant.until());
            }
        }
        return due;
    }

    /** What is due for the first claim that something is due for; whether there was one. */
    static boolean settle(Decision decision, long due, long before) {
        for (KeptClaim claim : decision.member.claims.all()) {
            if (claim.nextDue() <= due) {
                settle(decision, claim, due);
                return true;
            }
            if (decision.member.grants.of(claim.benefit(), before).stream().anyMatch(grant -> grant.until() <= due)) {
                return true;
            }
        }
        return false;
    }

    private static void settle(Decision decision, KeptClaim claim, long due) {
        Terms terms = decision.terms(decision.member.time);
        Benefit benefit = benefit(decision, claim);
        if (claim.had() || terms == null) {
            decision.emit(new ClaimChanged(Why.EXPIRED, claim));
        } else if (claim.until() <= due) {
            giveBackPiece(decision, claim);
            Partnering.substitute(decision, terms, benefit, claim);
        } else {
            decision.emit(new ClaimChanged(Why.REQUESTED, claim.requested(claim.until())));
        }
    }

    /** Ends what lasts as long as what gives it, and has lost that. */
    static void review(Decision decision) {
        Member member = decision.member;
        Terms terms = decision.terms(member.time);
        if (terms == null || member.status != MemberEvent.Status.ACTIVE) {
            return;
        }
        for (KeptClaim claim : member.claims.all()) {
            Benefit benefit = terms.benefit(claim.benefit());
            boolean given = benefit != null && claim.state() != State.AWAITED
                    && benefit(decision, claim).kind() instanceof Kind.Partner partner && partner.lasts() == null;
            if (given && !stillGiven(decision, terms, Objects.requireNonNull(benefit), claim)) {
                over(decision, terms, claim, Why.ENDED);
            }
        }
    }

    /** By the same term of a plan, running or paused, or by something that has no terms. */
    private static boolean stillGiven(Decision decision, Terms terms, Benefit benefit, KeptClaim claim) {
        Member member = decision.member;
        boolean paused = claim.term() != 0 && member.subscriptions.stream()
                .anyMatch(one -> one.status() == Subscription.Status.PAUSED && one.termStart() == claim.term());
        return paused || Entitlement.of(member, decision.catalogue, terms, benefit, member.time)
                .sources()
                .stream()
                .anyMatch(source -> source.by() != Entitlement.By.PLAN || source.from() == claim.term());
    }

    /** The term that gave them is given back in full: exchanges that were not used are as if they had never been, of others the rest is over. */
    static void givenBack(Decision decision, Terms terms, Subscription subscription) {
        for (KeptClaim claim : decision.member.claims.all()) {
            Benefit benefit = benefit(decision, claim);
            if (claim.subscription() == subscription.number() && claim.askedAt() >= subscription.termStart()
                    && claim.had()
                    && benefit.kind() instanceof Kind.Exchange exchange) {
                if (claim.left() == exchange.gives() && claim.code().isEmpty()) {
                    undo(decision, terms, benefit, claim, Why.ENDED);
                    giveBackPiece(decision, claim);
                } else {
                    decision.emit(new ClaimChanged(Why.ENDED, claim));
                }
            }
        }
    }

    /** What the member has is over; what the partner never gave is undone. */
    private static void over(Decision decision, Terms terms, KeptClaim claim, Why why) {
        if (claim.had()) {
            decision.emit(new ClaimChanged(why, claim));
        } else {
            undo(decision, terms, benefit(decision, claim), claim, why);
            giveBackPiece(decision, claim);
        }
    }

    /** All of a member's claims end with the membership; those of one who is taken in go on there. */
    static void endAll(Decision decision, boolean merged) {
        Terms terms = decision.terms(decision.member.time);
        for (KeptClaim claim : decision.member.claims.all()) {
            if (merged || terms == null) {
                decision.emit(new ClaimChanged(merged ? Why.BROUGHT : Why.LEFT, claim));
            } else {
                over(decision, terms, claim, Why.LEFT);
            }
        }
    }
}
