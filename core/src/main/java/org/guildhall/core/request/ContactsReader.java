package org.guildhall.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.terms.PersonalField;
import org.guildhall.core.terms.Terms;

/** A member's contacts: values of the fields that the terms declare as personal. They never come into a command. */
public final class ContactsReader {
    private final Terms terms;
    private final Problems problems;

    public ContactsReader(Terms terms, Problems problems) {
        this.terms = terms;
        this.problems = problems;
    }

    /** By field, in the order of the terms; not to be used after a problem. */
    public Map<String, String> read(Node node) {
        Map<String, String> contacts = new LinkedHashMap<>();
        List<PersonalField> declared = terms.personal();
        Keys keys = Keys.of(node, "contacts", terms.calendar(), problems);
        if (keys == null) {
            return contacts;
        }
        for (PersonalField field : declared) {
            Node value = keys.get(field.name());
            if (value instanceof Node.Text text && field.kind().fits(text.text())) {
                contacts.put(field.name(), text.text());
            } else if (value != null) {
                problems.add(value.place(), field.name() + ": another value", field.kind().expected(), null);
            }
        }
        if (declared.isEmpty() && !keys.others().isEmpty()) {
            problems.add(keys.block().title(), "contacts", "none: the terms declare no personal fields", null);
        } else {
            keys.done();
        }
        return contacts;
    }
}
