package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.remembered.RememberedIds;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A member's state for the length of one decision. Opened from an image, changed only by {@link Evolution}, written back
 * as a change. Used by one thread.
 */
final class Member {
    /** When something of the member's own is due next, as it was when the state was written. */
    long nextDue = Lot.NEVER;
    long version;
    long time = Long.MIN_VALUE;
    long joinedAt = Lot.NEVER;
    /** The latest moment from which the member has been told of other terms, or of joining; never for a guest. */
    long termsSeen = Lot.NEVER;
    MemberEvent.Status status = MemberEvent.Status.ACTIVE;
    long statusSince;
    String statusReason = "";
    /** The id of the merge under way, empty for none. */
    String merging = "";
    Fields fields = Fields.NONE;
    Fields scores = Fields.NONE;
    long lastLot;
    long lastActivity;
    long lastSpend;
    long lastSubscription;
    long lastCharge;
    long lastClaim;
    long latestAt = Long.MIN_VALUE;
    /** Whether activities came in the order in which they happened, so that the latest number is the latest moment. */
    boolean inOrder = true;

    final List<Wallet> wallets = new ArrayList<>(2);
    final List<Standing> standings = new ArrayList<>(1);
    final List<YearlyDue> yearly = new ArrayList<>(0);
    /** Those that have not ended, and of each plan the last one that did, one's own and a seat. */
    final List<Subscription> subscriptions = new ArrayList<>(0);
    final Grants grants = new Grants();
    final Choices choices = new Choices();
    final TermUses termUses = new TermUses();
    final TakenOffers offers = new TakenOffers();
    final Incomes incomes = new Incomes();
    final Gifts gifts = new Gifts();
    /** Those that the member gave out of plans of their own. */
    final Seats seats = new Seats();
    /** The plans that were had for nothing at first. */
    final List<Integer> tried = new ArrayList<>(0);
    final RememberedIds ids;
    final KeptActivities activities;
    final ExpiredParts expired;
    final KeptSpends spends;
    final DailyTotals totals;
    final UsedLimits limits;
    final Charges charges;
    final KeptUses uses;
    final KeptClaims claims;
    final Warranties warranties;
    final KeptCoupons coupons;
    final Sums sums = new Sums();

    private final Tables tables;

    private Member() {
        tables = Tables.none();
        ids = new RememberedIds(tables, 0);
        activities = new KeptActivities(tables, Lot.NEVER);
        expired = new ExpiredParts(tables);
        spends = new KeptSpends(tables);
        totals = new DailyTotals(tables, new ArrayList<>(2));
        limits = new UsedLimits(tables);
        charges = new Charges(tables.empty(Charges.TABLE));
        uses = new KeptUses(tables.empty(KeptUses.TABLE));
        claims = new KeptClaims(tables.empty(KeptClaims.TABLE));
        warranties = new Warranties(tables.empty(Warranties.TABLE));
        coupons = new KeptCoupons(tables.empty(KeptCoupons.TABLE));
    }

    /** Reads the encoded form, in the order in which {@link MemberCodec#change} writes it. */
    private Member(ByteReader in, Pages pages) {
        int format = MemberCodec.readHead(this, in);
        long sweptTo = in.readLong();
        long forgottenFrom = Lot.readMoment(in);
        tables = new Tables(in, pages);
        MemberCodec.readLists(this, in, tables, format);
        List<DailyTotals.Lifetime> lifetimes = DailyTotals.readLifetimes(in);
        ids = new RememberedIds(tables, sweptTo);
        activities = new KeptActivities(tables, forgottenFrom);
        expired = new ExpiredParts(tables);
        spends = new KeptSpends(tables);
        totals = new DailyTotals(tables, lifetimes);
        limits = new UsedLimits(tables);
        boolean before = format < MemberCodec.WITH_SUBSCRIPTIONS;
        charges = new Charges(before ? tables.empty(Charges.TABLE) : tables.read(Charges.TABLE));
        uses = new KeptUses(before ? tables.empty(KeptUses.TABLE) : tables.read(KeptUses.TABLE));
        claims = new KeptClaims(format < MemberCodec.WITH_CLAIMS
                ? tables.empty(KeptClaims.TABLE)
                : tables.read(KeptClaims.TABLE));
        warranties = new Warranties(format < MemberCodec.WITH_CLAIMS
                ? tables.empty(Warranties.TABLE)
                : tables.read(Warranties.TABLE));
        coupons = new KeptCoupons(format < MemberCodec.WITH_COUPONS
                ? tables.empty(KeptCoupons.TABLE)
                : tables.read(KeptCoupons.TABLE));
        if (format >= MemberCodec.WITH_CLAIMS) {
            sums.read(in);
        } else {
            sums.estimate(this);
        }
        if (format >= MemberCodec.WITH_GIFTS_AND_SEATS) {
            gifts.read(in);
            seats.read(in);
        }
        if (format >= MemberCodec.WITH_COUPONS) {
            coupons.readHead(in);
        }
    }

    static Member unknown() {
        return new Member();
    }

    static Member open(@Nullable Image image) {
        return image == null ? unknown() : new Member(new ByteReader(image.head()), image.pages());
    }

    /** The next moment of a rule, or of a coupon, that comes round. @param rule its symbol */
    record YearlyDue(int rule, long moment) {}

    boolean joined() {
        return joinedAt != Lot.NEVER;
    }

    boolean known() {
        return version > 0;
    }

    @Nullable
    Wallet findWallet(int currency) {
        for (Wallet wallet : wallets) {
            if (wallet.currency() == currency) {
                return wallet;
            }
        }
        return null;
    }

    Wallet wallet(int currency) {
        Wallet found = findWallet(currency);
        if (found == null) {
            found = Wallet.empty(currency, wallets.size(), tables);
            wallets.add(found);
        }
        return found;
    }

    long available(int currency) {
        Wallet wallet = findWallet(currency);
        return wallet == null ? 0 : wallet.figure(Account.AVAILABLE);
    }

    @Nullable
    Standing standing(int ladder) {
        for (Standing standing : standings) {
            if (standing.ladder() == ladder) {
                return standing;
            }
        }
        return null;
    }

    void put(Standing standing) {
        for (int i = 0; i < standings.size(); i++) {
            if (standings.get(i).ladder() == standing.ladder()) {
                standings.set(i, standing);
                return;
            }
        }
        standings.add(standing);
    }

    /** One that the member has. */
    Subscription subscription(long number) {
        return subscriptions.stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(() -> new ImpossibleEventException(
                        "expected subscription " + number + ", but found none"));
    }

    void put(Subscription subscription) {
        if (subscription.inTrial() && !tried.contains(subscription.plan())) {
            tried.add(subscription.plan());
        }
        for (int i = 0; i < subscriptions.size(); i++) {
            Subscription before = subscriptions.get(i);
            if (before.number() == subscription.number()) {
                if (before.status() == Subscription.Status.ENDED) {
                    throw new ImpossibleEventException(
                            "expected subscription " + before.number() + " to stay ended, but found it changed");
                }
                if (subscription.status() == Subscription.Status.AWAITED && before.live()) {
                    throw new ImpossibleEventException(
                            "expected subscription " + before.number() + " to stay begun, but found it awaited");
                }
                subscriptions.set(i, subscription);
                if (subscription.status() == Subscription.Status.ENDED) {
                    offers.ended(subscription.number());
                } else if (subscription.termStart() != before.termStart()) {
                    termUses.begin(subscription.number(), grants.lastUse);
                }
                return;
            }
        }
        if (subscription.number() != lastSubscription + 1) {
            throw new ImpossibleEventException("expected subscription " + (lastSubscription + 1) + ", but found "
                    + subscription.number());
        }
        lastSubscription = subscription.number();
        subscriptions.removeIf(one -> {
            boolean replaced = one.plan() == subscription.plan() && one.status() == Subscription.Status.ENDED
                    && (one.lead() == null) == (subscription.lead() == null);
            if (replaced) {
                termUses.forget(one.number());
            }
            return replaced;
        });
        subscriptions.add(subscription);
        termUses.begin(subscription.number(), grants.lastUse);
    }

    void yearlyDue(int rule, long moment) {
        yearly.removeIf(due -> due.rule() == rule);
        if (moment != Lot.NEVER) {
            yearly.add(new YearlyDue(rule, moment));
        }
    }

    /** The tables in their order in the encoded form. */
    Table[] tables() {
        return new Table[]{ids.table(), activities.table(), expired.table(), spends.table(), totals.table(),
            limits.table(), charges.table(), uses.table(), claims.table(),
            warranties.table(), coupons.table()};
    }
}
