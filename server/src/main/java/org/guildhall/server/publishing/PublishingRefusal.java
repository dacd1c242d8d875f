package org.guildhall.server.publishing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.server.shown.Statement;

/** Why terms without mistakes can't be put in force, or terms that were published can't be withdrawn. */
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
        };
    }

    private static String utc(long moment) {
        return Statement.moment(moment, ZoneOffset.UTC);
    }
}
