package org.guildhall.app.mapping;

import java.util.Map;

/** Where a field's value comes from. */
sealed interface Source {
    /**
     * A column.
     *
     * @param negated whether its sign is turned
     * @param words what the file's words mean in the programme; empty where they are the same
     */
    record From(Column column, boolean negated, Map<String, String> words) implements Source {}

    /** The same for every row. */
    record Always(String text) implements Source {}

    /** A text made of columns. */
    record Made(Template template) implements Source {}
}
