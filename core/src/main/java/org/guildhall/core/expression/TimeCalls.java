package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import java.time.Instant;
import java.time.LocalDate;

/** The parts of a moment or a day, in the programme's zone. */
final class TimeCalls {
    private TimeCalls() {}

    static Value call(Lowering lowering, Functions function, CelExpr on) {
        Value value = lowering.lower(on);
        if (!(value instanceof Value.Time time)) {
            return lowering.mismatch(on, value, "a moment such as at");
        }
        if (function == Functions.HOUR) {
            return time.day() ? lowering.mismatch(on, value, "a moment such as at") : hour(time.code());
        }
        LongCode code = time.code();
        LongCode day = time.day() ? code : (facts, lines) -> facts.calendar().dayOf(code.run(facts, lines));
        return Value.Number.computed(switch (function) {
            case DAY_OF_WEEK -> (facts, lines) -> {
                facts.step();
                return Math.floorMod(day.run(facts, lines) + 3, 7L) + 1;
            };
            case MONTH -> (facts, lines) -> {
                facts.step();
                return LocalDate.ofEpochDay(day.run(facts, lines)).getMonthValue();
            };
            default -> (facts, lines) -> {
                facts.step();
                return LocalDate.ofEpochDay(day.run(facts, lines)).getDayOfMonth();
            };
        }, 0);
    }

    private static Value hour(LongCode code) {
        return Value.Number.computed((facts, lines) -> {
            facts.step();
            Instant moment = Instant.ofEpochMilli(code.run(facts, lines));
            return moment.atZone(facts.calendar().zone()).getHour();
        }, 0);
    }
}
