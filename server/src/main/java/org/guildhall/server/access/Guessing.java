package org.guildhall.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Clock;

/**
 * Slows down whoever tries keys, by address, or codes of coupons, by member, and tells of it: in the log and, where somebody was
 * slowed, in the audit trail, each once a minute while it goes on. Who brought {@value #FREE} wrong ones within a minute waits, each time
 * twice as long, until an hour passed without one. Of many those that were wrong last are kept. Any thread.
 */
public final class Guessing {
    static final int FREE = 10;
    static final int MOST_ADDRESSES = 10_000;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long FIRST_WAIT_MILLIS = 10_000;
    private static final long LONGEST_WAIT_MILLIS = 15 * MINUTE_MILLIS;
    private static final System.Logger LOG = System.getLogger(Guessing.class.getName());

    private final Clock clock;
    private final AuditTrail audit;
    /** What is tried, in words. */
    private final String what;
    private final String action;
    /** Who is slowed, in words. */
    private final String whom;
    private final Map<Object, Guesser> guessers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Guesser> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private final Set<Object> slowed = new HashSet<>();
    private long wrong;
    private long wrongWhenLogged;
    private long wrongWhenRecorded;
    private long logged;
    private long recorded;

    /** Of keys. */
    public Guessing(Clock clock, AuditTrail audit) {
        this(clock, audit, "keys", "guessing", "addresses");
    }

    public static Guessing ofCodes(Clock clock, AuditTrail audit) {
        return new Guessing(clock, audit, "codes", "guessing-codes", "members");
    }

    private Guessing(Clock clock, AuditTrail audit, String what, String action, String whom) {
        this.clock = clock;
        this.audit = audit;
        this.what = what;
        this.action = action;
        this.whom = whom;
        logged = now() - MINUTE_MILLIS;
        recorded = logged;
    }

    /** What is known of an address or a member; moments by the clock's passing time. */
    private static final class Guesser {
        long windowBegan;
        int inWindow;
        int waits;
        long waitsUntil;
        long last;

        /** How long whoever brings another wrong one now has to wait. */
        long wrong(long now) {
            if (now - last > HOUR_MILLIS) {
                waits = 0;
            }
            last = now;
            if (now < waitsUntil) {
                return waitsUntil - now;
            }
            if (now - windowBegan >= MINUTE_MILLIS) {
                windowBegan = now;
                inWindow = 0;
            }
            inWindow++;
            if (inWindow <= FREE) {
                return 0;
            }
            inWindow = 0;
            waitsUntil = now + Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(waits, 10));
            waits++;
            return waitsUntil - now;
        }
    }

    /**
     * Counts a wrong key.
     *
     * @return the seconds after which the next may be tried; 0 for at once
     */
    public long wrong(InetAddress from) {
        return wrongBy(block(from));
    }

    /** Counts a wrong code of a member. */
    public void wrong(EntityName member) {
        wrongBy(member);
    }

    /** After how many seconds a member may try the next; 0 for at once. */
    public synchronized long waits(EntityName member) {
        Guesser guesser = guessers.get(member);
        return guesser == null ? 0 : Math.max(0, Math.ceilDiv(guesser.waitsUntil - now(), 1000));
    }

    private synchronized long wrongBy(Object who) {
        long now = now();
        wrong++;
        long waits = guessers.computeIfAbsent(who, none -> fresh(now)).wrong(now);
        if (waits > 0 && slowed.size() < MOST_ADDRESSES) {
            slowed.add(who);
        }
        tell(now);
        return Math.ceilDiv(waits, 1000);
    }

    private static Guesser fresh(long now) {
        Guesser guesser = new Guesser();
        guesser.windowBegan = now;
        guesser.last = now;
        guesser.waitsUntil = now;
        return guesser;
    }

    /** Of all addresses, since the start. */
    public synchronized long wrong() {
        return wrong;
    }

    /** What one caller has: an IPv4 address, or the first half of an IPv6 one. */
    private static long block(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address ? bytes.getLong() : bytes.getInt();
    }

    private long now() {
        return clock.nanos() / 1_000_000;
    }

    private void tell(long now) {
        if (now - logged >= MINUTE_MILLIS) {
            LOG.log(System.Logger.Level.WARNING, "found " + (wrong - wrongWhenLogged) + " wrong " + what + ", "
                    + slowed.size()
                    + " " + whom + " slowed");
            wrongWhenLogged = wrong;
            logged = now;
        }
        if (!slowed.isEmpty() && now - recorded >= MINUTE_MILLIS) {
            record();
            wrongWhenRecorded = wrong;
            recorded = now;
            slowed.clear();
        }
    }

    private void record() {
        try {
            audit.record(AuditEntry.byItself(clock.millis(), action, null, Map.of(
                    "wrong", Long.toString(wrong - wrongWhenRecorded),
                    whom, Integer.toString(slowed.size()))));
        } catch (RuntimeException unwritten) {
            LOG.log(System.Logger.Level.ERROR, "can't record that " + what + " are tried", unwritten);
        }
    }
}
