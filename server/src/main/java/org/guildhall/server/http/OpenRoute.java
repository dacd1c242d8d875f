package org.guildhall.server.http;

import java.util.function.Function;

/**
 * One thing that can be asked without a key: a page, or what a page is made of.
 *
 * @param path with names in braces
 */
public record OpenRoute(String method, String path, Function<Visit, Reply> handler) {}
