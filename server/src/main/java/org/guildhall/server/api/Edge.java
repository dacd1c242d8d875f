package org.guildhall.server.api;

import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Route;

/** What the routes stand on. */
public record Edge(Engine engine, Runtime runtime, ProfileStore profiles, AccessKeys keys, Clock clock) {
    /** The same over another runtime. */
    public Edge over(Runtime other) {
        return new Edge(engine, other, profiles, keys, clock);
    }

    /** The programme that the path names. */
    Catalogue programme(Call call) {
        return programme(call.path(Route.PROGRAMME));
    }

    Catalogue programme(String name) {
        List<Catalogue> all = engine.catalogues();
        return all.stream()
                .filter(one -> one.latest().programme().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(404, "unknown-programme", "found no programme " + name
                        + ", expected one that was published"));
    }

    static int number(Catalogue programme) {
        return EntityName.programmeNumber(programme.latest().programme());
    }
}
