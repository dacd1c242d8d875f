package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ==}, {@code !=} and {@code in}: an absent field equals nothing, and a word must be one that was declared. */
final class Equality {
    private final Lowering lowering;

    Equality(Lowering lowering) {
        this.lowering = lowering;
    }

    Value equal(CelExpr part, boolean negated) {
        CelExpr one = part.call().args().get(0);
        CelExpr other = part.call().args().get(1);
        Value left = lowering.lower(one);
        Value right = lowering.lower(other);
        BooleanCode equal = equal(one, left, other, right);
        if (equal == null) {
            return Value.FAULTY;
        }
        return Value.Truth.computed(negated ? (facts, lines) -> !equal.run(facts, lines) : equal);
    }

    Value in(CelExpr part) {
        CelExpr one = part.call().args().get(0);
        CelExpr list = part.call().args().get(1);
        long before = lowering.steps;
        Value left = lowering.lower(one);
        long ofLeft = lowering.steps - before;
        Value right = lowering.lower(list);
        if (right instanceof Value.Mapped mapped) {
            BooleanCode equal = equal(one, left, list, mapped.element());
            if (equal == null) {
                return Value.FAULTY;
            }
            return Loops.exists(lowering, mapped.lines(), equal, Lowering.plus(mapped.steps(), ofLeft));
        }
        if (right instanceof Value.Plans plans) {
            return inPlans(one, left, plans.plans());
        }
        if (!(right instanceof Value.Items items)) {
            return lowering.mismatch(list, right, "a list such as [\"a\", \"b\"]");
        }
        if (items.values().isEmpty()) {
            return lowering.refuse(list, "at least one value");
        }
        lowering.count(Lowering.times(items.values().size(), Lowering.plus(1, ofLeft)));
        BooleanCode quick = Membership.constants(left, items.values());
        if (quick != null) {
            return Value.Truth.computed(quick);
        }
        List<BooleanCode> codes = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            CelExpr element = list.getKind() == Kind.LIST ? list.list().elements().get(i) : list;
            BooleanCode equal = equal(one, left, element, items.values().get(i));
            if (equal != null) {
                codes.add(equal);
            }
        }
        return codes.size() < items.values().size() ? Value.FAULTY : Value.Truth.computed(Membership.any(codes));
    }

    /** Whether the member has a plan, whose name must stand there. */
    private Value inPlans(CelExpr part, Value name, Map<String, Integer> plans) {
        if (name instanceof Value.Faulty) {
            return name;
        }
        String known = plans.isEmpty() ? "no plan, for the file has none"
                : "a plan in quotes: " + Nearest.list(plans.keySet());
        String text = name instanceof Value.Text literal ? literal.constant() : null;
        Integer plan = text == null ? null : plans.get(text);
        if (plan == null) {
            String near = text == null ? null : Nearest.to(text, plans.keySet());
            return lowering.problem(lowering.spans.of(part), lowering.spans.text(part), known,
                    near == null ? null : '"' + near + '"');
        }
        int symbol = plan;
        return Value.Truth.computed((facts, lines) -> facts.hasPlan(symbol));
    }

    /** The code of the comparison, null where it was refused. */
    private @Nullable BooleanCode equal(CelExpr one, Value left, CelExpr other, Value right) {
        return switch (left) {
            case Value.Faulty faulty -> null;
            case Value.Number a when right instanceof Value.Number b -> numbers(a, b);
            case Value.Truth a when right instanceof Value.Truth b -> longs(a.orAbsent(), b.orAbsent());
            case Value.Time a when right instanceof Value.Time b && a.day() == b.day() ->
                    longs(a.orAbsent(), b.orAbsent());
            case Value.Text a when right instanceof Value.Text b -> texts(a, b);
            case Value.Text a when right instanceof Value.Word b && a.constant() != null -> word(one, a.constant(), b);
            case Value.Word a when right instanceof Value.Text b && b.constant() != null ->
                    word(other, b.constant(), a);
            case Value.Word a when right instanceof Value.Word b && a.words().equals(b.words()) ->
                    longs(a.orAbsent(), b.orAbsent());
            case Value.Word a -> refused(other, right, "one of " + Nearest.list(a.words().keySet()));
            case Value.Text a when right instanceof Value.Word b ->
                    refused(one, left, "one of " + Nearest.list(b.words().keySet()));
            case Value.Number a -> refused(other, right, a.kind());
            case Value.Truth a -> refused(other, right, a.kind());
            case Value.Time a -> refused(other, right, a.kind());
            case Value.Text a -> refused(other, right, a.kind());
            case Value.Record a -> refused(one, left, "one of its fields");
            case Value.Lines a -> refused(one, left, "exists, filter or sum over them");
            case Value.Mapped a -> refused(one, left, "a single value");
            case Value.Items a -> refused(one, left, "a single value");
            case Value.Plans a -> refused(one, left, "a plan's name in member.plans");
        };
    }

    private @Nullable BooleanCode refused(CelExpr part, Value value, String expected) {
        lowering.mismatch(part, value, expected);
        return null;
    }

    private @Nullable BooleanCode word(CelExpr literal, String text, Value.Word word) {
        Map<String, Integer> words = word.words();
        Integer symbol = words.get(text);
        if (symbol == null) {
            String near = Nearest.to(text, words.keySet());
            lowering.problem(lowering.spans.of(literal), lowering.spans.text(literal),
                    (word.tier() ? "a tier of " : "one of ") + Nearest.list(words.keySet()),
                    near == null ? null : '"' + near + '"');
            return null;
        }
        LongCode code = word.orAbsent();
        long wanted = symbol;
        return (facts, lines) -> code.run(facts, lines) == wanted;
    }

    private static BooleanCode numbers(Value.Number left, Value.Number right) {
        if (left.constant() != null && right.constant() == null) {
            return numbers(right, left);
        }
        int scale = Math.max(left.scale(), right.scale());
        long leftFactor = Exact.power(scale - left.scale());
        long rightFactor = Exact.power(scale - right.scale());
        LongCode a = left.orAbsent();
        if (right.constant() != null && leftFactor == 1 && Exact.fits(right.constant(), rightFactor)) {
            long wanted = right.constant() * rightFactor;
            return (facts, lines) -> a.run(facts, lines) == wanted;
        }
        LongCode b = right.orAbsent();
        if (leftFactor == rightFactor) {
            return longs(a, b);
        }
        return (facts, lines) -> {
            long x = a.run(facts, lines);
            long y = b.run(facts, lines);
            return x != LongCode.ABSENT && y != LongCode.ABSENT && Exact.compare(x, leftFactor, y, rightFactor) == 0;
        };
    }

    private static BooleanCode longs(LongCode a, LongCode b) {
        return (facts, lines) -> {
            long x = a.run(facts, lines);
            return x == b.run(facts, lines) && x != LongCode.ABSENT;
        };
    }

    private static BooleanCode texts(Value.Text left, Value.Text right) {
        if (left.constant() != null && right.constant() == null) {
            return texts(right, left);
        }
        TextCode a = left.orAbsent();
        if (right.constant() != null) {
            String wanted = right.constant();
            return (facts, lines) -> wanted.equals(a.run(facts, lines));
        }
        TextCode b = right.orAbsent();
        return (facts, lines) -> {
            String x = a.run(facts, lines);
            return x != null && x.equals(b.run(facts, lines));
        };
    }
}
