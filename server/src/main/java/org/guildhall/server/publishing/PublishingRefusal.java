package org.guildhall.server.publishing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.server.shown.Statement;

/** Why terms or offers without mistakes can't be put in force, terms that were published can't be withdrawn, or an offer can't be turned. */
public sealed interface PublishingRefusal {
    /** Terms of that day are published, and say something else. */
    record Differ(LocalDate date) implements PublishingRefusal {}

    /** They would hold from a moment by which members may have done something. */
    record TooSoon(String programme, LocalDate date) implements PublishingRefusal {}

    /**
     * Others were cut off while they were published, or withdrawn.
     *
     * @param from the moment they hold from, epoch milliseconds
     */
    record Unfinished(String programme, long from, boolean withdrawn) implements PublishingRefusal {}

    /** No terms of that day are published. @param published the days of those that are */
    record Unknown(LocalDate date, List<LocalDate> published) implements PublishingRefusal {}

    /**
     * They hold, or will so soon that something may have been decided by them.
     *
     * @param from the moment they hold from, epoch milliseconds
     */
    record InForce(LocalDate date, long from) implements PublishingRefusal {}

    /** Later ones were published as what follows them. */
    record Followed(LocalDate date, LocalDate by) implements PublishingRefusal {}

    /** The programme would have none. */
    record First(String programme, LocalDate date) implements PublishingRefusal {}

    /**
     * Something else about an offer was cut off in the midst.
     *
     * @param what published, paused, resumed or stopped
     */
    record UnfinishedOffer(String programme, String offer, String what) implements PublishingRefusal {}

    /** No offer of that name is published. @param published the names of those that are */
    record UnknownOffer(String offer, List<String> published) implements PublishingRefusal {}

    /** The offer is stopped for good. @param at since when, epoch milliseconds */
    record Stopped(String offer, long at) implements PublishingRefusal {}

    /** Stable, kebab-case. */
    default String code() {
        return switch (this) {
            case Differ differ -> "terms-differ";
            case TooSoon soon -> "terms-too-soon";
            case Unfinished left -> "terms-unfinished";
            case Unknown unknown -> "unknown-terms";
            case InForce holds -> "terms-in-force";
            case Followed followed -> "terms-followed";
            case First first -> "terms-first";
            case UnfinishedOffer left -> "offer-unfinished";
            case UnknownOffer unknown -> "unknown-offer";
            case Stopped stopped -> "offer-stopped";
        };
    }

    /** Found and expected. */
    default String words() {
        return switch (this) {
            case Differ differ -> "found terms of " + differ.date + " that differ from those published, expected the"
                    + " same: published terms are never edited; date the change anew";
            case TooSoon soon -> "found terms of " + soon.date + ", expected a day to come, since " + soon.programme
                    + " has members already";
            case Unfinished left -> "found terms of " + left.programme + " from " + utc(left.from)
                    + " UTC on that were " + (left.withdrawn ? "withdrawn" : "published")
                    + " in part, expected them to be " + (left.withdrawn ? "withdrawn" : "published") + " again first";
            case Unknown unknown -> "found no terms of " + unknown.date + ", expected one of "
                    + unknown.published.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
            case InForce holds -> "found terms of " + holds.date + ", which hold from " + utc(holds.from)
                    + " UTC on, expected terms that begin at least "
                    + Publishing.NOTICE_MILLIS / 60_000 + " minutes from now: those in force are never taken back";
            case Followed followed -> "found terms of " + followed.date + ", which those of " + followed.by
                    + " follow, expected the latest: withdraw those of " + followed.by + " first";
            case First first -> "found the first terms of " + first.programme
                    + ", expected terms that follow others: a programme is never without";
            case UnfinishedOffer left ->
                    "found offer " + left.offer + " of " + left.programme + " that was " + left.what
                            + " in part, expected it to be " + left.what + " again first";
            case UnknownOffer unknown -> "found no offer " + unknown.offer + ", expected "
                    + (unknown.published.isEmpty() ? "one that was published: there is none"
                            : "one of " + String.join(", ", unknown.published));
            case Stopped stopped -> "found offer " + stopped.offer + ", which was stopped at " + utc(stopped.at)
                    + " UTC, expected one that is not: it stays stopped; publish another offer";
        };
    }

    private static String utc(long moment) {
        return Statement.moment(moment, ZoneOffset.UTC);
    }
}
