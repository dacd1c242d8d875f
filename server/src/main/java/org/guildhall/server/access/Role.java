package org.guildhall.server.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key is for. */
public enum Role {
    /** Everything, keys too. */
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    /** Runs the programme. */
    OPERATOR(EnumSet.complementOf(EnumSet.of(Permission.KEYS))),
    /** A shop, an app, a payment system. */
    PARTNER(EnumSet.of(Permission.READ_PROGRAMME, Permission.READ_MEMBER, Permission.RECORD, Permission.SPEND)),
    /** Answers members' questions. */
    SUPPORT(EnumSet.of(Permission.READ_PROGRAMME, Permission.READ_MEMBER)),
    FINANCE(EnumSet.of(Permission.READ_PROGRAMME, Permission.READ_MEMBER)),
    /** Sees no single member. */
    ANALYST(EnumSet.of(Permission.READ_PROGRAMME, Permission.MONITOR)),
    /** A machine that watches the server: metrics and nothing else. */
    MONITOR(EnumSet.of(Permission.MONITOR));

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
