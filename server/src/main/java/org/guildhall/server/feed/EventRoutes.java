package org.guildhall.server.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Json;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.Masks;
import org.guildhall.server.shown.ShownMember;
import org.jspecify.annotations.Nullable;

/** Every entry that was decided: in pages for who reads behind a cursor, and as server-sent events for who waits for them. */
public final class EventRoutes {
    private static final String STREAM = "text/event-stream";
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int STREAMS = 100;
    private static final long LOOK_NANOS = 100_000_000;
    private static final int LOOKS_IN_SILENCE = 150;

    private final Engine engine;
    private final Runtime runtime;
    private final ProfileStore profiles;
    private final AccessKeys keys;
    private final Feed feed;
    private final Semaphore streams = new Semaphore(STREAMS);

    public EventRoutes(Engine engine, Runtime runtime, ProfileStore profiles, AccessKeys keys) {
        this.engine = engine;
        this.runtime = runtime;
        this.profiles = profiles;
        this.keys = keys;
        feed = new Feed(runtime);
    }

    public List<Route> routes() {
        return List.of(new Route("GET", "/v1/events", Permission.FOLLOW, this::events));
    }

    private Reply events(Call call) {
        boolean live = call.parts().header("Accept").filter(accept -> accept.contains(STREAM)).isPresent();
        Optional<String> asked = call.parts().query("after");
        String after = call.parts().header("Last-Event-ID").filter(id -> live).or(() -> asked).orElse(null);
        Predicate<EntityName> wanted = wanted(call);
        int limit = call.number("limit", PAGE, LARGEST_PAGE);
        Following following = feed.open(after);
        return live ? live(call, following, wanted) : page(call, following, wanted, limit);
    }

    private Predicate<EntityName> wanted(Call call) {
        Optional<String> asked = call.parts().query("programme");
        String programme = call.key().programme() != null ? call.key().programme() : asked.orElse(null);
        if (programme == null) {
            return name -> true;
        }
        int number = EntityName.programmeNumber(programme);
        if (engine.catalogue(number) == null) {
            throw new ProblemException(404, "unknown-programme",
                    "found no programme " + programme + ", expected one that was published");
        }
        return name -> name.programme() == number;
    }

    private Reply page(Call call, Following following, Predicate<EntityName> wanted, int limit) {
        try {
            List<Map<String, @Nullable Object>> events =
                    following.next(limit, wanted).stream().map(one -> json(one, call)).toList();
            feed.keep(following);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("events", events);
            json.put("next", following.cursor().text());
            return Reply.json(200, json);
        } catch (RuntimeException fault) {
            following.close();
            throw fault;
        }
    }

    private Reply live(Call call, Following following, Predicate<EntityName> wanted) {
        if (!streams.tryAcquire()) {
            following.close();
            throw new ProblemException(429, "try-later", "found " + STREAMS + " who wait for events already");
        }
        return Reply.streamed(STREAM, out -> {
            try (following) {
                follow(call, following, wanted, out);
            } finally {
                streams.release();
            }
        });
    }

    private void follow(Call call, Following following, Predicate<EntityName> wanted, OutputStream out)
            throws IOException {
        write(out, "retry: 1000\n\n");
        int silence = 0;
        while (!call.closing().getAsBoolean() && keys.hold(call.key())) {
            List<Following.Followed> next = following.next(PAGE, wanted);
            for (Following.Followed one : next) {
                write(out, "id: " + one.cursor().text() + "\nevent: entry\ndata: "
                        + new String(Json.bytes(json(one, call)), StandardCharsets.UTF_8) + "\n\n");
            }
            silence = next.isEmpty() ? silence + 1 : 0;
            if (silence == LOOKS_IN_SILENCE) {
                write(out, ":\n\n");
                silence = 0;
            }
            out.flush();
            if (next.isEmpty()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        out.close();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its name in the terms or offers; null for what is of another kind. */
    private static @Nullable String named(Catalogue programme, EntityName name, EntityKind... kinds) {
        return List.of(kinds).contains(name.kind()) ? programme.latest().symbols().name((int) name.key()) : null;
    }

    private Map<String, @Nullable Object> json(Following.Followed one, Call call) {
        EntityName name = one.name();
        Catalogue programme = engine.catalogue(name.programme());
        if (programme == null) {
            throw new IllegalStateException("expected the terms of " + name + ", but found none");
        }
        EntryView entry = engine.explain(name, one.entry().bytes());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("cursor", one.cursor().text());
        json.put("programme", programme.latest().programme());
        json.put("member", name.kind() == EntityKind.MEMBER
                ? Masks.name(profiles.references(name.programme(), name.key()))
                : null);
        json.put("stock", named(programme, name, EntityKind.STOCK));
        json.put("offer", named(programme, name, EntityKind.BUDGET, EntityKind.SLICE));
        json.putAll(new ShownMember(programme, call.language()).entry(entry));
        return json;
    }
}
