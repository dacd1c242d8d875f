package org.guildhall.app.mapping;

import java.util.List;

/** A text made of a row: {@code order/{InvoiceNo}}. */
record Template(List<Part> parts) {
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Of(Column column) implements Part {}

        /** How many rows or orders of the same values came before, and one. */
        record Occurrence() implements Part {}
    }

    boolean usesOccurrence() {
        return parts.stream().anyMatch(Part.Occurrence.class::isInstance);
    }
}
