package org.guildhall.server.http;

import java.util.function.Function;
import org.guildhall.server.access.Permission;

/**
 * One thing that can be asked.
 *
 * @param path with names in braces
 */
public record Route(String method, String path, Permission permission, Function<Call, Reply> handler) {
    /** The part of a path that names the programme. */
    public static final String PROGRAMME = "programme";

    boolean concernsProgramme() {
        return path.contains("{" + PROGRAMME + "}");
    }
}
