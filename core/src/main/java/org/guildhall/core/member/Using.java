package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.member.MemberEvent.BenefitGranted;
import org.guildhall.core.member.MemberEvent.BenefitRevoked;
import org.guildhall.core.member.MemberEvent.BenefitUsed;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.UseCancelled;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind.Allowance;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** Benefits are used, uses cancelled, and benefits granted by hand. */
final class Using {
    /** The most of one use. */
    private static final long MOST = 1_000_000_000L;

    private Using() {}

    /** Whether the member has the benefit is looked at now; the period is the one in which the use happened. */
    static @Nullable MemberRefusal use(Decision decision, Terms terms, MemberCommand.Use asked) {
        Member member = decision.member;
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        Benefit benefit = terms.benefit(asked.benefit());
        if (benefit == null) {
            return notInTerms(terms, asked.benefit());
        }
        if (asked.amount() <= 0 || asked.amount() > MOST) {
            return new MemberRefusal.OutOfRange("amount", amount(benefit.unit(), asked.amount()),
                    amount(benefit.unit(), 0), amount(benefit.unit(), MOST));
        }
        if (!benefit.values().isEmpty() || benefit.kind() instanceof Benefit.Kind.Partner) {
            return new MemberRefusal.NotUsable(benefit.name());
        }
        if (benefit.kind() instanceof Benefit.Kind.Exchange) {
            return Claiming.use(decision, terms, benefit, asked.amount());
        }
        if (benefit.kind() instanceof Benefit.Kind.Warranty warranty) {
            return Warranting.claim(decision, terms, benefit, warranty, asked);
        }
        long order = Math.max(0, asked.order().amount());
        Entitlement has = Entitlement.of(member, decision.catalogue, terms, benefit, decision.at, order);
        Entitlement.Source source = has.counts();
        if (source == null) {
            MemberRefusal chosen = Choosing.inTheWay(member, decision.catalogue, terms, benefit.number());
            return chosen == null ? notEntitled(terms, benefit) : chosen;
        }
        long from = source.benefit().from();
        if (order < from) {
            return new MemberRefusal.BelowThreshold(benefit.name(), from, order, from - order);
        }
        long amount = asked.amount();
        if (amount > has.left()) {
            boolean partly = source.benefit().kind() instanceof Allowance allowance && allowance.partly();
            if (!partly || has.left() == 0) {
                return new MemberRefusal.LimitReached(benefit.name(), benefit.unit().word(), amount, has.left(),
                        has.period().again());
            }
            amount = has.left();
        }
        if (source.choice() != null) {
            Choosing.used(decision, source.choice(), benefit.number());
        }
        use(decision, terms, source, amount, has.period());
        return null;
    }

    static Fact amount(Benefit.Unit unit, long amount) {
        return unit == Benefit.Unit.MONEY ? new Fact.Money(amount) : new Fact.Whole(amount);
    }

    private static void use(
            Decision decision, Terms terms, Entitlement.Source source, long amount, Entitlement.Period period) {
        Member member = decision.member;
        Benefit benefit = source.benefit();
        long keptUntil = member.time;
        int counter = 0;
        if (benefit.kind() instanceof Allowance allowance) {
            counter = allowance.counter();
            if (allowance.cancellable() != null) {
                keptUntil = terms.calendar().plus(member.time, allowance.cancellable());
            }
            decision.emit(new LimitCounted(
                    counter, period.key(), amount, keptFrom(member, terms, benefit, allowance,
                            allowance.cancellable(), period.key())));
        }
        used(decision, benefit, amount, counter, period.key(), keptUntil,
                decision.at >= source.from() ? source.subscription() : 0);
    }

    /**
     * What a use was worth and cost is kept with it.
     *
     * @param subscription in whose present term it counts, 0 for none
     */
    static void used(Decision decision, Benefit benefit, long amount, int counter, long period, long keptUntil,
            long subscription) {
        long cost = benefit.costOf(amount);
        KeptUse use = new KeptUse(decision.member.grants.lastUse + 1, decision.command.id(), benefit.number(),
                benefit.unit(), amount, benefit.worthOf(amount), cost, counter, period, keptUntil, subscription);
        decision.emit(new BenefitUsed(use, benefit.shares(cost)));
        decision.made(use.number(), keptUntil);
    }

    /**
     * The first period that is still looked at: that of the use, or one in which a use can lie that still comes or is
     * cancelled; and the one before it, where what is left is carried over.
     */
    static long keptFrom(
            Member member, Terms terms, Benefit benefit, Benefit.Counted counted, @Nullable Period cancellable,
            long period) {
        long now = member.time;
        long earliest = now - Engine.COMMAND_LATE_MILLIS;
        if (cancellable != null) {
            earliest = Math.min(earliest, terms.calendar().minus(now, cancellable));
        }
        boolean carries = counted instanceof Allowance allowance && allowance.carried() > 0;
        return switch (counted.per()) {
            case Benefit.Per.Calendar(var unit) -> {
                long first = terms.calendar().floor(earliest, unit);
                yield Math.min(period,
                        terms.calendar().dayOf(carries ? terms.calendar().floor(first - 1, unit) : first));
            }
            case Benefit.Per.Membership(int months) ->
                    Math.min(period, terms.calendar().dayOf(earliest) - 31L * months * (carries ? 2 : 1));
            case Benefit.Per.Term term -> Math.min(Math.min(period, earliest), firstTerm(member, benefit));
            case Benefit.Per.Lifetime lifetime -> Long.MIN_VALUE;
        };
    }

    /** When the first of the terms began that a member is in, of whatever plan or grant: each may count next. */
    private static long firstTerm(Member member, Benefit benefit) {
        long first = member.time;
        for (Subscription subscription : member.subscriptions) {
            first = Math.min(first, subscription.live() ? subscription.termStart() : first);
        }
        for (Grants.Grant grant : member.grants.of(benefit.number(), member.time)) {
            first = Math.min(first, grant.since());
        }
        return first;
    }

    static MemberRefusal notEntitled(Terms terms, Benefit benefit) {
        return new MemberRefusal.NotEntitled(benefit.name(), plans(terms, benefit), tiers(terms, benefit));
    }

    private static String plans(Terms terms, Benefit benefit) {
        return benefit.givenBy()
                .stream()
                .filter(Benefit.Source.ByPlan.class::isInstance)
                .map(source -> terms.symbols().name(((Benefit.Source.ByPlan) source).plan()))
                .collect(Collectors.joining(", "));
    }

    private static String tiers(Terms terms, Benefit benefit) {
        return benefit.givenBy()
                .stream()
                .filter(Benefit.Source.FromTier.class::isInstance)
                .map(source -> terms.symbols().name(((Benefit.Source.FromTier) source).tier()))
                .collect(Collectors.joining(", "));
    }

    private static MemberRefusal notInTerms(Terms terms, int benefit) {
        return new MemberRefusal.NotInTerms("benefit", terms.symbols().name(benefit));
    }

    static @Nullable MemberRefusal cancel(Decision decision, MemberCommand.CancelUse cancel) {
        Member member = decision.member;
        String id = cancel.useId();
        long hash = Hashes.of(id);
        Remembered remembered = member.ids.get(hash);
        if (remembered == null || !remembered.accepted()) {
            return new MemberRefusal.NotFound("use", id);
        }
        if (Kept.USE.isNot(member, hash, remembered.number())) {
            return new MemberRefusal.NotFound("use", id, "command");
        }
        KeptUse use = member.uses.get(remembered.number());
        if (use == null || !use.id().equals(id)) {
            return new MemberRefusal.NotCancellable(id, "forgotten");
        }
        if (use.keptUntil() <= member.time) {
            return new MemberRefusal.NotCancellable(id, "over");
        }
        // A period that is forgotten is over: nothing can be used of it any more.
        if (member.limits.used(use.counter(), use.period()) >= use.amount()) {
            decision.emit(new LimitCounted(use.counter(), use.period(), -use.amount(), Long.MIN_VALUE));
        }
        Warranting.cancel(decision, use);
        decision.emit(new UseCancelled(use));
        Claiming.unuse(decision, use);
        return null;
    }

    static @Nullable MemberRefusal grant(Decision decision, Terms terms, MemberCommand.GrantBenefit asked) {
        Member member = decision.member;
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        Benefit benefit = terms.benefit(asked.benefit());
        if (benefit == null) {
            return notInTerms(terms, asked.benefit());
        }
        boolean known = benefit.values().isEmpty() ? asked.value() == 0 : benefit.rank(asked.value()) >= 0;
        if (!known) {
            return new MemberRefusal.NotInTerms("value",
                    asked.value() == 0 ? "" : terms.symbols().name(asked.value()).replaceFirst(".*/", ""));
        }
        if (asked.until() <= member.time) {
            return new MemberRefusal.OutOfRange("until", new Fact.Moment(asked.until()), new Fact.Moment(member.time),
                    null);
        }
        decision.emit(new BenefitGranted(
                new Grants.Grant(benefit.number(), asked.value(), member.time, asked.until()), asked.reason()));
        return null;
    }

    static @Nullable MemberRefusal revoke(Decision decision, Terms terms, MemberCommand.RevokeBenefit asked) {
        Member member = decision.member;
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        Benefit benefit = terms.benefit(asked.benefit());
        if (benefit == null) {
            return notInTerms(terms, asked.benefit());
        }
        if (member.grants.of(benefit.number(), member.time).isEmpty()) {
            return new MemberRefusal.NotFound("grant", benefit.name());
        }
        decision.emit(new BenefitRevoked(benefit.number(), asked.reason()));
        return null;
    }

    /** Ends what was granted with the membership. */
    static void endAll(Decision decision, String reason) {
        List<Integer> granted = new ArrayList<>(decision.member.grants.granted(decision.member.time));
        for (int benefit : granted) {
            decision.emit(new BenefitRevoked(benefit, reason));
        }
    }
}
