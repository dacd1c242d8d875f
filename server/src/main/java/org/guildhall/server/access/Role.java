package org.guildhall.server.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key or a member's token is for. */
public enum Role {
    /** Everything, keys and the audit trail too. */
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    /** Runs the programme. */
    OPERATOR(EnumSet.complementOf(EnumSet.of(Permission.KEYS, Permission.READ_AUDIT))),
    /** A shop, an app, a payment system. */
    PARTNER(EnumSet.of(Permission.READ_PROGRAMME, Permission.READ_MEMBER, Permission.READ_OWN,
            Permission.RECORD, Permission.SPEND, Permission.TOKENS, Permission.FOLLOW)),
    /** Answers members' questions. */
    SUPPORT(EnumSet.of(Permission.READ_PROGRAMME, Permission.READ_MEMBER, Permission.READ_OWN, Permission.CONTACTS,
            Permission.TOKENS, Permission.GRANT)),
    FINANCE(EnumSet.of(Permission.READ_PROGRAMME, Permission.READ_MEMBER, Permission.READ_OWN)),
    /** Sees no single member. */
    ANALYST(EnumSet.of(Permission.READ_PROGRAMME, Permission.MONITOR)),
    /** A machine that watches the server: metrics and nothing else. */
    MONITOR(EnumSet.of(Permission.MONITOR)),
    /** Sees one member, themselves; of tokens, not of keys. */
    MEMBER(EnumSet.of(Permission.READ_OWN));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** As keys and requests name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that names none. */
    public static @Nullable Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }
}
