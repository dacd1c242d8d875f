package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The bytes of a JSON text in UTF-8 as they are put together. Used by one thread. */
final class JsonBytes {
    private static final int USUAL_BYTES = 512;
    private static final String HEX = "0123456789ABCDEF";

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** A sign of JSON's own. */
    JsonBytes sign(char one) {
        reserve(1);
        bytes[size++] = (byte) one;
        return this;
    }

    /** What stands for itself: a number, a word of JSON. */
    JsonBytes ascii(String plain) {
        int length = plain.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) plain.charAt(i);
        }
        return this;
    }

    /** A text in quotes; half of a pair of surrogates becomes a question mark, as anywhere in Java. */
    JsonBytes text(String text) {
        int length = text.length();
        reserve(length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char one = text.charAt(i);
            if (one >= 0x80 || isEscaped(one)) {
                return other(text.substring(i));
            }
            bytes[size++] = (byte) one;
        }
        bytes[size++] = '"';
        return this;
    }

    /** The rest of a text in which something is longer than one byte. */
    private JsonBytes other(String rest) {
        StringBuilder escaped = new StringBuilder(rest.length() + 16);
        for (int i = 0; i < rest.length(); i++) {
            char one = rest.charAt(i);
            if (isEscaped(one)) {
                escape(one, escaped);
            } else {
                escaped.append(one);
            }
        }
        byte[] encoded = escaped.append('"').toString().getBytes(UTF_8);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        return this;
    }

    private static boolean isEscaped(char one) {
        return one < ' ' || one == '"' || one == '\\';
    }

    private static void escape(char one, StringBuilder to) {
        switch (one) {
            case '"', '\\' -> to.append('\\').append(one);
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> to.append("\\u00").append(HEX.charAt(one >> 4)).append(HEX.charAt(one & 15));
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
