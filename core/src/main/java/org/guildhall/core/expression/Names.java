package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.core.terms.Field;
import org.jspecify.annotations.Nullable;

/** What the names in an expression stand for. */
final class Names {
    private final Lowering lowering;

    Names(Lowering lowering) {
        this.lowering = lowering;
    }

    Value identifier(CelExpr part) {
        String name = part.ident().name();
        Lowering.Element element = lowering.elements().get(name);
        if (element != null) {
            lowering.count(element.steps());
            return element.value();
        }
        return root(part, name);
    }

    private Value root(CelExpr part, String name) {
        Visible visible = lowering.visible;
        if (name.equals("activity") && visible.hasActivity()) {
            return new Value.Record(Place.ACTIVITY, visible.activity());
        }
        if (name.equals("line") && visible.scope().line()) {
            lowering.looksAtLine = true;
            return new Value.Record(Place.LINE, visible.line());
        }
        if (name.equals("member")) {
            lowering.looksBeyond = true;
            return new Value.Record(Place.MEMBER, visible.member());
        }
        if (name.equals("at")) {
            LongCode at = (facts, lines) -> facts.at();
            return new Value.Time(at, at, false);
        }
        if (name.equals("line") && visible.hasLines()) {
            return lowering.problem(lowering.spans.of(part), name, "activity.lines, for the rule is not per: line",
                    "activity.lines.exists(l, condition)");
        }
        List<String> roots = roots();
        return lowering.problem(lowering.spans.of(part), name, "one of " + String.join(", ", roots),
                suggestion(name, roots));
    }

    private List<String> roots() {
        List<String> roots = new ArrayList<>();
        if (lowering.visible.hasActivity()) {
            roots.add("activity");
        }
        if (lowering.visible.scope().line()) {
            roots.add("line");
        }
        roots.add("member");
        roots.add("at");
        lowering.elements().keySet().stream().sorted().forEach(roots::add);
        return roots;
    }

    private @Nullable String suggestion(String name, List<String> roots) {
        Visible visible = lowering.visible;
        if (visible.activity().containsKey(name)) {
            return "activity." + name;
        }
        if (visible.scope().line() && visible.line().containsKey(name)) {
            return "line." + name;
        }
        if (visible.member().containsKey(name) || visible.ladders().containsKey(name)) {
            return "member." + name;
        }
        String near = Nearest.to(name, roots);
        return near == null ? ofFields(name) : near;
    }

    private @Nullable String ofFields(String name) {
        String ofActivity = Nearest.to(name, lowering.visible.activity().keySet());
        String ofLine = lowering.visible.scope().line() ? Nearest.to(name, lowering.visible.line().keySet()) : null;
        String ofMember = Nearest.to(name, lowering.visible.member().keySet());
        if (ofActivity != null) {
            return "activity." + ofActivity;
        }
        if (ofLine != null) {
            return "line." + ofLine;
        }
        return ofMember == null ? null : "member." + ofMember;
    }

    Value select(CelExpr part) {
        Value on = lowering.lower(part.select().operand());
        String name = part.select().field();
        if (!(on instanceof Value.Record record)) {
            return lowering.mismatch(part.select().operand(), on, "something with the field " + name);
        }
        Field field = record.fields().get(name);
        Value own = own(record, name);
        if (own != null) {
            return own;
        }
        return field == null ? unknown(part, record) : Reads.field(record.place(), name, field);
    }

    /** What stands beside the declared fields. */
    private @Nullable Value own(Value.Record record, String name) {
        return switch (record.place().of()) {
            case ACTIVITY -> name.equals("lines") && lowering.visible.hasLines()
                    ? new Value.Lines(lowering.slots++, lowering.visible.line(), List.of(), 0)
                    : null;
            case LINE -> null;
            case MEMBER -> ofMember(name);
        };
    }

    private @Nullable Value ofMember(String name) {
        Scope.Tiers ladder = lowering.visible.ladders().get(name);
        if (ladder != null) {
            int number = ladder.number();
            return new Value.Word((facts, lines) -> facts.tier(number), ladder.tiers(), true);
        }
        return switch (name) {
            case "joined" -> Value.Truth.computed((facts, lines) -> facts.joined());
            case "joined_at" -> new Value.Time(Reads::joinedAt, Reads::joinedAtOrAbsent, false);
            case "plans" -> lowering.visible.member().containsKey(name)
                    ? null
                    : new Value.Plans(lowering.visible.scope().plans());
            default -> null;
        };
    }

    private Value unknown(CelExpr part, Value.Record record) {
        String place = record.place().name();
        String name = part.select().field();
        String partly = lowering.visible.partly()
                .get(
                        (record.place().of() == Place.What.LINE ? "line" : place) + "." + name);
        Spans.Span span = lowering.spans.name(part);
        if (partly != null) {
            return lowering.problem(span, place + "." + name, partly, null);
        }
        List<String> known = known(record);
        String near = Nearest.to(name, known);
        return lowering.problem(span, place + "." + name, "a field of " + record.place().what() + " ("
                + Nearest.list(known) + ")", near == null ? null : place + "." + near);
    }

    private List<String> known(Value.Record record) {
        List<String> known = new ArrayList<>(record.fields().keySet());
        if (record.place().of() == Place.What.ACTIVITY && lowering.visible.hasLines()) {
            known.add("lines");
        }
        if (record.place().of() == Place.What.MEMBER) {
            known.addAll(lowering.visible.ladders().keySet());
            known.add("joined");
            known.add("joined_at");
            if (!known.contains("plans")) {
                known.add("plans");
            }
        }
        return known;
    }

    Value has(CelExpr part) {
        Value on = lowering.lower(part.select().operand());
        String name = part.select().field();
        if (!(on instanceof Value.Record record)) {
            return lowering.mismatch(part.select().operand(), on, "the name of an optional field");
        }
        Field field = record.fields().get(name);
        if (field == null) {
            return own(record, name) == null
                    ? unknown(part, record)
                    : lowering.problem(lowering.spans.of(part), record.place().name() + "." + name,
                            "an optional field, for this is always there",
                            null);
        }
        return Value.Truth.computed(record.place().has(field.symbol()));
    }

    /**
     * The field that was meant by a name with hyphens, which CEL reads as a subtraction: {@code activity.gift-cards};
     * null where the operation is a subtraction.
     */
    @Nullable
    String hyphenated(CelExpr part) {
        StringBuilder tail = new StringBuilder();
        CelExpr left = part;
        while (left.getKind() == Kind.CALL && left.call().function().equals("_-_")) {
            CelCall minus = left.call();
            CelExpr right = minus.args().get(1);
            if (right.getKind() != Kind.IDENT) {
                return null;
            }
            tail.insert(0, "_" + right.ident().name());
            left = minus.args().get(0);
        }
        if (left.getKind() != Kind.SELECT || left.select().operand().getKind() != Kind.IDENT) {
            return null;
        }
        String place = left.select().operand().ident().name();
        String name = left.select().field() + tail;
        Map<String, ?> known = switch (place) {
            case "activity" -> lowering.visible.activity();
            case "member" -> lowering.visible.ladders().containsKey(name) || name.equals("joined_at")
                    ? Map.of(name, name)
                    : lowering.visible.member();
            default -> lowering.visible.line();
        };
        return known.containsKey(name) ? place + "." + name : null;
    }
}
