package org.guildhall.server.http;

import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param port 0 for any that is free
 * @param identity what it shows over TLS; null for plain HTTP
 */
public record Listening(String host, int port, @Nullable Identity identity) {}
