package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.List;
import org.guildhall.core.member.MemberView.StandingView;
import org.guildhall.core.terms.Ladder;
import org.jspecify.annotations.Nullable;

/**
 * Where a member stands on a ladder.
 *
 * @param step of the tier, from 0, for its colour
 * @param steps the names of all tiers, from the lowest
 * @param reached how far the next tier is reached, of {@value Share#WHOLE}
 * @param next what is missing for the next tier; null at the top
 * @param projection what comes if nothing more is done
 * @param granted what was granted, and until when; null for nothing
 */
record Standing(String ladder, String tier, int step, List<String> steps, String since, String until,
        String measured, double reached, @Nullable String next, String projection, @Nullable String granted) {

    static Standing of(Ladder ladder, StandingView view, Reading reading) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        List<String> tiers = ladder.tiers().stream().map(Ladder.Tier::name).toList();
        return new Standing(words.of(ladder.names()), reading.names().tier(ladder.name(), view.tier()),
                tiers.indexOf(view.tier()),
                ladder.tiers().stream().map(tier -> words.of(tier.names())).toList(),
                words.say("standing.since", words.day(view.since(), zone)),
                until(view, words, zone), reading.measure(ladder.name(), view.measure()), reached(ladder, view),
                next(ladder, view, reading), projection(ladder, view, reading), granted(ladder, view, reading));
    }

    private static String until(StandingView view, Words words, ZoneId zone) {
        if (view.graceUntil() != Long.MAX_VALUE) {
            return words.say("standing.grace", words.day(view.graceUntil(), zone));
        }
        return view.until() == Long.MAX_VALUE ? words.say("standing.open")
                : words.say("standing.until", words.day(view.until(), zone));
    }

    private static double reached(Ladder ladder, StandingView view) {
        return view.next() == null ? Share.WHOLE : Share.reached(view.measure(), view.measure() + view.missing());
    }

    private static @Nullable String next(Ladder ladder, StandingView view, Reading reading) {
        if (view.next() == null) {
            return null;
        }
        Words words = reading.words();
        String missing = reading.measure(ladder.name(), view.missing());
        return view.missingUntil() == Long.MAX_VALUE
                ? words.say("standing.next", missing, reading.names().tier(ladder.name(), view.next()))
                : words.say("standing.next.until", missing, reading.names().tier(ladder.name(), view.next()),
                        words.day(view.missingUntil(), reading.terms().calendar().zone()));
    }

    private static String projection(Ladder ladder, StandingView view, Reading reading) {
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
        return view.granted() == null ? null
                : reading.words()
                        .say("standing.granted", reading.names().tier(ladder.name(), view.granted()),
                                reading.words().day(view.grantedUntil(), reading.terms().calendar().zone()));
    }
}
