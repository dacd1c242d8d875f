package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView.LotView;
import org.guildhall.core.member.MemberView.StandingView;
import org.guildhall.core.member.MemberView.WalletView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Reads a member, brought to a moment on a copy. */
final class Viewing {
    private Viewing() {}

    static MemberView view(Member member, Catalogue catalogue, Terms terms, boolean withBenefits) {
        Map<String, WalletView> wallets = new LinkedHashMap<>();
        for (PointCurrency currency : terms.currencies()) {
            wallets.put(currency.name(), wallet(currency, catalogue, member.findWallet(currency.number())));
        }
        Map<String, StandingView> standings = new LinkedHashMap<>();
        if (member.joined()) {
            for (Ladder ladder : terms.ladders()) {
                Standing standing = member.standing(ladder.number());
                if (standing != null) {
                    standings.put(ladder.name(), standing(member, terms, ladder, standing));
                }
            }
        }
        String status = member.status == MemberEvent.Status.ACTIVE && !member.joined()
                ? "guest"
                : member.status.name().toLowerCase(Locale.ROOT);
        return new MemberView(
                status,
                member.statusSince,
                member.statusReason,
                member.version,
                member.time,
                member.joinedAt,
                wallets,
                standings,
                member.subscriptions.stream()
                        .map(subscription -> subscription(member, catalogue, terms, subscription))
                        .toList(),
                withBenefits ? benefits(member, catalogue, terms) : Map.of(),
                scores(member, terms),
                claims(member, terms),
                member.charges.of(0)
                        .stream()
                        .filter(charge -> charge.gift() != null)
                        .map(charge -> gift(terms, charge))
                        .toList(),
                seats(member, terms),
                coupons(member, catalogue));
    }

    private static MemberView.GiftView gift(Terms terms, Charge charge) {
        Gift gift = Objects.requireNonNull(charge.gift());
        String state = charge.awaited() ? "awaited"
                : (charge.state() == Charge.State.SETTLED ? gift.state() : charge.state()).name()
                        .toLowerCase(Locale.ROOT);
        return new MemberView.GiftView(charge.number(), terms.symbols().name(gift.plan()),
                gift.receiver(EntityName.programmeNumber(terms.programme())), charge.amount(), state,
                charge.awaited() ? charge.until() : Lot.NEVER, gift.reason());
    }

    private static List<MemberView.SeatView> seats(Member member, Terms terms) {
        return member.seats.all()
                .stream()
                .flatMap(seat -> member.subscriptions.stream()
                        .filter(one -> one.number() == seat.subscription())
                        .map(one -> new MemberView.SeatView(seat.number(), terms.symbols().name(one.plan()),
                                one.number(), seat.holder(), seat.taken(), seat.until())))
                .toList();
    }

    private static List<MemberView.CouponView> coupons(Member member, Catalogue catalogue) {
        return member.coupons.all()
                .stream()
                .filter(one -> one.state() != KeptCoupon.State.REDEEMED || one.dueAt() > member.time)
                .map(one -> {
                    Offers.Published offer = Objects.requireNonNull(catalogue.offers().ofCoupon(one.coupon()));
                    return new MemberView.CouponView(one.number(), one.id(),
                            catalogue.offers().coupon(one.coupon(), one.version()).name(), offer.latest().name(),
                            one.version(), one.state().word(), one.many(), one.from(), one.until(), one.order(),
                            one.dueAt(), one.basis(), one.off());
                })
                .toList();
    }

    static List<MemberView.ClaimView> claims(Member member, Terms terms) {
        return member.claims.all()
                .stream()
                .map(claim -> new MemberView.ClaimView(claim.number(), claim.id(),
                        terms.symbols().name(claim.benefit()), claim.state().word(), claim.askedAt(),
                        claim.until(), claim.left(), claim.code(), claim.account(),
                        Math.max(claim.cancellableUntil(), claim.askedAt())))
                .toList();
    }

    static Map<String, MemberView.BenefitView> benefits(Member member, Catalogue catalogue, Terms terms) {
        Map<String, MemberView.BenefitView> benefits = new LinkedHashMap<>();
        for (Benefit benefit : terms.benefits()) {
            benefits.put(benefit.name(), benefit(member, catalogue, terms, benefit));
        }
        return benefits;
    }

    private static MemberView.BenefitView benefit(
            Member member, Catalogue catalogue, Terms terms, Benefit benefit) {
        Entitlement has = Entitlement.of(member, catalogue, terms, benefit, member.time);
        return benefit(member, catalogue, terms, benefit, has, Long.MAX_VALUE);
    }

    /** @param order what the order comes to that {@code has} was asked for, in minor units */
    static MemberView.BenefitView benefit(
            Member member, Catalogue catalogue, Terms terms, Benefit benefit, Entitlement has, long order) {
        Entitlement.Source counts = has.counts();
        long from = counts == null ? benefit.from() : counts.benefit().from();
        Grants.Came came = member.grants.came(benefit.number());
        return new MemberView.BenefitView(
                benefit.name(),
                benefit.kind().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                has.has(),
                sources(terms, has),
                counts == null ? null : value(terms, counts.value()),
                benefit.kind() instanceof Benefit.Claimed ? "claims" : benefit.unit().word(),
                counts == null ? 0 : counts.limit(),
                has.used(),
                has.left(),
                has.period().again(),
                came.amount(),
                came.worth(),
                came.cost(),
                from,
                has.carried(),
                Math.max(0, from - order),
                choice(member, catalogue, terms, benefit.number()),
                counts == null ? null : service(benefit, counts.value()),
                benefit.kind() instanceof Benefit.Kind.Warranty ? warranties(member, benefit) : List.of());
    }

    private static MemberView.@Nullable ChoiceView choice(
            Member member, Catalogue catalogue, Terms terms, int benefit) {
        for (Subscription subscription : member.subscriptions) {
            Choosing.Made made =
                    subscription.gives() ? Choosing.made(member, catalogue, subscription, benefit) : null;
            if (made != null) {
                return new MemberView.ChoiceView(terms.symbols().name(subscription.plan()), made.choice().name(),
                        made.chosen() == null ? null : terms.symbols().name(made.chosen().benefit()),
                        subscription.termEnd());
            }
        }
        return null;
    }

    /** By the terms in force, which have every level that there ever was. */
    private static MemberView.@Nullable ServiceView service(Benefit benefit, int level) {
        return benefit.kind() instanceof Benefit.Kind.Service service
                ? service.levels()
                        .stream()
                        .filter(one -> one.number() == level)
                        .findFirst()
                        .map(one -> new MemberView.ServiceView(one.name(), one.answered(), one.promise()))
                        .orElse(null)
                : null;
    }

    private static List<MemberView.SourceView> sources(Terms terms, Entitlement has) {
        List<MemberView.SourceView> sources = new ArrayList<>(has.sources().size());
        for (Entitlement.Source source : has.sources()) {
            sources.add(source(terms, source, source == has.counts()));
        }
        return List.copyOf(sources);
    }

    private static List<MemberView.WarrantyView> warranties(Member member, Benefit benefit) {
        return member.warranties.running(benefit.number(), member.time)
                .stream()
                .map(one -> new MemberView.WarrantyView(one.order(), one.source(), one.from(), one.until(),
                        one.claims(), one.lines()
                                .stream()
                                .filter(line -> line.quantity() > 0 && !line.product().isEmpty())
                                .map(Warranty.Line::product)
                                .distinct()
                                .toList()))
                .toList();
    }

    private static MemberView.SourceView source(Terms terms, Entitlement.Source source, boolean counts) {
        return new MemberView.SourceView(source.by().name().toLowerCase(Locale.ROOT), source.name(),
                value(terms, source.value()), source.from(), source.until(), counts);
    }

    private static @Nullable String value(Terms terms, int symbol) {
        return symbol == 0 ? null : terms.symbols().name(symbol).replaceFirst(".*/", "");
    }

    private static MemberView.SubscriptionView subscription(
            Member member, Catalogue catalogue, Terms terms, Subscription subscription) {
        Terms pinned = catalogue.at(subscription.pinned());
        Charge charge = TermsOfPlan.awaited(member, subscription);
        Plan.Seats seats = subscription.lead() == null ? Seated.seats(member, catalogue, subscription) : null;
        return new MemberView.SubscriptionView(
                subscription.number(),
                terms.symbols().name(subscription.plan()),
                subscription.status().name().toLowerCase(Locale.ROOT),
                subscription.inTrial() ? "trial"
                        : subscription.phase() == Subscription.USUAL ? "usual" : "introductory",
                subscription.began(),
                subscription.termStart(),
                until(terms, subscription),
                subscription.live() && !subscription.ending(),
                subscription.ending() || subscription.nextPlan() == 0 ? null
                        : terms.symbols().name(subscription.nextPlan()),
                subscription.value(),
                subscription.agreed(),
                charge == null
                        ? null
                        : new MemberView.PaymentView(charge.number(), charge.kind().name().toLowerCase(Locale.ROOT),
                                charge.amount(), charge.state().name().toLowerCase(Locale.ROOT), charge.dueAt(),
                                subscription.payUntil(), subscription.retryAt()),
                subscription.resumesAt(),
                pinned == null ? null : pinned.date(),
                given(member, subscription),
                next(member, catalogue, terms, subscription),
                subscription.lead() != null,
                seats == null ? 0 : seats.count());
    }

    /** Whether the running term is a gift. */
    private static boolean given(Member member, Subscription subscription) {
        Subscription.Ahead ahead = subscription.ahead();
        return subscription.live() && member.charges.of(subscription.number())
                .stream()
                .anyMatch(charge -> charge.kind() == Charge.Kind.GIFTED && charge.state() == Charge.State.SETTLED
                        && charge.from() <= subscription.termStart() && charge.until() > subscription.termStart()
                        && (ahead == null || ahead.charge() != charge.number()));
    }

    private static MemberView.@Nullable NextView next(
            Member member, Catalogue catalogue, Terms terms, Subscription subscription) {
        Subscription.Ahead ahead = subscription.paidAhead();
        if (ahead == null) {
            return null;
        }
        Charge charge = member.charges.get(ahead.charge());
        return new MemberView.NextView(Prolonging.paidUntil(member, catalogue, terms, subscription), ahead.price(),
                charge != null && charge.kind() == Charge.Kind.GIFTED);
    }

    /** Of a seat that is offered, until when that is good. */
    private static long until(Terms terms, Subscription subscription) {
        return subscription.lead() != null && subscription.status() == Subscription.Status.AWAITED
                ? subscription.payUntil()
                : TermsOfPlan.endsAt(terms.calendar(), subscription);
    }

    private static Map<String, Long> scores(Member member, Terms terms) {
        Map<String, Long> scores = new LinkedHashMap<>();
        for (Terms.Score score : terms.scores()) {
            long value = member.scores.number(score.symbol(), Long.MIN_VALUE);
            if (value != Long.MIN_VALUE) {
                scores.put(score.name(), value);
            }
        }
        return scores;
    }

    private static WalletView wallet(PointCurrency currency, Catalogue catalogue, @Nullable Wallet wallet) {
        Map<Account, Long> figures = new EnumMap<>(Account.class);
        List<LotView> lots = new ArrayList<>();
        for (Account account : Account.values()) {
            figures.put(account, wallet == null ? 0 : wallet.figure(account));
        }
        if (wallet != null) {
            for (Lot lot = wallet.firstPending(); lot != null; lot = wallet.next(lot)) {
                boolean waits = Lives.waitsFor(catalogue, currency.number(), lot.earnedAt()) != null;
                lots.add(new LotView(
                        lot.number(),
                        lot.amount(),
                        lot.earnedAt(),
                        waits ? Lot.NEVER : lot.vestsAt(),
                        waits ? lot.vestsAt() : Lot.NEVER,
                        ends(lot, wallet)));
            }
            for (Lot lot = wallet.first(); lot != null; lot = wallet.next(lot)) {
                lots.add(new LotView(lot.number(), lot.amount(), lot.earnedAt(), null, Lot.NEVER, ends(lot, wallet)));
            }
        }
        return new WalletView(currency.scale(), figures, lots);
    }

    private static long ends(Lot lot, Wallet wallet) {
        return lot.expiresAt() == Lot.TOGETHER ? wallet.idleAt() : lot.expiresAt();
    }

    private static StandingView standing(Member member, Terms terms, Ladder ladder, Standing standing) {
        int held = Standings.index(ladder, standing.tier());
        long measure = Measures.measure(member, ladder, terms, member.time);
        long ends = Math.min(standing.until(), standing.graceUntil());
        long falls = standing.measuredFrom() == Long.MAX_VALUE || !Measures.overDays(ladder)
                ? Lot.NEVER
                : Measures.nextFall(member, ladder, terms, Measures.from(member, ladder, terms, member.time));
        if (Standings.whileQualified(ladder, standing) && !standing.grace()) {
            ends = held == 0 ? Lot.NEVER : falls;
        }
        long then = ends == Lot.NEVER ? measure : measureAt(member, ladder, terms, standing, ends);
        int qualified = Standings.qualified(ladder, then);
        int projected = ends == Lot.NEVER || qualified >= held ? held : fallen(ladder, held, qualified);
        long threshold = ladder.tiers().get(held).from();
        boolean top = held == ladder.tiers().size() - 1;
        return new StandingView(
                terms.symbols().name(Standings.effective(ladder, standing)).replaceFirst(".*/", ""),
                ladder.tiers().get(held).name(),
                standing.since(),
                standing.until(),
                standing.graceUntil(),
                standing.granted() == 0 ? null : terms.symbols().name(standing.granted()).replaceFirst(".*/", ""),
                standing.grantedUntil(),
                measure,
                ladder.tiers().get(projected).name(),
                ends,
                Math.max(0, threshold - then),
                top ? null : ladder.tiers().get(held + 1).name(),
                top ? 0 : Math.max(0, ladder.tiers().get(held + 1).from() - measure),
                falls);
    }

    /** The measure that decides at the end of a hold; where a tier falls with the days, the one after the next fall. */
    private static long measureAt(Member member, Ladder ladder, Terms terms, Standing standing, long ends) {
        boolean withDays = Standings.whileQualified(ladder, standing) && !standing.grace();
        return withDays
                ? Measures.measure(member, ladder, terms, ends)
                : Measures.measureAtEnd(member, ladder, terms, ends);
    }

    private static int fallen(Ladder ladder, int held, int qualified) {
        return switch (ladder.fall()) {
            case NONE -> held;
            case ONE_DOWN -> held - 1;
            case TO_QUALIFIED -> qualified;
        };
    }
}
