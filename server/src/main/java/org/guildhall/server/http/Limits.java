package org.guildhall.server.http;

import java.time.Duration;

/**
 * How long and how often the server may be kept busy by those who only hold it up.
 *
 * @param headers the longest that a request's headers may take from its first line on
 * @param body the longest that a body may take that is read whole
 * @param read the longest wait for the next byte of a request that was begun
 * @param send the longest that a caller may take to take an answer, or a piece of one that is streamed
 * @param idle the longest that a connection stays open without a request
 * @param connections the most that are open at once; others are closed at once
 * @param requests the most that are answered at once; others are refused
 */
public record Limits(Duration headers, Duration body, Duration read, Duration send, Duration idle, int connections,
        int requests) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), 10_000, 4_096);
}
