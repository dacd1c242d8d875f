package org.guildhall.core.language;

import static org.guildhall.core.language.Language.COVERED_WHEN;
import static org.guildhall.core.language.Language.WARRANTY_FOR;
import static org.guildhall.core.language.Language.WARRANTY_FROM;
import static org.guildhall.core.language.Language.WARRANTY_ON;

import java.util.List;
import java.util.Optional;
import org.guildhall.core.expression.Compiled;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.ExpressionCompiler;
import org.guildhall.core.expression.Facts;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads a warranty. */
final class WarrantyReader {
    private static final Period NO_PERIOD = new Period(1, PeriodUnit.DAYS);

    private final Draft draft;

    WarrantyReader(Draft draft) {
        this.draft = draft;
    }

    Benefit.Kind.Warranty read(Parts benefit, @Nullable Parts warranty) {
        if (warranty == null) {
            return new Benefit.Kind.Warranty(0, 0, NO_PERIOD, Condition.ALWAYS, Condition.ALWAYS, null);
        }
        ActivityKind on = draft.kind(warranty.or(WARRANTY_ON, 0));
        if (on != null && !(on.role() instanceof Role.Plain)) {
            warranty.wrong(WARRANTY_ON, "a kind that stands for itself: " + on.name() + " takes back or fulfils", null);
        }
        if (on != null) {
            from(warranty, on);
        }
        Period period = warranty.or(WARRANTY_FOR, NO_PERIOD);
        if (Periods.leastDays(period) < 1) {
            warranty.wrong(WARRANTY_FOR, "at least 1 day", "1 day");
        }
        Compiled.Sound<Condition> when = on == null ? null : covered(benefit, on);
        boolean ofLine = when != null && when.looksAtLine();
        Condition condition = when == null ? Condition.ALWAYS : when.expression();
        return new Benefit.Kind.Warranty(on == null ? 0 : on.number(), warranty.or(WARRANTY_FROM, 0), period,
                ofLine ? Condition.ALWAYS : condition, ofLine ? condition : Condition.ALWAYS,
                warranty.or(Language.USE_CANCELLABLE, Optional.empty()).orElse(null));
    }

    /** What is fulfilled must be remembered until then. */
    private void from(Parts warranty, ActivityKind on) {
        ActivityKind from = draft.kind(warranty.or(WARRANTY_FROM, 0));
        if (from == null) {
            return;
        }
        if (!(from.role() instanceof Role.Fulfilment(int fulfilled)) || fulfilled != on.number()) {
            warranty.wrong(WARRANTY_FROM, "a kind that fulfils " + on.name(), null);
        } else if (on.reversible() == null) {
            warranty.wrong(WARRANTY_FROM, "nothing: " + on.name()
                    + " is never reversible, and so is not remembered until it is fulfilled", null);
        }
    }

    private Compiled.@Nullable Sound<Condition> covered(Parts benefit, ActivityKind on) {
        Scope scope = draft.scope(List.of(new Scope.Kind(on.name(), on.fields(), on.lines())), on.hasLines(),
                Periods.mostDays(on.late()));
        Compiled.Sound<Condition> when = draft.expressions.condition(benefit.get(COVERED_WHEN), scope);
        if (when != null) {
            long most = (when.looksAtLine() ? ExpressionCompiler.MOST_LINES : 1) * when.steps();
            long all = draft.count(on.name(), most);
            if (most > 0 && all > Facts.MOST_STEPS) {
                draft.problems.add(benefit.place(COVERED_WHEN), "rules on " + on.name() + " of up to " + all
                        + " steps in all", "at most " + Facts.MOST_STEPS, null);
            }
        }
        return when;
    }
}
