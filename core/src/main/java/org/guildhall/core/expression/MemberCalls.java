package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that look at a member's wallet and past. */
final class MemberCalls {
    private final Lowering lowering;
    private final Calls calls;

    MemberCalls(Lowering lowering, Calls calls) {
        this.lowering = lowering;
        this.calls = calls;
    }

    Value call(Functions function, List<CelExpr> on) {
        lowering.looksBeyond = true;
        if (function == Functions.AVAILABLE) {
            return available(on.get(0));
        }
        Scope scope = lowering.visible.scope();
        Integer kind = named(on.get(0), "a kind of activity", scope.kindNumbers().keySet()) instanceof String name
                ? scope.kindNumbers().get(name)
                : null;
        Window window = window(on.get(1));
        if (kind == null || window == null) {
            return Value.FAULTY;
        }
        int number = kind;
        return function == Functions.COUNT
                ? Value.Number.computed((facts, lines) -> {
                    facts.step();
                    return facts.count(number, window);
                }, 0)
                : Value.Number.computed((facts, lines) -> {
                    facts.step();
                    return facts.total(number, window);
                }, scope.moneyDigits());
    }

    private Value available(CelExpr part) {
        Scope scope = lowering.visible.scope();
        String name = named(part, "a currency", scope.currencies().keySet());
        Scope.Points points = name == null ? null : scope.currencies().get(name);
        if (points == null) {
            return Value.FAULTY;
        }
        int number = points.number();
        return Value.Number.computed((facts, lines) -> {
            facts.step();
            return facts.available(number);
        }, points.scale());
    }

    private @Nullable String named(CelExpr part, String what, Collection<String> names) {
        String expected = what + " in quotes (" + Nearest.list(names) + ")";
        String name = calls.literal(part, expected);
        if (name == null || names.contains(name)) {
            return name;
        }
        String near = Nearest.to(name, names);
        lowering.problem(lowering.spans.of(part), lowering.spans.text(part), expected,
                near == null ? null : '"' + near + '"');
        return null;
    }

    private @Nullable Window window(CelExpr part) {
        String text = calls.literal(part, Windows.EXPECTED);
        Window window = text == null ? null : Windows.read(text);
        if (text != null && window == null) {
            String near = Windows.nearest(text);
            lowering.problem(lowering.spans.of(part), lowering.spans.text(part), Windows.EXPECTED,
                    near == null ? null : '"' + near + '"');
        }
        return window == null || kept(window, part) ? window : null;
    }

    /** Whether the daily totals reach as far as the window does, also for the latest activity. */
    private boolean kept(Window window, CelExpr part) {
        Scope.Past past = lowering.visible.scope().past();
        int needed = past.late() + Windows.days(window);
        if (window instanceof Window.Lifetime || needed <= past.days()) {
            return true;
        }
        lowering.problem(lowering.spans.of(part), lowering.spans.text(part), "a window of at most "
                + Math.max(0, past.days() - past.late()) + " days, or daily-totals of " + needed + " days", null);
        return false;
    }
}
