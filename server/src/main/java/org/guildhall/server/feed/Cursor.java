package org.guildhall.server.feed;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeStatus;

/**
 * How far somebody has followed.
 *
 * @param places for each partition: the position of the last entry that was given, or the negative of where to begin
 */
record Cursor(long[] places) {
    private static final int RADIX = Character.MAX_RADIX;
    private static final Pattern FORM = Pattern.compile("(-?[0-9a-z]{1,12}(?:\\.-?[0-9a-z]{1,12})*)~([0-9a-z]{1,2})");

    /** At the oldest entries there are. */
    static Cursor oldest(Runtime runtime) {
        return new Cursor(IntStream.range(0, runtime.status().partitions().size())
                .mapToLong(partition -> -runtime.oldest(partition))
                .toArray());
    }

    /** Behind everything that was decided. */
    static Cursor latest(RuntimeStatus status) {
        return new Cursor(status.partitions().stream().mapToLong(partition -> -partition.journalNext()).toArray());
    }

    /** @throws IllegalArgumentException for a text that is none */
    static Cursor parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || !check(parts.group(1)).equals(parts.group(2))) {
            throw new IllegalArgumentException("expected a cursor, but found " + text);
        }
        return new Cursor(
                Arrays.stream(parts.group(1).split("\\.")).mapToLong(place -> Long.parseLong(place, RADIX)).toArray());
    }

    String text() {
        String text =
                Arrays.stream(places).mapToObj(place -> Long.toString(place, RADIX)).collect(Collectors.joining("."));
        return text + "~" + check(text);
    }

    /** By which a cursor is known that was not copied whole. */
    private static String check(String places) {
        return Integer.toString(Math.floorMod(places.hashCode(), RADIX * RADIX), RADIX);
    }

    /** The same, an entry of one partition further. */
    Cursor moved(int partition, long position) {
        long[] moved = places.clone();
        moved[partition] = position;
        return new Cursor(moved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor that && Arrays.equals(places, that.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places);
    }
}
