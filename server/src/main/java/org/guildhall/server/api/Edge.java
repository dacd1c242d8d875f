package org.guildhall.server.api;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.AuditTrail;
import org.guildhall.server.access.Caller;
import org.guildhall.server.access.Callers;
import org.guildhall.server.access.MemberTokens;
import org.guildhall.server.figures.Figures;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Route;
import org.guildhall.server.publishing.Publishing;
import org.jspecify.annotations.Nullable;

/**
 * What the routes stand on.
 *
 * @param codes what tells genuine codes of coupons
 * @param sandbox the clock, where callers may move it; null anywhere else
 */
public record Edge(Engine engine, Runtime runtime, ProfileStore profiles, AccessKeys keys, Clock clock,
        MemberTokens tokens, AuditTrail audit, Figures figures, Publishing publishing, CodeKey codes,
        @Nullable SandboxClock sandbox) {
    /** Everybody who may ask. */
    public Callers callers() {
        return new Callers(keys, tokens, clock);
    }

    /** Records what the caller did to a member, before it is answered. */
    void record(Call call, String action, EntityName member, Map<String, String> facts) {
        audit.record(AuditEntry.of(call.caller(), clock.millis(), action, call.path(Route.PROGRAMME),
                HexFormat.of().toHexDigits(member.key()), facts));
    }

    /** A new token of a member, recorded before anybody has it. */
    public MemberTokens.Issued issueToken(Caller caller, String programme, EntityName member, int days) {
        MemberTokens.Issued issued = tokens.issue(member, days, clock.millis());
        audit.record(AuditEntry.of(caller, clock.millis(), "token-created", programme,
                HexFormat.of().toHexDigits(member.key()), Map.of("token", issued.token().id(), "expires",
                        Instant.ofEpochMilli(issued.token().expires()).toString())));
        return issued;
    }

    /** Records what the caller did to a key, before it is answered. */
    void record(Call call, String action, ApiKey key) {
        audit.record(AuditEntry.of(call.caller(), clock.millis(), action, key.programme(), key.id(),
                Map.of("role", key.role().word(), "name", key.name())));
    }

    /** The same over another runtime. */
    public Edge over(Runtime other) {
        return new Edge(engine, other, profiles, keys, clock, tokens, audit, figures, publishing, codes,
                sandbox);
    }

    /** Records what the caller did to a programme, or to all where that is null, before it is answered. */
    void recordChange(Call call, String action, @Nullable String programme, Map<String, String> facts) {
        audit.record(AuditEntry.of(call.caller(), clock.millis(), action, programme, null, facts));
    }

    /** The programme that the path names. */
    Catalogue programme(Call call) {
        return programme(call.path(Route.PROGRAMME));
    }

    public Catalogue programme(String name) {
        Catalogue programme = engine.catalogue(EntityName.programmeNumber(name));
        if (programme == null || !programme.latest().programme().equals(name)) {
            throw new ProblemException(404, "unknown-programme",
                    "found no programme " + name + ", expected one that was published");
        }
        return programme;
    }

    public static int number(Catalogue programme) {
        return EntityName.programmeNumber(programme.latest().programme());
    }
}
