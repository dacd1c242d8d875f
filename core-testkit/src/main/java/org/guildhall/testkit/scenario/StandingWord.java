package org.guildhall.testkit.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.guildhall.core.member.MemberView.StandingView;
import org.jspecify.annotations.Nullable;

/** What a check may say of a standing, besides its tier. */
enum StandingWord {
    EARNED_TIER("earned-tier", Unit.TIER, StandingView::earned),
    SINCE("since", Unit.MOMENT, StandingView::since),
    UNTIL("until", Unit.MOMENT, StandingView::until),
    GRACE_UNTIL("grace-until", Unit.MOMENT, StandingView::graceUntil),
    GRANTED("granted", Unit.TIER, StandingView::granted),
    GRANTED_UNTIL("granted-until", Unit.MOMENT, StandingView::grantedUntil),
    MEASURE("measure", Unit.MEASURE, StandingView::measure),
    PROJECTED("projected", Unit.TIER, StandingView::projected),
    PROJECTED_AT("projected-at", Unit.MOMENT, StandingView::projectedAt),
    TO_KEEP("to-keep", Unit.MEASURE, StandingView::toKeep),
    NEXT("next", Unit.TIER, StandingView::next),
    MISSING("missing", Unit.MEASURE, StandingView::missing),
    MISSING_UNTIL("missing-until", Unit.MOMENT, StandingView::missingUntil);

    /** How a value reads. */
    enum Unit {
        /** A tier's name, or none. */
        TIER,
        MOMENT,
        /** In the unit of what qualifies. */
        MEASURE
    }

    private final String word;
    private final Unit unit;
    private final Function<StandingView, @Nullable Object> value;

    StandingWord(String word, Unit unit, Function<StandingView, @Nullable Object> value) {
        this.word = word;
        this.unit = unit;
        this.value = value;
    }

    String word() {
        return word;
    }

    Unit unit() {
        return unit;
    }

    @Nullable
    Object of(StandingView standing) {
        return value.apply(standing);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(StandingWord::word).toList();
    }
}
