package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.List;
import org.guildhall.core.member.MemberView.StandingView;
import org.guildhall.core.terms.Ladder;
import org.jspecify.annotations.Nullable;

/**
 * Where a member stands on a ladder. Where a granted tier counts, as it is better than the earned one, all is told of it.
 *
 * @param step of the tier, from 0, for its colour
 * @param steps the names of all tiers, from the lowest
 * @param held since when and until when the tier was earned; null where another counts
 * @param reached how far the next tier is reached, of {@value Share#WHOLE}; or how far the granted one is earned
 * @param next what is missing for that; null at the top
 * @param projection what comes if nothing more is done
 * @param granted what was granted, and until when; null for nothing, and where it counts
 */
record Standing(String ladder, String tier, int step, List<String> steps, @Nullable String held,
        String measured, double reached, @Nullable String next, String projection, @Nullable String granted) {

    static Standing of(Ladder ladder, StandingView view, Reading reading) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        List<String> tiers = ladder.tiers().stream().map(Ladder.Tier::name).toList();
        return new Standing(words.of(ladder.names()), reading.names().tier(ladder.name(), view.tier()),
                tiers.indexOf(view.tier()),
                ladder.tiers().stream().map(tier -> words.of(tier.names())).toList(),
                held(view, words, zone),
                reading.measure(ladder.name(), view.measure()), Share.reached(view.measure(), goal(ladder, view)),
                next(ladder, view, reading), projection(ladder, view, reading), granted(ladder, view, reading));
    }

    /** Whether the granted tier is the one that counts. */
    private static boolean isGranted(StandingView view) {
        return !view.tier().equals(view.earned());
    }

    private static @Nullable String held(StandingView view, Words words, ZoneId zone) {
        return isGranted(view) ? null
                : words.say("standing.since", words.day(view.since(), zone)) + words.gap() + until(view, words, zone);
    }

    private static String until(StandingView view, Words words, ZoneId zone) {
        if (view.graceUntil() != Long.MAX_VALUE) {
            return words.say("standing.grace", words.day(view.graceUntil(), zone));
        }
        return view.until() == Long.MAX_VALUE ? words.say("standing.open")
                : words.say("standing.until", words.day(view.until(), zone));
    }

    /** What is to be measured for the next tier, or for earning the granted one; 0 at the top. */
    private static long goal(Ladder ladder, StandingView view) {
        if (isGranted(view)) {
            return ladder.tiers()
                    .stream()
                    .filter(tier -> tier.name().equals(view.tier()))
                    .mapToLong(Ladder.Tier::from)
                    .sum();
        }
        return view.next() == null ? 0 : view.measure() + view.missing();
    }

    private static @Nullable String next(Ladder ladder, StandingView view, Reading reading) {
        String name = isGranted(view) ? view.tier() : view.next();
        if (name == null) {
            return null;
        }
        Words words = reading.words();
        String key = isGranted(view) ? "standing.earn" : "standing.next";
        String missing = reading.measure(ladder.name(), Math.max(0, goal(ladder, view) - view.measure()));
        String tier = reading.names().tier(ladder.name(), name);
        return view.missingUntil() == Long.MAX_VALUE
                ? words.say(key, missing, tier)
                : words.say(key + ".until", missing, tier,
                        words.day(view.missingUntil(), reading.terms().calendar().zone()));
    }

    private static String afterGrant(Ladder ladder, StandingView view, Reading reading) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        String until = words.day(view.grantedUntil(), zone);
        String earned = reading.names().tier(ladder.name(), view.earned());
        return view.projectedAt() > view.grantedUntil() || view.projected().equals(view.earned())
                ? words.say("standing.granted.then", until, earned)
                : words.say("standing.granted.falls", until, earned,
                        reading.names().tier(ladder.name(), view.projected()),
                        words.day(view.projectedAt(), zone));
    }

    private static String projection(Ladder ladder, StandingView view, Reading reading) {
        if (isGranted(view)) {
            return afterGrant(ladder, view, reading);
        }
        Words words = reading.words();
        String projected = reading.names().tier(ladder.name(), view.projected());
        if (view.projectedAt() == Long.MAX_VALUE) {
            return words.say("standing.stays", projected);
        }
        String day = words.day(view.projectedAt(), reading.terms().calendar().zone());
        return view.projected().equals(view.earned())
                ? words.say("standing.stays.then", projected, day)
                : words.say("standing.falls", projected, day, reading.measure(ladder.name(), view.toKeep()));
    }

    private static @Nullable String granted(Ladder ladder, StandingView view, Reading reading) {
        return view.granted() == null || isGranted(view) ? null
                : reading.words()
                        .say("standing.granted", reading.names().tier(ladder.name(), view.granted()),
                                reading.words().day(view.grantedUntil(), reading.terms().calendar().zone()));
    }
}
