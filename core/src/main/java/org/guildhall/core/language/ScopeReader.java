package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Coupon.Within;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Reads the {@code scope} of a coupon. */
final class ScopeReader {
    private final Draft draft;
    private final Terms terms;

    ScopeReader(Draft draft, Terms terms) {
        this.draft = draft;
        this.terms = terms;
    }

    List<Within> read(Parts coupon, @Nullable ActivityKind on) {
        List<Within> scope = new ArrayList<>();
        for (Named.Entry<List<Node.Text>> entry : coupon.or(OfferLanguage.SCOPE, List.of())) {
            if (on != null) {
                Field ofAll = KindsReader.find(on.fields(), entry.name());
                Field field = ofAll == null ? KindsReader.find(on.lines(), entry.name()) : ofAll;
                if (field == null || !selects(field)) {
                    unknown(entry.key(), on);
                } else if (entry.value() != null) {
                    scope.add(within(field, ofAll == null, entry.value()));
                }
            }
        }
        return scope;
    }

    private Within within(Field field, boolean ofLine, List<Node.Text> values) {
        List<Integer> words = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Node.Text value : values) {
            if (texts.contains(value.text())) {
                draft.problems.add(value.place(), value.found() + " again", "each once", null);
            }
            texts.add(value.text());
            if (field.type() instanceof FieldType.OneOf(Map<String, Integer> declared)) {
                words.add(word(field, declared, value));
            }
        }
        return new Within(field.symbol(), ofLine, words, words.isEmpty() ? texts : List.of());
    }

    /** A word that later terms leave out keeps its number. */
    private int word(Field field, Map<String, Integer> declared, Node.Text value) {
        Integer word = declared.get(value.text());
        if (word == null && draft.reading.isPublished()) {
            word = terms.symbols().find("word", field.name() + "/" + value.text());
        }
        if (word == null) {
            draft.problems.wrong(value,
                    "a word of " + field.name() + ": " + Phrases.list(List.copyOf(declared.keySet()), "or"),
                    Nearest.to(value.text(), declared.keySet()));
        }
        return word == null ? 0 : word;
    }

    private void unknown(Node.Text name, ActivityKind on) {
        List<String> known = Stream.concat(on.fields().stream(), on.lines().stream())
                .filter(ScopeReader::selects)
                .map(Field::name)
                .distinct()
                .toList();
        draft.problems.wrong(name, known.isEmpty()
                ? "a field with words, text or a key, of which " + on.name() + " has none"
                : "a field of " + on.name() + " with words, text or a key: " + Phrases.list(known, "or"),
                Nearest.to(name.text(), known));
    }

    private static boolean selects(Field field) {
        return field.type() instanceof FieldType.OneOf || field.type() instanceof FieldType.Text
                || field.type() instanceof FieldType.Key;
    }
}
