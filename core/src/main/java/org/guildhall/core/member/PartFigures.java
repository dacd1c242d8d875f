package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.member.MemberEvent.PartCounted;
import org.guildhall.core.number.Shares;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.FiguresBy;
import org.jspecify.annotations.Nullable;

/** What of an activity counts for each word of the fields that tell its kind apart in the totals. */
final class PartFigures {
    private PartFigures() {}

    /** An activity took effect. */
    static void count(Decision decision, ActivityKind kind, Activity activity, long amount) {
        if (!kind.figuresBy().isEmpty()) {
            int by = KeptActivity.by(decision.member);
            of(kind, activity, amount)
                    .forEach((part, its) -> decision.emit(new PartCounted(part, 1, its, by)));
        }
    }

    /** There is less of one, for whom it was of then; a word of which nothing is left no longer counts it. */
    static void reduce(Decision decision, ActivityKind kind, KeptActivity before, Activity left, long amount,
            boolean whole) {
        if (kind.figuresBy().isEmpty() || before.whole()) {
            return;
        }
        Map<Integer, Long> after = whole ? Map.of() : of(kind, left, amount);
        of(kind, before.left(), before.amount()).forEach((part, was) -> {
            long change = after.getOrDefault(part, 0L) - was;
            int gone = after.containsKey(part) ? 0 : -1;
            if (change != 0 || gone != 0) {
                decision.emit(new PartCounted(part, gone, change, before.by()));
            }
        });
    }

    /** The amount by part, in the order of the terms. */
    private static Map<Integer, Long> of(ActivityKind kind, Activity activity, long amount) {
        Map<Integer, Long> parts = new LinkedHashMap<>();
        for (FiguresBy by : kind.figuresBy()) {
            if (by.ofLines()) {
                ofLines(by, activity, amount, parts);
            } else {
                Integer part = part(by, activity.fields());
                if (part != null) {
                    parts.put(part, amount);
                }
            }
        }
        return parts;
    }

    /** Lines without the field have their share too, which counts nowhere. */
    private static void ofLines(FiguresBy by, Activity activity, long amount, Map<Integer, Long> parts) {
        List<Fields> lines = new ArrayList<>(activity.lines());
        lines.removeIf(line -> line.number(KnownField.QUANTITY.symbol(), 0) == 0);
        long[] shares = Shares.of(amount, lines.stream().mapToLong(Amounts::lineAmount).toArray());
        for (int i = 0; i < shares.length; i++) {
            Integer part = part(by, lines.get(i));
            if (part != null) {
                parts.merge(part, shares[i], Math::addExact);
            }
        }
    }

    private static @Nullable Integer part(FiguresBy by, Fields fields) {
        return by.parts().get((int) fields.number(by.field().symbol(), 0));
    }
}
