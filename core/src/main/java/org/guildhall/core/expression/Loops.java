package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.jspecify.annotations.Nullable;

/** Loops over the lines of an activity; each line counts a step, and what the body counts. */
final class Loops {
    private static final int MOST_LINES = ExpressionCompiler.MOST_LINES;

    private final Lowering lowering;

    Loops(Lowering lowering) {
        this.lowering = lowering;
    }

    /** What is looped over: the lines, and what the loop's name stands for. */
    private record Over(Value.Lines lines, Value element, long steps) {}

    Value loop(CelExpr part, CelCall call) {
        CelExpr on = call.target().orElseThrow();
        Value value = lowering.lower(on);
        List<CelExpr> arguments = call.args();
        String name = arguments.get(0).getKind() == Kind.IDENT ? arguments.get(0).ident().name() : "";
        Over over = over(name, value);
        if (over == null) {
            return lowering.mismatch(on, value, "activity.lines");
        }
        long before = lowering.steps;
        lowering.steps = 0;
        Lowering.Element outer = lowering.elements().put(name, new Lowering.Element(over.element(), over.steps()));
        try {
            return looped(part, call.function(), arguments, over, before);
        } finally {
            if (outer == null) {
                lowering.elements().remove(name);
            } else {
                lowering.elements().put(name, outer);
            }
        }
    }

    private static @Nullable Over over(String name, Value value) {
        return switch (value) {
            case Value.Lines lines ->
                    new Over(lines, new Value.Record(Place.loop(name, lines.slot()), lines.fields()), 0);
            case Value.Mapped mapped -> new Over(mapped.lines(), mapped.element(), mapped.steps());
            default -> null;
        };
    }

    private Value looped(CelExpr part, String function, List<CelExpr> arguments, Over over, long before) {
        if (function.equals("sum")) {
            Value.Number number = lowering.number(arguments.get(1));
            long body = body(before);
            return number == null ? Value.FAULTY : sum(over.lines(), number, body);
        }
        if (function.equals("map")) {
            return map(part, arguments, over, before);
        }
        Value.Truth truth = lowering.truth(arguments.get(1));
        long body = body(before);
        if (truth == null) {
            return Value.FAULTY;
        }
        BooleanCode test = truth.code();
        return switch (function) {
            case "exists" -> exists(lowering, over.lines(), test, body);
            case "all" -> {
                BooleanCode missing =
                        exists(lowering, over.lines(), (facts, lines) -> !test.run(facts, lines), body).code();
                yield Value.Truth.computed((facts, lines) -> !missing.run(facts, lines));
            }
            case "exists_one" -> {
                LongCode count = count(over.lines(), test);
                lowering.count(cost(over.lines(), body));
                yield Value.Truth.computed((facts, lines) -> count.run(facts, lines) == 1);
            }
            default -> {
                Value.Lines filtered = over.lines().and(test, body);
                yield over.element() instanceof Value.Record
                        ? filtered
                        : new Value.Mapped(filtered, over.element(), over.steps());
            }
        };
    }

    private Value map(CelExpr part, List<CelExpr> arguments, Over over, long before) {
        Value.Lines lines = over.lines();
        if (arguments.size() == 3) {
            Value.Truth filter = lowering.truth(arguments.get(1));
            long steps = lowering.steps;
            lowering.steps = 0;
            lines = filter == null ? lines : lines.and(filter.code(), steps);
        }
        CelExpr to = arguments.get(arguments.size() - 1);
        Value element = lowering.lower(to);
        long body = body(before);
        return switch (element) {
            case Value.Faulty faulty -> faulty;
            case Value.Lines nested -> lowering.mismatch(to, nested, "a single value");
            case Value.Mapped nested -> lowering.mismatch(to, nested, "a single value");
            case Value.Items nested -> lowering.mismatch(to, nested, "a single value");
            case Value.Plans nested -> lowering.mismatch(to, nested, "a single value");
            default -> new Value.Mapped(lines, element, body);
        };
    }

    /** What the body of the loop counted; the count goes on from where it stood before the loop. */
    private long body(long before) {
        long body = lowering.steps;
        lowering.steps = before;
        return body;
    }

    private static long cost(Value.Lines lines, long body) {
        return Lowering.times(MOST_LINES, Lowering.plus(1, Lowering.plus(lines.steps(), body)));
    }

    private Value sum(Value.Lines over, Value.Number number, long body) {
        lowering.count(cost(over, body));
        BooleanCode[] filters = over.filters().toArray(BooleanCode[]::new);
        LongCode code = number.code();
        int slot = over.slot();
        return Value.Number.computed((facts, lines) -> {
            long sum = 0;
            for (int i = 0; i < facts.lines(); i++) {
                if (at(facts, lines, slot, i, filters)) {
                    sum = Exact.add(sum, code.run(facts, lines));
                }
            }
            return sum;
        }, number.scale());
    }

    static Value.Truth exists(Lowering lowering, Value.Lines over, BooleanCode test, long body) {
        lowering.count(cost(over, body));
        BooleanCode[] filters = over.filters().toArray(BooleanCode[]::new);
        int slot = over.slot();
        return Value.Truth.computed((facts, lines) -> {
            for (int i = 0; i < facts.lines(); i++) {
                if (at(facts, lines, slot, i, filters) && test.run(facts, lines)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** How many lines there are. */
    static Value size(Lowering lowering, Value.Lines over) {
        if (over.filters().isEmpty()) {
            return Value.Number.computed((facts, lines) -> facts.lines(), 0);
        }
        lowering.count(cost(over, 0));
        return Value.Number.computed(count(over, (facts, lines) -> true), 0);
    }

    private static LongCode count(Value.Lines over, BooleanCode test) {
        BooleanCode[] filters = over.filters().toArray(BooleanCode[]::new);
        int slot = over.slot();
        return (facts, lines) -> {
            long count = 0;
            for (int i = 0; i < facts.lines(); i++) {
                if (at(facts, lines, slot, i, filters) && test.run(facts, lines)) {
                    count++;
                }
            }
            return count;
        };
    }

    /** Steps to a line; whether it passes the filters. */
    private static boolean at(Facts facts, Fields[] lines, int slot, int index, BooleanCode[] filters) {
        facts.step();
        lines[slot] = facts.line(index);
        for (BooleanCode filter : filters) {
            if (!filter.run(facts, lines)) {
                return false;
            }
        }
        return true;
    }
}
