package org.guildhall.server.access;

import java.util.Locale;

/** What a route asks of whoever calls it. */
public enum Permission {
    READ_PROGRAMME,
    READ_MEMBER,
    /** Reads one member whom the path names, who may be the caller. */
    READ_OWN,
    /** Sees contacts, masked. */
    CONTACTS,
    /** Sees contacts in full, which is recorded. */
    FULL_CONTACTS,
    /** What a shop reports: activities, returns, joining. */
    RECORD,
    /** What a member does with points, claims and seats: spends, transfers. */
    SPEND,
    /** What only the programme's own people decide: adjustments, grants, freezes, merges. */
    OPERATE,
    /** Grants members coupons, within what offers may give. */
    GRANT,
    /** Follows what is decided of everybody. */
    FOLLOW,
    /** Gives members tokens, and revokes them. */
    TOKENS,
    /** Puts terms in force. */
    PUBLISH,
    /** Reads figures of the server and of all programmes together. */
    MONITOR,
    /** Makes, lists and revokes keys. */
    KEYS,
    /** Reads the audit trail. */
    READ_AUDIT;

    /** As people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
