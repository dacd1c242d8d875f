package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** The declared fields of an activity, a line or a member, as a form to fill in. Safe for many threads. */
public final class FieldsForm {
    private final Map<String, FieldForm> forms = new LinkedHashMap<>();
    private final Symbols symbols;

    public FieldsForm(List<Field> fields, ZoneCalendar calendar, Symbols symbols) {
        fields.forEach(field -> forms.put(field.name(), new FieldForm(field, calendar)));
        this.symbols = symbols;
    }

    /** The form of one field, null where no such field is declared. */
    public @Nullable FieldForm field(String name) {
        return forms.get(name);
    }

    public Set<String> names() {
        return forms.keySet();
    }

    /** Makes fields of values by name; adds what is wrong to {@code problems}. */
    public Fields read(Map<?, ?> values, List<FieldProblem> problems) {
        Fields.Builder builder = new Fields.Builder();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String name = String.valueOf(entry.getKey());
            FieldForm form = forms.get(name);
            FieldProblem problem = form == null ? unknown(name) : form.setValue(entry.getValue(), builder);
            if (problem != null) {
                problems.add(problem);
            }
        }
        for (FieldForm form : forms.values()) {
            if (form.field().required() && !values.containsKey(form.field().name())) {
                problems.add(form.missing());
            }
        }
        return builder.build();
    }

    /** What is missing of fields that were set one by one. */
    public List<FieldProblem> missing(Fields fields) {
        List<FieldProblem> missing = new ArrayList<>();
        for (FieldForm form : forms.values()) {
            if (form.field().required() && !fields.has(form.field().symbol())) {
                missing.add(form.missing());
            }
        }
        return missing;
    }

    /** The values by name: the declared ones in their order, then any that are declared no longer. */
    public Map<String, Object> write(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldForm form : forms.values()) {
            Object value = form.read(fields);
            if (value != null) {
                values.put(form.field().name(), value);
            }
        }
        for (int i = 0; i < fields.size(); i++) {
            int symbol = fields.symbol(i);
            if (forms.values().stream().noneMatch(form -> form.field().symbol() == symbol)) {
                String text = fields.text(symbol);
                values.put(symbols.name(symbol), text == null ? (Object) fields.number(symbol, 0) : text);
            }
        }
        return values;
    }

    private FieldProblem unknown(String name) {
        return new FieldProblem(name, "field " + Node.quoted(name),
                forms.isEmpty() ? "no fields" : "one of " + Phrases.list(List.copyOf(forms.keySet()), "and"),
                Nearest.to(name, forms.keySet()));
    }
}
