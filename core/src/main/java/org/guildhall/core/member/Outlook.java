package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberEvent.Charged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Makes {@link OutlookView}: each choice is made on a copy of the member, and what came of it is told. */
final class Outlook {
    private final Image image;
    private final EntityName name;
    private final Catalogue catalogue;
    private final long moment;
    private final Member member;
    private final Terms terms;
    private final Subscription current;

    private Outlook(
            Image image, EntityName name, Catalogue catalogue, long moment, Member member, Terms terms,
            Subscription current) {
        this.image = image;
        this.name = name;
        this.catalogue = catalogue;
        this.moment = moment;
        this.member = member;
        this.terms = terms;
        this.current = current;
    }

    /** Null for a plan that the member has not. */
    static @Nullable OutlookView of(Image image, EntityName name, Catalogue catalogue, String plan, long moment) {
        Member member = Past.advanced(image, name, catalogue, moment);
        Terms terms = catalogue.at(member.time);
        Integer symbol = terms == null ? null : terms.symbols().find("plan", plan);
        Subscription current = symbol == null ? null : Subscribing.had(member, symbol);
        return terms == null || current == null
                ? null
                : new Outlook(image, name, catalogue, moment, member, terms, current).view();
    }

    private OutlookView view() {
        List<OutlookView.Used> used = used();
        return new OutlookView(terms.symbols().name(current.plan()), current.status().name().toLowerCase(Locale.ROOT),
                current.lead() != null, current.offered() ? current.payUntil() : Lot.NEVER,
                current.live() && !current.ending(), current.termStart(), current.termEnd(),
                TermsOfPlan.fee(member, current), used,
                used.stream().mapToLong(OutlookView.Used::worth).sum(), renewal(), changes(), leaving(), offers());
    }

    private List<OutlookView.Used> used() {
        List<OutlookView.Used> all = new ArrayList<>();
        for (Benefit benefit : terms.benefits()) {
            for (TermUses.Used used : member.termUses.of(current.number())) {
                if (used.benefit() == benefit.number()) {
                    all.add(new OutlookView.Used(benefit.name(), benefit.unit().word(), used.amount(), used.worth()));
                }
            }
        }
        for (Coupon coupon : catalogue.offers().coupons()) {
            for (TermUses.Used used : member.termUses.of(current.number())) {
                if (used.benefit() == coupon.number()) {
                    all.add(new OutlookView.Used(coupon.name(), "coupons", used.amount(), used.worth()));
                }
            }
        }
        return List.copyOf(all);
    }

    /** A copy of the member at the moment, on which something can be done. */
    private Decision copy() {
        Member copy = Past.advanced(image, name, catalogue, moment);
        return new Decision(copy, catalogue,
                new Command(name, "outlook", copy.time, copy.time, Origin.API, new MemberCommand.Advance()));
    }

    /** Whether it was done. */
    private static boolean done(Decision copy, MemberCommand body) {
        return Deciding.decide(copy, body) == null;
    }

    private OutlookView.@Nullable Renewal renewal() {
        OutlookView.Renewal renewal = renewed(false);
        return renewal == null ? renewed(true) : renewal;
    }

    /** A copy on which what is awaited is paid, and any price is agreed to where that is asked. */
    private Decision paid(boolean agrees) {
        Decision copy = copy();
        Charge awaited = TermsOfPlan.awaited(member, current);
        if (awaited != null) {
            done(copy, new MemberCommand.PaymentSettled(0, awaited.number(), awaited.amount()));
        }
        if (agrees) {
            done(copy, new MemberCommand.AgreeToPrice(current.plan(), Subscribing.MOST));
        }
        return copy;
    }

    /** The next term, with consent to whatever it costs or without; null where none begins. */
    private OutlookView.@Nullable Renewal renewed(boolean agrees) {
        Decision copy = paid(agrees);
        int before = copy.events().size();
        Subscription now = Subscribing.current(copy.member, current.plan());
        if (now == null || !now.live() || (now.ending() && now.paidAhead() == null)) {
            return null;
        }
        Advancing.advance(copy, TermsOfPlan.endsAt(terms.calendar(), now));
        for (MemberEvent event : copy.events().subList(before, copy.events().size())) {
            if (event instanceof SubscriptionChanged(Why why, Subscription to) && to.number() == current.number()
                    && (why == Why.RENEWED || why == Why.FOLLOWED || why == Why.GIFT_FOLLOWED)) {
                return new OutlookView.Renewal(to.termStart(), terms.symbols().name(to.plan()), to.value(),
                        stillDue(TermsOfPlan.awaited(copy.member, to)), agrees);
            }
        }
        return null;
    }

    /**
     * What the next term still costs, in minor units: the copy has it paid that was bought ahead, which the member may not have.
     *
     * @param begins the payment that it begins with, null for none
     */
    private long stillDue(@Nullable Charge begins) {
        if (begins != null) {
            return begins.amount();
        }
        Charge awaited = TermsOfPlan.awaited(member, current);
        return awaited != null && awaited.kind() == Charge.Kind.AHEAD ? awaited.amount() : 0;
    }

    private List<OutlookView.Change> changes() {
        List<OutlookView.Change> changes = new ArrayList<>();
        if (current.live()) {
            TermsOfPlan.plan(copy(), current).moves().forEach((to, when) -> {
                Decision copy = copy();
                int before = copy.events().size();
                if (done(copy, new MemberCommand.ChangePlan(current.plan(), to))) {
                    changes.add(change(copy.events().subList(before, copy.events().size()), to,
                            when == Plan.When.AT_ONCE));
                }
            });
        }
        return List.copyOf(changes);
    }

    private OutlookView.Change change(List<MemberEvent> events, int to, boolean atOnce) {
        long price = 0;
        for (MemberEvent event : events) {
            if (event instanceof SubscriptionChanged(Why why, Subscription now) && now.number() == current.number()) {
                price = now.movingTo() == to ? now.toPrice() : now.nextPlan() == to ? now.nextPrice() : now.agreed();
            }
        }
        return new OutlookView.Change(terms.symbols().name(to), atOnce,
                atOnce ? member.time : Prolonging.paidUntil(member, catalogue, terms, current), price,
                due(events, false), due(events, true));
    }

    private static long due(List<MemberEvent> events, boolean refunds) {
        long sum = 0;
        for (MemberEvent event : events) {
            if (event instanceof Charged(Charge to) && to.state() == Charge.State.DUE
                    && (to.kind() == Charge.Kind.REFUND) == refunds) {
                sum += to.amount();
            }
        }
        return sum;
    }

    private OutlookView.Leaving leaving() {
        Decision copy = copy();
        int before = copy.events().size();
        boolean own = current.lead() == null;
        done(copy, own
                ? new MemberCommand.CancelPlan(current.plan(), true)
                : new MemberCommand.GiveUpSeat(current.plan()));
        Map<String, MemberView.BenefitView> had = Viewing.benefits(member, catalogue, terms);
        Map<String, MemberView.BenefitView> left = Viewing.benefits(copy.member, catalogue, terms);
        List<String> ends = new ArrayList<>();
        List<OutlookView.Stays> stays = new ArrayList<>();
        had.forEach((benefit, view) -> {
            MemberView.BenefitView after = Objects.requireNonNull(left.get(benefit));
            if (view.sources().size() > after.sources().size()) {
                after.sources()
                        .stream()
                        .filter(MemberView.SourceView::counts)
                        .findFirst()
                        .ifPresentOrElse(source -> stays.add(new OutlookView.Stays(benefit, source.by(), source.name(),
                                after.value(), source.until())), () -> ends.add(benefit));
            }
        });
        return new OutlookView.Leaving(member.time,
                !own || Subscribing.unpaid(member, current) ? member.time
                        : Prolonging.paidUntil(member, catalogue, terms, current),
                due(copy.events().subList(before, copy.events().size()), true), current.resumesAt(),
                List.copyOf(ends), List.copyOf(stays), points(copy.member));
    }

    private List<OutlookView.Points> points(Member after) {
        List<OutlookView.Points> points = new ArrayList<>();
        for (PointCurrency currency : terms.currencies()) {
            long available = after.available(currency.number());
            if (available > 0) {
                points.add(new OutlookView.Points(currency.name(), currency.scale(), available));
            }
        }
        return List.copyOf(points);
    }

    private List<OutlookView.Offer> offers() {
        List<OutlookView.Offer> offers = new ArrayList<>();
        if (current.live()) {
            for (Plan.Offer offer : TermsOfPlan.plan(copy(), current).whenLeaving()) {
                if (done(copy(), new MemberCommand.TakeOffer(current.plan(), offer.number()))) {
                    offers.add(offer(offer));
                }
            }
        }
        return List.copyOf(offers);
    }

    private OutlookView.Offer offer(Plan.Offer offer) {
        return switch (offer.given()) {
            case Plan.Given.Credit(long amount) ->
                    new OutlookView.Offer(offer.name(), "credit", amount, Lot.NEVER, null);
            case Plan.Given.Pause(var length) -> new OutlookView.Offer(offer.name(), "pause", 0,
                    terms.calendar().plus(member.time, length), null);
            case Plan.Given.Change(int to) -> new OutlookView.Offer(offer.name(), "change", 0, current.termEnd(),
                    terms.symbols().name(to));
        };
    }
}
