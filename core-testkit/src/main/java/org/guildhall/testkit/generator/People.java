package org.guildhall.testkit.generator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.testkit.generator.Request.Brought;
import org.guildhall.testkit.generator.Request.Keys;
import org.guildhall.testkit.generator.Request.Opened;
import org.jspecify.annotations.Nullable;

/** Who the customers are. Everything follows from their number and the seed, so nothing is kept of them here. */
final class People {
    private static final double BIRTHDAY_KNOWN = 0.85;
    private static final int FRIENDS = 3;
    /** Prime to every power of ten: numbers below one of them are shuffled, none twice. */
    private static final long SHUFFLER = 7_368_787L;

    private final Calibration calibration;
    private final ZoneCalendar calendar;
    private final LocalDate start;
    private final long references;
    private final int digits;

    People(Calibration calibration) {
        this.calibration = calibration;
        this.calendar = new ZoneCalendar(calibration.zone());
        this.start = calibration.first();
        long known = calibration.members().count() + (long) calibration.guests().count();
        // More take a plan than have it at any time.
        long takers = calibration.plans().others().count() + 25L * calibration.plans().have();
        this.digits = Math.max(6, Long.toString((known + takers) * 4).length());
        long all = 1;
        for (int i = 0; i < digits; i++) {
            all *= 10;
        }
        this.references = all;
    }

    /** By which the shop knows a customer: {@code 204817}. */
    String reference(int customer) {
        long number = (customer * SHUFFLER + Math.floorMod(calibration.seed(), references)) % references;
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    /** Epoch day, or null where the shop does not know it. */
    @Nullable
    Long birthday(int customer) {
        long bits = bits(customer, 'b');
        if (Chance.unit(bits) > BIRTHDAY_KNOWN) {
            return null;
        }
        int age = 18 + (int) (Chance.unit(Hashes.mix(bits)) * 57);
        return start.minusYears(age).toEpochDay() + Math.floorMod(Hashes.mix(bits + 1), 365);
    }

    /** A member who was there before: since when, and the points on their stamp card, each month's ending a year later. */
    Request opened(int member, long at) {
        Chance own = new Chance(bits(member, 'o'));
        long joined = calendar.startOf(start.minusDays(1 + own.below(1500)));
        List<Brought> brought = new ArrayList<>();
        int stamps = own.below(4);
        for (int i = stamps; i > 0; i--) {
            LocalDate earned = start.minusDays(1 + own.below(110) + (i - 1) * 110L);
            long moment = calendar.startOf(earned);
            long points = Math.round(calibration.members().pointsBrought() / 1.5 * own.exponential());
            if (points > 0 && moment >= joined) {
                brought.add(new Brought(points, moment,
                        calendar.startOf(earned.plusYears(1).withDayOfMonth(1).plusMonths(1))));
            }
        }
        return new Request(at, at, reference(member), "opening", false,
                new Opened(joined, birthday(member), brought));
    }

    String payer(long customer) {
        return key("pay", bits(customer, 'p'));
    }

    /** To whom an order goes, where, and from what device it came. */
    Keys keys(int customer, long order, Chance chance) {
        boolean resells = customer < calibration.members().count()
                && Chance.unit(bits(customer, 'r')) < calibration.resellers();
        long recipient = customer;
        if (resells) {
            recipient = Hashes.mix(order);
        } else if (chance.unit() < calibration.forOthers()) {
            recipient = bits(customer, 'f') + chance.below(FRIENDS);
        }
        long pair = customer >> 1;
        boolean shared = Chance.unit(bits(pair, 's')) < calibration.sharedDevice();
        return new Keys(key("to", bits(recipient, 't')), key("dev", bits(shared ? -1 - pair : customer, 'd')),
                "area-" + (1 + Math.floorMod(bits(recipient, 'a'), calibration.areas())));
    }

    private long bits(long number, char what) {
        return Hashes.mix(Hashes.mix(calibration.seed() + what) ^ number);
    }

    private static String key(String kind, long bits) {
        return kind + "-" + Long.toString(bits >>> 8, 36);
    }
}
