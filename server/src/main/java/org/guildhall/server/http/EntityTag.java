package org.guildhall.server.http;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.guildhall.core.codec.Hashes;

/** By what a caller knows a body again that it has (RFC 9110, 8.8.3 and 13.1.2). */
final class EntityTag {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"\\x00-\\x20]*\")");
    private static final String WEAK = "W/";

    private EntityTag() {}

    /** Of a body that is the same byte for byte. */
    static String strong(byte[] body) {
        return "\"" + HexFormat.of().toHexDigits(Hashes.of(body, 0, body.length)) + "\"";
    }

    /** Of a body that says the same, whether or not it is the same byte for byte. */
    static String weak(byte[] says) {
        return WEAK + strong(says);
    }

    /** Whether one of the tags of If-None-Match is this one; which of them are weak makes no difference. */
    static boolean isAmong(List<String> ifNoneMatch, String tag) {
        String opaque = tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
        return ifNoneMatch.stream()
                .anyMatch(tags -> tags.strip().equals("*")
                        || TAG.matcher(tags).results().anyMatch(one -> one.group(1).equals(opaque)));
    }
}
