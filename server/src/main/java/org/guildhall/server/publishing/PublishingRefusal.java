package org.guildhall.server.publishing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.guildhall.server.shown.Statement;

/** Why terms without mistakes can't be put in force. */
public sealed interface PublishingRefusal {
    /** Terms of that day are published, and say something else. */
    record Differ(LocalDate date) implements PublishingRefusal {}

    /** They would hold from a moment by which members may have done something. */
    record TooSoon(String programme, LocalDate date) implements PublishingRefusal {}

    /**
     * Others were cut off while they were published.
     *
     * @param from the moment they hold from, epoch milliseconds
     */
    record Unfinished(String programme, long from) implements PublishingRefusal {}

    /** Stable, kebab-case. */
    default String code() {
        return switch (this) {
            case Differ differ -> "terms-differ";
            case TooSoon soon -> "terms-too-soon";
            case Unfinished left -> "terms-unfinished";
        };
    }

    /** Found and expected. */
    default String words() {
        return switch (this) {
            case Differ differ -> "found terms of " + differ.date + " that differ from those published, expected the"
                    + " same: published terms are never edited; date the change anew";
            case TooSoon soon -> "found terms of " + soon.date + ", expected a day to come, since " + soon.programme
                    + " has members already";
            case Unfinished left -> "found terms of " + left.programme + " from "
                    + Statement.moment(left.from, ZoneOffset.UTC)
                    + " UTC on that were published in part, expected them to be published again first";
        };
    }
}
