package org.guildhall.app.bench;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.terms.Coupon;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.Submission;

/** Claims of one coupon by members who are named by number. What is gone is refused by a look, as at any edge. Any thread. */
public final class ClaimLoad {
    /** Shares no factor with any number of members that is not a multiple of it: who claims next is far from who claimed last. */
    private static final long STRIDE = 7_919;

    private final BenchDirectory directory;
    private final Runtime runtime;
    private final long[] keys;
    private final int programme;
    private final Coupon coupon;
    private final EntityName budget;
    private final String run;
    private final LongAdder looked = new LongAdder();
    private final LongAdder decided = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * @param keys the members' internal keys, by number
     * @param run a word that no other claims over the same directory have; ids begin with it
     */
    public ClaimLoad(BenchDirectory directory, long[] keys, String coupon, String run) {
        this.directory = directory;
        this.runtime = directory.runtime();
        this.keys = keys;
        this.programme = EntityName.programmeNumber(directory.terms().programme());
        this.coupon = directory.coupon(coupon);
        this.budget = BudgetMachine.name(programme, Objects.requireNonNull(Objects
                .requireNonNull(directory.engine().catalogue(programme))
                .offers()
                .ofCoupon(this.coupon.number())).latest().number());
        this.run = run;
    }

    /** The claim of this number, from 0, at a moment; each is of its own id. */
    public void claim(long number, long at) throws InterruptedException {
        EntityName member =
                new EntityName(programme, EntityKind.MEMBER, keys[(int) (number * STRIDE % keys.length)]);
        String id = run + number;
        boolean gone = directory.engine()
                .soldOut(runtime.read(budget), runtime.read(member), member, id, coupon.number(), at) != null;
        if (gone) {
            looked.increment();
            return;
        }
        Submission taken = runtime.submitWaiting(
                new Command(member, id, at, 0, Origin.API, new MemberCommand.ClaimCoupon(coupon.number())), answer -> {
                    decided.increment();
                    if (answer instanceof Answer.Decided(Outcome.Refused refusal)) {
                        refused.increment();
                    }
                });
        if (taken != Submission.TAKEN) {
            throw new IllegalStateException("expected the engine to take it, but found " + runtime.status());
        }
    }

    /** Refused by a look at what is left. */
    public long looked() {
        return looked.sum();
    }

    /** Decided, whatever came of it. */
    public long decided() {
        return decided.sum();
    }

    /** Refused by a decision, such as at a member's limit. */
    public long refused() {
        return refused.sum();
    }
}
