package org.guildhall.core.terms;

import java.util.Map;

/**
 * A field of declared words that tells activities of a kind apart in the programme's totals.
 *
 * @param ofLines whether each line has it, and each word its share of the activity's amount
 * @param parts by the symbol of a word, the symbol of what is counted of the kind with it
 */
public record FiguresBy(Field field, boolean ofLines, Map<Integer, Integer> parts) {
    /** The word of a part, by the name that symbols have for that: {@code order/brand/jade}. */
    public static String word(String part) {
        return part.substring(part.lastIndexOf('/') + 1);
    }
}
