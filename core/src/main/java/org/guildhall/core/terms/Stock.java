package org.guildhall.core.terms;

/**
 * A stock, of which members are given one piece at a time: never more than there are.
 *
 * @param number its symbol, which is also the key of its entity
 * @param line the line in the file where it stands, for messages
 * @param codes whether each piece is a code of its own; else pieces are only counted
 * @param reorderAt at how many that are left, or fewer, it is time to order more; {@link #NEVER} for at none
 */
public record Stock(int number, String name, Texts names, int line, boolean codes, long reorderAt) {
    public static final long NEVER = -1;
}
