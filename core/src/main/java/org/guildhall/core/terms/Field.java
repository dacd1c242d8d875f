package org.guildhall.core.terms;

/** A declared field of an activity, a line or a member. */
public record Field(int symbol, String name, FieldType type, boolean required) {}
