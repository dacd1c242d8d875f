package org.guildhall.server.api;

import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.CodeText;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offers;
import org.jspecify.annotations.Nullable;

/** Finds at the speed of a read that a coupon is gone: a claim that can only be refused is neither queued nor journaled. Any thread. */
final class SoldOut {
    private static final int NONE = -1;

    private final Edge edge;

    SoldOut(Edge edge) {
        this.edge = edge;
    }

    /** @param version of the member, of which there is no entry of the claim */
    record Found(Refusal refusal, long version) {}

    /**
     * Null where the command has to be decided. The budgets are read before the member: whatever was taken of them for this very
     * command, the member remembers by then.
     */
    @Nullable
    Found of(Catalogue programme, Command command) {
        int coupon = command.expects() == Command.ANY ? claimed(programme, command.body()) : NONE;
        if (coupon == NONE) {
            return null;
        }
        long now = edge.clock().millis();
        Offers.Published offer = programme.offers().ofCoupon(coupon);
        if (offer == null || offer.state(now) != Offers.State.RUNNING) {
            return null;
        }
        Refusal refusal = edge.runtime()
                .view(BudgetMachine.name(command.entity().programme(), offer.latest().number()),
                        budget -> edge.engine()
                                .soldOut(budget, null, command.entity(), command.id(), coupon, now));
        return refusal == null ? null
                : edge.runtime()
                        .view(command.entity(), member -> edge.engine().remembered(member, command.id()) != 0
                                ? null
                                : new Found(refusal, member == null ? 0 : edge.engine().version(member)));
    }

    /** The symbol of the template that a claim is of. */
    private static int claimed(Catalogue programme, Command.Body body) {
        return switch (body) {
            case MemberCommand.ClaimCoupon claim -> claim.coupon();
            case MemberCommand.ClaimByUniqueCode claim -> claim.coupon();
            case MemberCommand.ClaimByCode claim -> {
                Coupon coupon = programme.offers().everOfCode(claim.code());
                yield coupon != null
                        && isOf(claim.code(), programme.offers().ofCoupon(coupon.number()), coupon.number())
                                ? coupon.number()
                                : NONE;
            }
            default -> NONE;
        };
    }

    /** Whether a code is still that of a coupon: one that was given up is told as unknown. */
    private static boolean isOf(String code, Offers.@Nullable Published offer, int coupon) {
        Coupon now = offer == null ? null : offer.latest().coupon(coupon);
        return now != null && now.given() instanceof Coupon.Given.ByCode(String its)
                && CodeText.plain(its).equals(code);
    }
}
