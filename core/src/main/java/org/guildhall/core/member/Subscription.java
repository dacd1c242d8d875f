package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.terms.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a member bought: a plan, where in its terms it stands, and what is awaited.
 *
 * @param number within the member, never used again
 * @param plan the plan's symbol
 * @param began when it was bought, or its trial began; while the first payment is awaited, when it was asked for
 * @param since when it became this plan
 * @param pinned the moment from which the terms hold that it is under: those of the purchase or of the last renewal
 * @param phase {@link #TRIAL}, {@link #USUAL}, or the index of an introductory price from {@link #INTRODUCTORY} on
 * @param termsInPhase how many terms of the phase are begun
 * @param anchor the moment from which terms are counted
 * @param terms how many terms after the anchor this one ends
 * @param termStart when the term began
 * @param termEnd when it ends
 * @param value what the whole term costs, in minor units: 0 in a trial
 * @param agreed the highest price of a term that the member agreed to
 * @param ending whether it ends with the term
 * @param nextPlan the plan from the next term on, 0 for the same; one that ends meanwhile becomes it if it is kept after all
 * @param nextPrice the price of a term that the member agreed to of that plan
 * @param noticeAt when the member is told of the renewal; {@link Lot#NEVER} once they were
 * @param charge the number of the payment that is awaited, 0 for none
 * @param payUntil when that is given up
 * @param retryAt when it is asked for again
 * @param movingTo the plan that the awaited payment is for a change to, 0 for none
 * @param toPrice the price of a term that the member agreed to of that plan
 * @param pausedAt when the pause began
 * @param resumesAt when it ends
 * @param pauses how many there were in the term
 * @param pausedFor how long those that are over were, in milliseconds: the term ends later by so much
 * @param consented whether the member agreed, or need not agree, that terms follow each other by themselves
 * @param ahead the next term, where it is paid already or its payment is what is awaited; null for neither
 * @param toldAfter how many times terms had been published or withdrawn when the member was told of a renewal last, 0 for never
 * @param lead whose subscription leads it, of which it is a seat; null for one of the member's own
 */
record Subscription(
        long number,
        int plan,
        Status status,
        long began,
        long since,
        long pinned,
        int phase,
        int termsInPhase,
        long anchor,
        int terms,
        long termStart,
        long termEnd,
        long value,
        long agreed,
        boolean ending,
        int nextPlan,
        long nextPrice,
        long noticeAt,
        long charge,
        long payUntil,
        long retryAt,
        int movingTo,
        long toPrice,
        long pausedAt,
        long resumesAt,
        int pauses,
        long pausedFor,
        boolean consented,
        @Nullable Ahead ahead,
        int toldAfter,
        @Nullable Lead lead) {

    static final int TRIAL = 0;
    static final int USUAL = 1;
    static final int INTRODUCTORY = 2;

    /** The bit of the stored flags that says that the next term follows at the end. */
    private static final int AHEAD = 8;
    /** The bit that says that it was told of. */
    private static final int TOLD = 16;
    /** The bit that says that another's leads it. */
    private static final int LED = 4;

    private static final Status[] STATUSES = Status.values();

    /**
     * The next term, bought or given before it begins.
     *
     * @param charge the number of what is paid for it, 0 for a term that costs nothing
     * @param pinned the moment from which the terms hold that it is under: those of its payment
     * @param price of the whole term, in minor units
     */
    record Ahead(long charge, long pinned, long price) {
        void write(ByteWriter out) {
            out.writeVarint(charge).writeSigned(pinned).writeVarint(price);
        }

        static Ahead read(ByteReader in) {
            return new Ahead(in.readVarint(), in.readSigned(), in.readVarint());
        }
    }

    /** Where it stands; the order is stored. */
    enum Status {
        /** The first payment is awaited. */
        AWAITED,
        RUNNING,
        PAUSED,
        ENDED
    }

    /** Whether it is a plan, or is to become it. */
    boolean isOrBecomes(int symbol) {
        return status != Status.ENDED && !offered()
                && (plan == symbol || !ending && nextPlan == symbol || movingTo == symbol);
    }

    /** The plan that it is to become, if any, or else that it is. */
    int becomes() {
        if (movingTo != 0) {
            return movingTo;
        }
        return nextPlan == 0 ? plan : nextPlan;
    }

    /** Whether it is a seat that was offered and not accepted: nothing stands in its way, and it in nothing's. */
    boolean offered() {
        return lead != null && status == Status.AWAITED && payUntil != Lot.NEVER;
    }

    boolean live() {
        return status == Status.RUNNING || status == Status.PAUSED;
    }

    boolean inTrial() {
        return phase == TRIAL;
    }

    /** Whether the payment that is awaited is for the next term. */
    boolean awaitsAhead() {
        return ahead != null && charge != 0 && charge == ahead.charge();
    }

    /** The next term where it is paid, or null. */
    @Nullable
    Ahead paidAhead() {
        return awaitsAhead() ? null : ahead;
    }

    /** Whether the payment of the running term is awaited, or of the first one. */
    boolean unpaid() {
        return charge != 0 && movingTo == 0 && !awaitsAhead();
    }

    /** Whether what the plan gives can be used. */
    boolean gives() {
        return status == Status.RUNNING;
    }

    /** When something happens to it by itself next. */
    long nextDue() {
        return switch (status) {
            case AWAITED -> payUntil;
            case RUNNING -> Math.min(Math.min(ending ? Lot.NEVER : noticeAt, waits() ? Lot.NEVER : termEnd),
                    Math.min(payUntil, retryAt));
            case PAUSED -> resumesAt;
            case ENDED -> Lot.NEVER;
        };
    }

    /** Whether its owner tells what follows the term. */
    private boolean waits() {
        return lead != null && !ending;
    }

    /** The same with another number, in a member who took in the one that had it. */
    Subscription moved(long subscriptions, long charges) {
        Draft moved = change().number(number + subscriptions).charge(charge == 0 ? 0 : charge + charges);
        return ahead == null || ahead.charge() == 0
                ? moved.make()
                : moved.ahead(new Ahead(ahead.charge() + charges, ahead.pinned(), ahead.price())).make();
    }

    Draft change() {
        return new Draft(this);
    }

    void write(ByteWriter out) {
        out.writeVarint(number).writeVarint(plan).writeByte(status.ordinal()).writeSigned(began);
        out.writeSigned(since).writeSigned(pinned);
        out.writeVarint(phase).writeVarint(termsInPhase).writeSigned(anchor).writeVarint(terms);
        out.writeSigned(termStart).writeSigned(termEnd).writeVarint(value).writeVarint(agreed);
        // The other bits came later: what was written before them was the member's own, and had with consent.
        out.writeByte(
                (ending ? 1 : 0) | (consented ? 0 : 2) | (lead == null ? 0 : LED) | (ahead == null ? 0 : AHEAD)
                        | (toldAfter == 0 ? 0 : TOLD));
        Lot.writeMoment(out.writeVarint(nextPlan).writeVarint(nextPrice), noticeAt);
        Lot.writeMoment(out.writeVarint(charge), payUntil);
        Lot.writeMoment(out, retryAt);
        Lot.writeMoment(out.writeVarint(movingTo).writeVarint(toPrice), pausedAt);
        Lot.writeMoment(out, resumesAt);
        out.writeVarint(pauses).writeVarint(pausedFor);
        if (ahead != null) {
            ahead.write(out);
        }
        if (lead != null) {
            lead.write(out);
        }
        if (toldAfter != 0) {
            out.writeVarint(toldAfter);
        }
    }

    static Subscription read(ByteReader in) {
        Draft draft = new Draft();
        draft.number = in.readVarint();
        draft.plan = in.readCount();
        draft.status = STATUSES[in.readByte()];
        draft.began = in.readSigned();
        draft.since = in.readSigned();
        draft.pinned = in.readSigned();
        draft.phase = in.readCount();
        draft.termsInPhase = in.readCount();
        draft.anchor = in.readSigned();
        draft.terms = in.readCount();
        draft.termStart = in.readSigned();
        draft.termEnd = in.readSigned();
        draft.value = in.readVarint();
        draft.agreed = in.readVarint();
        int flags = in.readByte();
        draft.ending = (flags & 1) != 0;
        draft.consented = (flags & 2) == 0;
        draft.nextPlan = in.readCount();
        draft.nextPrice = in.readVarint();
        draft.noticeAt = Lot.readMoment(in);
        draft.charge = in.readVarint();
        draft.payUntil = Lot.readMoment(in);
        draft.retryAt = Lot.readMoment(in);
        draft.movingTo = in.readCount();
        draft.toPrice = in.readVarint();
        draft.pausedAt = Lot.readMoment(in);
        draft.resumesAt = Lot.readMoment(in);
        draft.pauses = in.readCount();
        draft.pausedFor = in.readVarint();
        draft.ahead = (flags & AHEAD) == 0 ? null : Ahead.read(in);
        draft.lead = (flags & LED) == 0 ? null : Lead.read(in);
        draft.toldAfter = (flags & TOLD) == 0 ? 0 : in.readCount();
        return draft.make();
    }

    /** A subscription in the making; begins as one that was never anything. */
    static final class Draft {
        private long number;
        private int plan;
        private Status status = Status.AWAITED;
        private long began;
        private long since;
        private long pinned;
        private int phase;
        private int termsInPhase;
        private long anchor;
        private int terms;
        private long termStart;
        private long termEnd;
        private long value;
        private long agreed;
        private boolean ending;
        private int nextPlan;
        private long nextPrice;
        private long noticeAt = Lot.NEVER;
        private long charge;
        private long payUntil = Lot.NEVER;
        private long retryAt = Lot.NEVER;
        private int movingTo;
        private long toPrice;
        private long pausedAt = Lot.NEVER;
        private long resumesAt = Lot.NEVER;
        private int pauses;
        private long pausedFor;
        private boolean consented = true;
        private @Nullable Ahead ahead;
        private int toldAfter;
        private @Nullable Lead lead;

        Draft() {}

        private Draft(Subscription from) {
            number = from.number;
            plan = from.plan;
            status = from.status;
            began = from.began;
            since = from.since;
            pinned = from.pinned;
            phase = from.phase;
            termsInPhase = from.termsInPhase;
            anchor = from.anchor;
            terms = from.terms;
            termStart = from.termStart;
            termEnd = from.termEnd;
            value = from.value;
            agreed = from.agreed;
            ending = from.ending;
            nextPlan = from.nextPlan;
            nextPrice = from.nextPrice;
            noticeAt = from.noticeAt;
            charge = from.charge;
            payUntil = from.payUntil;
            retryAt = from.retryAt;
            movingTo = from.movingTo;
            toPrice = from.toPrice;
            pausedAt = from.pausedAt;
            resumesAt = from.resumesAt;
            pauses = from.pauses;
            pausedFor = from.pausedFor;
            consented = from.consented;
            ahead = from.ahead;
            toldAfter = from.toldAfter;
            lead = from.lead;
        }

        Draft number(long its) {
            number = its;
            return this;
        }

        Draft plan(int symbol, long from) {
            plan = symbol;
            since = from;
            return this;
        }

        Draft status(Status now) {
            status = now;
            return this;
        }

        Draft began(long moment) {
            began = moment;
            return this;
        }

        Draft pinned(long terms) {
            pinned = terms;
            return this;
        }

        Draft phase(int index, int itsTerms) {
            phase = index;
            termsInPhase = itsTerms;
            return this;
        }

        Draft counted(long from, int number) {
            anchor = from;
            terms = number;
            return this;
        }

        Draft term(long start, long end) {
            termStart = start;
            termEnd = end;
            return this;
        }

        Draft value(long price) {
            value = price;
            return this;
        }

        Draft agreed(long price) {
            agreed = price;
            return this;
        }

        Draft ending(boolean withTheTerm) {
            ending = withTheTerm;
            return this;
        }

        Draft consented(boolean toRenewing) {
            consented = toRenewing;
            return this;
        }

        /** It ends with the term unless the plan renews by itself, and the member agreed to that. */
        Draft goesOn(Plan under) {
            return ending(!under.renewal().automatic() || !consented);
        }

        /** At the term's end; 0 for no other plan. */
        Draft nextPlan(int symbol, long price) {
            nextPlan = symbol;
            nextPrice = price;
            return this;
        }

        Draft noticeAt(long moment) {
            noticeAt = moment;
            return this;
        }

        Draft toldAfter(int changes) {
            toldAfter = changes;
            return this;
        }

        Draft charge(long itsNumber) {
            charge = itsNumber;
            return this;
        }

        Draft awaits(long itsNumber, long until) {
            charge = itsNumber;
            payUntil = until;
            retryAt = Lot.NEVER;
            return this;
        }

        /** What was awaited is no more; a next term that is paid stays. */
        Draft awaitsNothing() {
            if (ahead != null && charge != 0 && charge == ahead.charge()) {
                ahead = null;
            }
            return movingTo(0, 0).awaits(0, Lot.NEVER);
        }

        /** The next term, or null for none. */
        Draft ahead(@Nullable Ahead term) {
            ahead = term;
            return this;
        }

        Draft retryAt(long moment) {
            retryAt = moment;
            return this;
        }

        Draft movingTo(int symbol, long price) {
            movingTo = symbol;
            toPrice = price;
            return this;
        }

        Draft paused(long from, long until) {
            pausedAt = from;
            resumesAt = until;
            return this;
        }

        Draft pauses(int many, long milliseconds) {
            pauses = many;
            pausedFor = milliseconds;
            return this;
        }

        Draft lead(Lead by) {
            lead = by;
            return this;
        }

        Subscription make() {
            return new Subscription(number, plan, status, began, since, pinned, phase, termsInPhase, anchor, terms,
                    termStart,
                    termEnd, value, agreed, ending, nextPlan, nextPrice, noticeAt, charge, payUntil, retryAt, movingTo,
                    toPrice,
                    pausedAt,
                    resumesAt, pauses, pausedFor, consented, ahead, toldAfter, lead);
        }
    }
}
