package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/** The seats that a member gave out of their subscriptions, in the order in which that was; an invitation is one. */
final class Seats {
    /** The number of the last seat. */
    long last;

    private final List<Seat> seats = new ArrayList<>(0);

    boolean isEmpty() {
        return seats.isEmpty();
    }

    List<Seat> all() {
        return List.copyOf(seats);
    }

    List<Seat> of(long subscription) {
        return seats.stream().filter(seat -> seat.subscription() == subscription).toList();
    }

    @Nullable
    Seat find(long number) {
        return seats.stream().filter(seat -> seat.number() == number).findFirst().orElse(null);
    }

    @Nullable
    Seat find(SeatName name) {
        return seats.stream().filter(seat -> seat.name().equals(name)).findFirst().orElse(null);
    }

    /** When the first of the invitations is over. */
    long nextDue() {
        long due = Lot.NEVER;
        for (Seat seat : seats) {
            due = Math.min(due, seat.until());
        }
        return due;
    }

    void put(Seat seat) {
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).number() == seat.number()) {
                seats.set(i, seat);
                return;
            }
        }
        if (seat.number() != last + 1) {
            throw new ImpossibleEventException("expected seat " + (last + 1) + ", but found " + seat.number());
        }
        last = seat.number();
        seats.add(seat);
    }

    void remove(Seat seat) {
        if (!seats.removeIf(one -> one.number() == seat.number())) {
            throw new ImpossibleEventException("expected seat " + seat.number() + ", but found none");
        }
    }

    /** Takes in another member's. */
    void absorb(Seats other, long subscriptions) {
        other.seats.forEach(seat -> seats.add(seat.moved(last, subscriptions)));
        last += other.last;
    }

    void write(ByteWriter out) {
        out.writeVarint(last);
        if (last > 0) {
            out.writeVarint(seats.size());
            seats.forEach(seat -> seat.write(out));
        }
    }

    void read(ByteReader in) {
        last = in.readVarint();
        int size = last == 0 ? 0 : in.readCount();
        for (int i = 0; i < size; i++) {
            seats.add(Seat.read(in));
        }
    }
}
