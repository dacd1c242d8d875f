package org.guildhall.server.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.terms.Catalogue;

/** What a command is called where its member must not be named. Any thread. */
record CommandNames(Engine engine) {
    private static final Map<Class<?>, String> KINDS = new ConcurrentHashMap<>();

    String programme(Command command) {
        Catalogue catalogue = engine.catalogue(command.entity().programme());
        return catalogue == null ? "" : catalogue.latest().programme();
    }

    /** Whether there is a programme of that name. */
    boolean knows(String programme) {
        Catalogue catalogue = engine.catalogue(EntityName.programmeNumber(programme));
        return catalogue != null && catalogue.latest().programme().equals(programme);
    }

    /** Of its class in kebab-case: {@code cancel-spend}. */
    static String kind(Command command) {
        return KINDS.computeIfAbsent(command.body().getClass(),
                body -> body.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
    }
}
