package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of several forms: a fixed word, a value, or a block told by its first key. */
final class Choice<T> implements Shape<T> {
    private static final int FEW = 2;

    private final Map<String, T> words = new LinkedHashMap<>();
    private final List<Shape<? extends T>> values = new ArrayList<>();
    private final Map<String, Form<T>> forms = new LinkedHashMap<>();

    private final Map<String, String> meanings = new LinkedHashMap<>();
    private @Nullable Form<T> otherwise;
    private @Nullable String inShort;

    /** @param even whether a block with mistakes is made into something all the same, to look for more of them */
    private record Form<T>(Block block, Function<Parts, ? extends T> make, boolean even) {
        @Nullable
        T read(Node node, Reading reading) {
            int before = reading.problems().size();
            Parts parts = block.read(node, reading);
            return parts == null || (!even && reading.problems().size() > before) ? null : make.apply(parts);
        }
    }

    static <E extends Enum<E>> Choice<E> words(List<E> values, Function<E, String> word) {
        Choice<E> choice = new Choice<>();
        values.forEach(value -> choice.word(word.apply(value), value));
        return choice;
    }

    /** Names the forms in other words than one by one. */
    Choice<T> inShort(@Nullable String words) {
        this.inShort = words;
        return this;
    }

    /** A word of other languages and what it is called here. */
    Choice<T> meaning(String foreign, String word) {
        meanings.put(foreign, word);
        return this;
    }

    Choice<T> word(String word, T value) {
        words.put(word, value);
        return this;
    }

    /** A value that is no block. */
    Choice<T> value(Shape<? extends T> shape) {
        values.add(shape);
        return this;
    }

    /** A block that always has its first key, which no other form has. */
    Choice<T> block(Block block, Function<Parts, ? extends T> make) {
        forms.put(block.keys().getFirst().name(), new Form<>(block, make, false));
        return this;
    }

    /** Blocks told by the first key of one; a block without it is the other. */
    static Choice<Parts> kindsOr(Block otherwise, Block... told) {
        Choice<Parts> choice = kinds(told);
        choice.otherwise = new Form<>(otherwise, parts -> parts, true);
        return choice;
    }

    /** Blocks told by the first key of each. */
    static Choice<Parts> kinds(Block... told) {
        Choice<Parts> choice = new Choice<>();
        for (Block block : told) {
            choice.forms.put(block.keys().getFirst().name(), new Form<>(block, parts -> parts, true));
        }
        return choice;
    }

    @Override
    public @Nullable T read(Node node, Reading reading) {
        return switch (node) {
            case Node.Text text -> text(text, reading);
            case Node.Block block -> block(block, reading);
            case Node.Items items -> other(items, reading);
        };
    }

    private @Nullable T text(Node.Text text, Reading reading) {
        T meant = words.get(text.text());
        if (meant != null) {
            return meant;
        }
        for (Shape<? extends T> shape : values) {
            Reading trial = reading.trial();
            T value = shape.read(text, trial);
            if (value != null && trial.problems().none()) {
                return value;
            }
        }
        String near = meanings.get(text.text());
        if (near == null) {
            near = Nearest.to(text.text(), words.keySet());
        }
        if (text.text().isBlank() || near != null) {
            reading.problems().wrong(text, words(), near);
            return null;
        }
        return other(text, reading);
    }

    /** What no word says: one of the values, or the mistake that the one which was meant has to tell. */
    private @Nullable T other(Node node, Reading reading) {
        List<Problems> telling = new ArrayList<>();
        for (Shape<? extends T> shape : values) {
            Reading trial = reading.trial();
            T value = shape.read(node, trial);
            if (value != null && trial.problems().none()) {
                return value;
            }
            boolean only = values.size() == 1 && words.isEmpty() && forms.isEmpty();
            if (only || trial.problems().all().stream().anyMatch(p -> tells(p, shape))) {
                telling.add(trial.problems());
            }
        }
        if (telling.size() == 1) {
            telling.getFirst()
                    .all()
                    .forEach(problem -> reading.problems()
                            .add(problem.place(), problem.found(), expected(problem, node), problem.suggestion()));
        } else {
            reading.problems().wrong(node, words(), unfolded(node, reading));
        }
        return null;
    }

    /** What the value expects; where that is all of the place, a few words may stand there as well. */
    private String expected(Problem problem, Node node) {
        if (values.stream().anyMatch(value -> problem.expected().equals(value.words()))) {
            return words();
        }
        if (!problem.place().equals(node.place()) || words.isEmpty() || words.size() > FEW) {
            return problem.expected();
        }
        return Phrases.list(Stream.concat(words.keySet().stream(), Stream.of(problem.expected())).toList(), "or");
    }

    /** A value that lacks only the key that tells what it is: {@code {after: 12 months}}. */
    private @Nullable String unfolded(Node node, Reading reading) {
        for (Map.Entry<String, Form<T>> form : forms.entrySet()) {
            Reading trial = reading.trial();
            form.getValue().block.keys().getFirst().shape().read(node, trial);
            if (trial.problems().none()) {
                return "{" + form.getKey() + ": " + node.flow() + "}";
            }
        }
        return null;
    }

    private static boolean tells(Problem problem, Shape<?> shape) {
        return problem.suggestion() != null || !problem.expected().equals(shape.words());
    }

    private @Nullable T block(Node.Block block, Reading reading) {
        for (Map.Entry<String, Form<T>> form : forms.entrySet()) {
            if (block.get(form.getKey()) != null) {
                return form.getValue().read(block, reading);
            }
        }
        if (otherwise != null) {
            return otherwise.read(block, reading);
        }
        if (forms.size() == 1 && words.isEmpty() && values.isEmpty()) {
            forms.values().iterator().next().read(block, reading);
        } else if (block.entries().isEmpty() || forms.isEmpty()) {
            reading.problems().wrong(block, words(), null);
        } else {
            Node.Text first = block.entries().getFirst().key();
            reading.problems()
                    .add(first.place(), "key " + Node.quoted(first.text()), words(),
                            block.entries()
                                    .stream()
                                    .map(entry -> Nearest.to(entry.key().text(), forms.keySet()))
                                    .filter(near -> near != null)
                                    .findFirst()
                                    .orElse(null));
        }
        return null;
    }

    @Override
    public String words() {
        if (inShort != null) {
            return inShort;
        }
        List<String> all = new ArrayList<>(words.keySet());
        if (otherwise != null) {
            all.add(otherwise.block.words());
        }
        forms.values().forEach(form -> all.add("{" + form.block.keys().getFirst().name() + ": …}"));
        values.forEach(value -> all.add(value.words()));
        return Phrases.list(all, "or");
    }

    @Override
    public Map<String, Object> schema(JsonSchema.Definitions definitions) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (!words.isEmpty()) {
            all.add(Map.of("enum", List.copyOf(words.keySet())));
        }
        values.forEach(value -> all.add(value.schema(definitions)));
        if (otherwise != null) {
            all.add(otherwise.block.schema(definitions));
        }
        forms.values().forEach(form -> all.add(form.block.schema(definitions)));
        return all.size() == 1 ? all.getFirst() : Map.of("anyOf", all);
    }

    @Override
    public Iterable<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        values.forEach(value -> value.blocks().forEach(blocks::add));
        if (otherwise != null) {
            blocks.add(otherwise.block);
        }
        forms.values().forEach(form -> blocks.add(form.block));
        return blocks;
    }
}
