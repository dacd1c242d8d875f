package org.guildhall.server.http;

import java.util.function.Supplier;

/** One thing that anybody may GET, without a key. */
public record OpenRoute(String path, Supplier<Reply> reply) {}
