package org.guildhall.core.entity;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entity is not of the version that was expected: nothing was decided, no entry tells of it, and the id is free.
 *
 * @param version of which the entity is
 */
public record OtherVersion(long expected, long version) implements Refusal {
    @Override
    public String code() {
        return "precondition-failed";
    }

    @Override
    public Map<String, Fact> facts() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        facts.put("version", Fact.of(version));
        facts.put("expected", Fact.of(expected));
        return facts;
    }
}
