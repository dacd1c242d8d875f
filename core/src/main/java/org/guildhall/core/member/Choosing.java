package org.guildhall.core.member;

import org.guildhall.core.member.Choices.Chosen;
import org.guildhall.core.member.MemberEvent.ChoiceMade;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Of some benefits a plan gives one in each term: the one that is chosen, or used first. */
final class Choosing {
    private Choosing() {}

    /** A choice of a plan that a subscription has, and what was chosen of it; null for nothing yet. */
    record Made(Subscription subscription, Plan.Choice choice, @Nullable Chosen chosen) {
        /** Whether a benefit can still be had by it. */
        boolean leaves(int benefit) {
            return chosen == null || chosen.benefit() == benefit;
        }

        private Chosen of(int benefit, boolean used) {
            return new Chosen(subscription.number(), choice.number(), benefit, subscription.termStart(), used);
        }
    }

    /** The choice of a subscription that a benefit is one of, by the terms that it has its plan by; null for none. */
    static @Nullable Made made(Member member, Catalogue catalogue, Subscription subscription, int benefit) {
        if (!Seated.gives(member, catalogue, subscription, benefit)) {
            return null;
        }
        Terms terms = Contract.of(catalogue, member, subscription).terms(subscription.plan(), member.time);
        Plan plan = terms == null ? null : terms.plan(subscription.plan());
        Plan.Choice choice = plan == null || plan.choices().isEmpty() ? null : plan.choice(benefit);
        return choice == null
                ? null
                : new Made(subscription, choice, member.choices.of(subscription, choice.number()));
    }

    static @Nullable MemberRefusal choose(Decision decision, Terms terms, MemberCommand.Choose asked) {
        Member member = decision.member;
        if (terms.benefit(asked.benefit()) == null) {
            return new MemberRefusal.NotInTerms("benefit", terms.symbols().name(asked.benefit()));
        }
        Subscription current = Subscribing.had(member, asked.plan());
        if (current == null || !current.gives()) {
            return new MemberRefusal.NotSubscribed(terms.symbols().name(asked.plan()), Subscribing.state(current));
        }
        String benefit = terms.symbols().name(asked.benefit());
        Made made = made(member, decision.catalogue, current, asked.benefit());
        if (made == null) {
            return new MemberRefusal.NotFound("choice", benefit);
        }
        Chosen chosen = made.chosen();
        if (chosen != null && chosen.benefit() == asked.benefit()) {
            return null;
        }
        boolean stands = chosen != null && switch (made.choice().changeable()) {
            case NO -> true;
            case UNTIL_USED -> chosen.used();
            case YES -> false;
        };
        if (chosen != null && stands) {
            return new MemberRefusal.AlreadyChosen(benefit, terms.symbols().name(chosen.benefit()), current.termEnd());
        }
        decision.emit(new ChoiceMade(made.of(asked.benefit(), false)));
        return null;
    }

    /** A benefit is used by a subscription: what was not chosen before is so now. */
    static void used(Decision decision, Made made, int benefit) {
        if (made.chosen() == null || !made.chosen().used()) {
            decision.emit(new ChoiceMade(made.of(benefit, true)));
        }
    }

    /** A claim came to nothing: what it chose can be chosen anew, unless something of it stands. */
    static void undone(Decision decision, KeptClaim claim) {
        Member member = decision.member;
        boolean used = member.termUses.of(claim.subscription())
                .stream()
                .anyMatch(one -> one.benefit() == claim.benefit() && one.worth() > 0);
        boolean claimed = member.claims.all()
                .stream()
                .anyMatch(other -> other.benefit() == claim.benefit() && other.subscription() == claim.subscription());
        if (used || claimed) {
            return;
        }
        for (Subscription subscription : member.subscriptions) {
            Chosen chosen = subscription.number() == claim.subscription()
                    ? member.choices.by(subscription, claim.benefit())
                    : null;
            if (chosen != null) {
                decision.emit(new ChoiceMade(chosen.undone()));
            }
        }
    }

    /** The chosen benefit that stands in the way of another; null for none. */
    static @Nullable MemberRefusal inTheWay(Member member, Catalogue catalogue, Terms terms, int benefit) {
        for (Subscription subscription : member.subscriptions) {
            Made made = subscription.gives() ? made(member, catalogue, subscription, benefit) : null;
            if (made != null && made.chosen() != null && !made.leaves(benefit)) {
                return new MemberRefusal.AlreadyChosen(terms.symbols().name(benefit),
                        terms.symbols().name(made.chosen().benefit()), subscription.termEnd());
            }
        }
        return null;
    }
}
