package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.member.MemberEvent.Unmatched;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Match;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Finds what a return returns, by the programme's declared way, and takes it back. */
final class Returning {
    private static final int QUANTITY = KnownField.QUANTITY.symbol();

    private Returning() {}

    /** What would refuse a return; one that finds nothing is taken, and says so. */
    static @Nullable MemberRefusal check(Decision decision, ActivityKind.Role.Return role, Activity activity) {
        if (role.match() != Match.BY_ORDER) {
            return null;
        }
        String id = activity.fields().text(KnownField.OF.symbol());
        KeptActivity target = id == null ? null : Recording.find(decision.member, id);
        return target == null ? new MemberRefusal.NotFound("activity", id == null ? "" : id) : null;
    }

    static void decide(
            Decision decision, Terms terms, ActivityKind kind, ActivityKind.Role.Return role, Activity activity) {
        for (int i = 0; i < activity.lines().size(); i++) {
            Fields line = activity.lines().get(i);
            long missing = line.number(QUANTITY, 0);
            String product = line.text(KnownField.PRODUCT.symbol());
            for (KeptActivity purchase : candidates(decision, role, activity, product, missing)) {
                missing -= takeFrom(decision, purchase.number(), product, missing);
                if (missing == 0) {
                    break;
                }
            }
            if (missing > 0) {
                decision.emit(new Unmatched(i, missing, Amounts.value(line, missing, kind, terms)));
            }
        }
        if (activity.lines().isEmpty() && role.match() == Match.BY_ORDER) {
            takeAmount(decision, activity);
        }
    }

    /** A return without lines: of its amount, or of the whole where it states none. */
    private static void takeAmount(Decision decision, Activity activity) {
        String id = Objects.requireNonNull(activity.fields().text(KnownField.OF.symbol()));
        KeptActivity target = Objects.requireNonNull(Recording.find(decision.member, id));
        long amount = activity.fields().number(KnownField.AMOUNT.symbol(), Long.MAX_VALUE);
        long left = target.counted();
        if (amount >= left && !target.whole()) {
            Reversing.reduceWhole(decision, target);
        } else if (amount > 0 && amount < left) {
            Reversing.reduceByValue(decision, target, amount);
        }
        if (amount != Long.MAX_VALUE && amount > left) {
            decision.emit(new Unmatched(0, 0, amount - left));
        }
    }

    /** The purchases to take from, in order; as soon as those at hand have enough, no further ones are read. */
    private static List<KeptActivity> candidates(
            Decision decision, ActivityKind.Role.Return role, Activity activity, @Nullable String product,
            long wanted) {
        Member member = decision.member;
        if (role.match() == Match.BY_ORDER) {
            String id = Objects.requireNonNull(activity.fields().text(KnownField.OF.symbol()));
            KeptActivity target = Recording.find(member, id);
            return target == null || target.whole() ? List.of() : List.of(target);
        }
        boolean latest = role.match() == Match.LATEST_BY_PRODUCT;
        List<KeptActivity> found = new ArrayList<>(2);
        long enough = wanted;
        KeptActivity next = latest ? member.activities.before(Long.MAX_VALUE) : member.activities.after(0);
        while (next != null && (enough > 0 || !member.inOrder)) {
            if (next.left().kind() == role.kind()
                    && next.at() <= decision.at
                    && next.keptUntil() > member.time
                    && !next.whole()
                    && left(next, product) > 0) {
                found.add(next);
                enough -= left(next, product);
            }
            next = latest ? member.activities.before(next.number()) : member.activities.after(next.number());
        }
        Comparator<KeptActivity> byTime =
                Comparator.comparingLong(KeptActivity::at).thenComparingLong(KeptActivity::number);
        found.sort(latest ? byTime.reversed() : byTime);
        return found;
    }

    private static long left(KeptActivity purchase, @Nullable String product) {
        long left = 0;
        for (Fields line : purchase.left().lines()) {
            if (Objects.equals(line.text(KnownField.PRODUCT.symbol()), product)) {
                left += line.number(QUANTITY, 0);
            }
        }
        return left;
    }

    /** Takes from the lines with the product, the last first; returns how many pieces were taken. */
    private static long takeFrom(Decision decision, long number, @Nullable String product, long wanted) {
        KeptActivity purchase = Objects.requireNonNull(decision.member.activities.get(number));
        List<Fields> lines = purchase.left().lines();
        List<MemberCommand.LinePart> parts = new ArrayList<>(1);
        long missing = wanted;
        for (int i = lines.size() - 1; i >= 0 && missing > 0; i--) {
            long there = lines.get(i).number(QUANTITY, 0);
            if (there > 0 && Objects.equals(lines.get(i).text(KnownField.PRODUCT.symbol()), product)) {
                long part = Math.min(there, missing);
                parts.add(new MemberCommand.LinePart(i, part));
                missing -= part;
            }
        }
        if (!parts.isEmpty()) {
            Reversing.reduceLines(decision, purchase, parts);
        }
        return wanted - missing;
    }
}
