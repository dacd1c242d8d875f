package org.guildhall.core.entity;

import java.util.Map;

/**
 * Why a command was refused, with its facts. Wording and HTTP status are made at the edge.
 *
 * <p>Each kind of entity has its own sealed family of records.
 */
public interface Refusal {
    /** Stable, kebab-case: {@code not-enough-points}. */
    String code();

    /** The facts by name, in a stable order. */
    Map<String, Fact> facts();
}
