package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.expression.ExpressionCompiler;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Match;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Terms;

/** A kind of activity as a form: makes activities of texts or JSON-like values, and back. Safe for many threads. */
public final class ActivityForm {
    /** The most lines of one activity. */
    public static final int MOST_LINES = ExpressionCompiler.MOST_LINES;

    private static final String LINES = "lines";

    private final ActivityKind kind;
    private final FieldsForm fields;
    private final FieldsForm lines;
    private final FieldForm computedAmount;

    public ActivityForm(Terms terms, ActivityKind kind) {
        this.kind = kind;
        this.fields = new FieldsForm(kind.fields(), terms.calendar(), terms.symbols());
        this.lines = new FieldsForm(kind.lines(), terms.calendar(), terms.symbols());
        this.computedAmount = new FieldForm(new Field(KnownField.AMOUNT.symbol(), KnownField.AMOUNT.word(),
                new FieldType.Money(terms.moneyDigits()), false), terms.calendar());
    }

    /** What filling in the form gives. */
    public sealed interface Result {
        record Filled(Activity activity) implements Result {}

        /** At least one. */
        record Wrong(List<FieldProblem> problems) implements Result {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    /** The fields that stand once; columns resolve theirs here. */
    public FieldsForm fields() {
        return fields;
    }

    /** The fields of a line. */
    public FieldsForm lines() {
        return lines;
    }

    /**
     * Makes an activity of values by the fields' names; lines stand under {@code lines} as a list of such maps. Values
     * are texts, {@code BigDecimal}, {@code Long}, {@code Integer} or {@code Boolean}.
     */
    public Result read(Map<String, ?> values) {
        List<FieldProblem> problems = new ArrayList<>();
        Map<String, Object> once = new LinkedHashMap<>(values);
        Object given = kind.hasLines() ? once.remove(LINES) : null;
        Fields head = fields.read(once, problems);
        List<Fields> body = kind.hasLines() ? body(given, problems) : List.of();
        return problems.isEmpty()
                ? new Result.Filled(new Activity(kind.number(), head, body))
                : new Result.Wrong(problems);
    }

    private List<Fields> body(@org.jspecify.annotations.Nullable Object given, List<FieldProblem> problems) {
        List<?> items = given instanceof List<?> list ? list : List.of();
        if (given != null && !(given instanceof List<?>)) {
            problems.add(new FieldProblem(LINES, "a single value", "a list of lines", null));
        } else if (items.isEmpty() && linesRequired()) {
            problems.add(new FieldProblem(LINES, "nothing", "at least one line", null));
        } else if (items.size() > MOST_LINES) {
            problems.add(new FieldProblem(LINES, items.size() + " lines", "at most " + MOST_LINES, null));
            return List.of();
        }
        List<Fields> body = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            String path = LINES + "[" + i + "]";
            if (items.get(i) instanceof Map<?, ?> line) {
                List<FieldProblem> own = new ArrayList<>();
                body.add(lines.read(line, own));
                own.forEach(problem -> problems.add(problem.under(path)));
            } else {
                problems.add(new FieldProblem(path, "a single value", "a line with its fields", null));
            }
        }
        return body;
    }

    /** A return that names what it returns may return it whole. */
    private boolean linesRequired() {
        return !(kind.role() instanceof Role.Return(int unused, Match match) && match == Match.BY_ORDER);
    }

    /** The values of an activity by the fields' names, its lines under {@code lines}. */
    public Map<String, Object> write(Activity activity) {
        Map<String, Object> values = fields.write(activity.fields());
        Object amount = computedAmount.read(activity.fields());
        if (amount != null) {
            values.put(KnownField.AMOUNT.word(), amount);
        }
        if (!activity.lines().isEmpty()) {
            values.put(LINES, activity.lines().stream().map(lines::write).toList());
        }
        return values;
    }
}
