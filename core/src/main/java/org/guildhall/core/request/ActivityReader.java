package org.guildhall.core.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.language.ActivityForm;
import org.guildhall.core.language.FieldProblem;
import org.guildhall.core.language.FieldsForm;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.PersonalField;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Makes activities and fields of blocks, by the forms of the terms; what is wrong is told at its place. */
final class ActivityReader {
    private static final Pattern STEP = Pattern.compile("([^.\\[]+)(?:\\[([0-9]+)])?");

    private final Terms terms;
    private final Problems problems;

    ActivityReader(Terms terms, Problems problems) {
        this.terms = terms;
        this.problems = problems;
    }

    /** @param besides keys of the block that are no fields, unless the kind has one of that name */
    @Nullable
    Activity activity(ActivityKind kind, Node.Block block, Set<String> besides) {
        Map<String, Object> values = values(block);
        for (String key : besides) {
            if (kind.fields().stream().map(Field::name).noneMatch(key::equals)) {
                values.remove(key);
            }
        }
        return switch (new ActivityForm(terms, kind).read(values)) {
            case ActivityForm.Result.Filled filled -> filled.activity();
            case ActivityForm.Result.Wrong wrong -> {
                wrong.problems().forEach(problem -> tell(problem, block));
                yield null;
            }
        };
    }

    /** A member's declared fields; null after a problem. */
    @Nullable
    Fields memberFields(Node.Block block, Set<String> besides) {
        Map<String, Object> values = values(block);
        values.keySet().removeAll(besides);
        List<FieldProblem> wrong = new ArrayList<>();
        for (PersonalField personal : terms.personal()) {
            if (values.remove(personal.name()) != null) {
                wrong.add(new FieldProblem(personal.name(), "field \"" + personal.name() + '"',
                        "no personal field: contacts are given apart from commands", null));
            }
        }
        Fields fields = new FieldsForm(terms.members(), terms.calendar(), terms.symbols()).read(values, wrong);
        wrong.forEach(problem -> tell(problem, block));
        return wrong.isEmpty() ? fields : null;
    }

    private static Map<String, Object> values(Node.Block block) {
        Map<String, Object> values = new LinkedHashMap<>();
        block.entries().forEach(entry -> values.put(entry.key().text(), value(entry.value())));
        return values;
    }

    private static Object value(Node node) {
        return switch (node) {
            case Node.Text text -> text.text();
            case Node.Block block -> values(block);
            case Node.Items items -> items.items().stream().map(ActivityReader::value).toList();
        };
    }

    private void tell(FieldProblem problem, Node.Block block) {
        boolean unknown = problem.found().startsWith("field ");
        problems.add(place(problem.field(), block, unknown), problem.field() + ": " + problem.found(),
                problem.expected(), problem.suggestion());
    }

    /** Where a path such as {@code lines[2].price} stands; the nearest block that is there where it is missing. */
    private static Place place(String path, Node.Block root, boolean key) {
        Node node = root;
        Place place = root.title();
        Matcher step = STEP.matcher(path);
        while (step.find() && node instanceof Node.Block block) {
            String name = step.group(1);
            Node.Entry entry = block.entries()
                    .stream()
                    .filter(one -> one.key().text().equals(name))
                    .findFirst()
                    .orElse(null);
            if (entry == null) {
                return place;
            }
            node = entry.value();
            place = key ? entry.key().place() : node.place();
            if (step.group(2) != null && node instanceof Node.Items items) {
                node = items.items().get(Integer.parseInt(step.group(2)));
                place = node.place();
            }
        }
        return place;
    }
}
