package org.guildhall.app.mapping;

import org.guildhall.core.activity.Fields;

/** Takes one field of an activity from a row. */
@FunctionalInterface
interface Cell {
    /** Adds the field's value; adds nothing where the row says nothing and the field may be left out. */
    void read(FileRow row, Fields.Builder into) throws BadValueException;
}
