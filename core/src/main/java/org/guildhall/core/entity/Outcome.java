package org.guildhall.core.entity;

/** What became of a command. */
public sealed interface Outcome {
    /** It stands in the entity's entry of this version. */
    record Accepted(long version) implements Outcome {}

    /** It changed nothing but what was due anyway; the reason carries its facts. */
    record Refused(long version, Refusal refusal) implements Outcome {}

    /** The same id with the same content came before; its outcome is in the entry of this version. */
    record Repeated(long version, boolean accepted) implements Outcome {}

    /** Work over several entities is under way; the same id asked again tells how it stands. */
    record Begun(long version) implements Outcome {}
}
