package org.guildhall.app.mapping;

import java.util.List;
import org.guildhall.core.member.MemberCommand;

/**
 * What some rows of a file ask of one member.
 *
 * @param reference the member's, in its namespace
 * @param at epoch milliseconds
 * @param what a {@code Record}, or an {@code Open}
 * @param rows that it was made of, in the order of the file
 */
public record Order(String reference, String id, long at, MemberCommand what, List<Row> rows) {
    /** A row as it stands in the file, and the line it begins at. */
    public record Row(long line, String text) {}
}
