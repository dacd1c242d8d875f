package org.guildhall.core.entity;

/** A command that one entity sends another; written in the sender's own entry and delivered from the journal. */
public record Message(Command command) {
    /** The id of the message with this index among those in the sender's entry of this version. */
    public static String id(EntityName sender, long version, int index) {
        return sender + ":" + version + ":" + index;
    }
}
