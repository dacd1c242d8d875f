package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.PersonalField;

/** Makes the fields that say who a member is; each has a name of its own among what is known of a member. */
final class PersonalReader {
    private final Draft draft;

    PersonalReader(Draft draft) {
        this.draft = draft;
    }

    List<PersonalField> read(List<Named.Entry<PersonalField.Kind>> entries) {
        List<PersonalField> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>(draft.memberFields.stream().map(Field::name).toList());
        taken.addAll(draft.reading.declared("score"));
        for (Named.Entry<PersonalField.Kind> entry : entries) {
            if (!taken.add(entry.name())) {
                draft.problems.add(entry.place(), "field " + entry.name() + " again", "each field once", null);
            } else if (entry.value() != null) {
                fields.add(new PersonalField(entry.name(), entry.value()));
            }
        }
        return fields;
    }
}
