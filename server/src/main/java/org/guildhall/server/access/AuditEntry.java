package org.guildhall.server.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did, without personal data.
 *
 * @param number from 1, without gaps; 0 until it is recorded
 * @param moment epoch milliseconds
 * @param actor the id of the key or member's token; {@value #SERVER} for what nobody asked for
 * @param role of the actor; {@value #SERVER} for what nobody asked for
 * @param action what was done, such as {@code key-created}
 * @param programme its name; null where it concerns none
 * @param subject to whom or what: a member's internal key in sixteen hex digits, the id of a key; null where there is none
 * @param facts what else is to be known of it, by names in kebab-case
 */
public record AuditEntry(long number, long moment, String actor, String role, String action,
        @Nullable String programme, @Nullable String subject, Map<String, String> facts) {
    private static final String SERVER = "server";

    /** What a caller did, not recorded yet. */
    public static AuditEntry of(Caller caller, long moment, String action, @Nullable String programme,
            @Nullable String subject, Map<String, String> facts) {
        return new AuditEntry(0, moment, caller.id(), caller.role().word(), action, programme, subject, facts);
    }

    /** What the server did by itself, not recorded yet. */
    public static AuditEntry byItself(long moment, String action, @Nullable String subject,
            Map<String, String> facts) {
        return new AuditEntry(0, moment, SERVER, SERVER, action, null, subject, facts);
    }

    public AuditEntry numbered(long as) {
        return new AuditEntry(as, moment, actor, role, action, programme, subject, facts);
    }
}
