package org.guildhall.core.activity;

import java.util.Arrays;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * Immutable field values by symbol number, in ascending order of symbol. A value is a long (money in minor units, a
 * decimal in its declared scale, a number, a flag as 0 or 1, a moment in epoch milliseconds, a day as epoch day, the
 * symbol of a declared word) or a text.
 */
public final class Fields {
    public static final Fields NONE = new Fields(new int[0], new long[0], null);

    private final int[] symbols;
    private final long[] numbers;
    private final @Nullable String @Nullable [] texts;

    private Fields(int[] symbols, long[] numbers, @Nullable String @Nullable [] texts) {
        this.symbols = symbols;
        this.numbers = numbers;
        this.texts = texts;
    }

    public int size() {
        return symbols.length;
    }

    public int symbol(int index) {
        return symbols[index];
    }

    public boolean has(int symbol) {
        return indexOf(symbol) >= 0;
    }

    /** The value of a number-like field, or {@code otherwise} where it is absent. */
    public long number(int symbol, long otherwise) {
        int index = indexOf(symbol);
        return index < 0 ? otherwise : numbers[index];
    }

    /** The value of a text field, or null where it is absent. */
    public @Nullable String text(int symbol) {
        int index = indexOf(symbol);
        return index < 0 || texts == null ? null : texts[index];
    }

    /** These fields with one number replaced or added. */
    public Fields with(int symbol, long value) {
        Builder builder = new Builder();
        for (int i = 0; i < symbols.length; i++) {
            if (symbols[i] != symbol) {
                builder.copy(this, i);
            }
        }
        return builder.number(symbol, value).build();
    }

    /** These fields with all of the others replaced or added. */
    public Fields with(Fields changes) {
        Builder builder = new Builder();
        for (int i = 0; i < symbols.length; i++) {
            builder.copy(this, i);
        }
        for (int i = 0; i < changes.symbols.length; i++) {
            builder.copy(changes, i);
        }
        return builder.build();
    }

    public void write(ByteWriter out) {
        out.writeVarint(symbols.length);
        for (int i = 0; i < symbols.length; i++) {
            String text = texts == null ? null : texts[i];
            out.writeVarint((long) symbols[i] << 1 | (text == null ? 0 : 1));
            if (text == null) {
                out.writeSigned(numbers[i]);
            } else {
                out.writeText(text);
            }
        }
    }

    public static Fields read(ByteReader in) {
        int size = in.readCount();
        if (size > in.remaining()) {
            throw new MalformedBytesException("expected at most " + in.remaining() + " fields, but found " + size);
        }
        if (size == 0) {
            return NONE;
        }
        int[] symbols = new int[size];
        long[] numbers = new long[size];
        @Nullable String @Nullable [] texts = null;
        for (int i = 0; i < size; i++) {
            int tag = in.readCount();
            symbols[i] = tag >>> 1;
            if ((tag & 1) == 0) {
                numbers[i] = in.readSigned();
            } else {
                if (texts == null) {
                    texts = new @Nullable String[size];
                }
                texts[i] = in.readText();
            }
        }
        return new Fields(symbols, numbers, texts);
    }

    private int indexOf(int symbol) {
        for (int i = 0; i < symbols.length; i++) {
            if (symbols[i] == symbol) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Fields that)
                || !Arrays.equals(symbols, that.symbols)
                || !Arrays.equals(numbers, that.numbers)) {
            return false;
        }
        return Arrays.equals(texts, that.texts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(symbols) * 31 + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < symbols.length; i++) {
            text.append(i == 0 ? "" : ", ").append(symbols[i]).append(": ");
            String value = texts == null ? null : texts[i];
            text.append(value == null ? Long.toString(numbers[i]) : value);
        }
        return text.append('}').toString();
    }

    /** Collects fields in any order; a symbol set twice keeps the later value. */
    public static final class Builder {
        private int[] symbols = new int[8];
        private long[] numbers = new long[8];
        private @Nullable String[] texts = new @Nullable String[8];
        private int size;
        private boolean anyText;

        public Builder number(int symbol, long value) {
            int index = place(symbol);
            numbers[index] = value;
            texts[index] = null;
            return this;
        }

        public Builder text(int symbol, String value) {
            int index = place(symbol);
            numbers[index] = 0;
            texts[index] = value;
            anyText = true;
            return this;
        }

        private void copy(Fields from, int index) {
            String text = from.texts == null ? null : from.texts[index];
            if (text == null) {
                number(from.symbols[index], from.numbers[index]);
            } else {
                text(from.symbols[index], text);
            }
        }

        private int place(int symbol) {
            int index = 0;
            while (index < size && symbols[index] < symbol) {
                index++;
            }
            if (index < size && symbols[index] == symbol) {
                return index;
            }
            if (size == symbols.length) {
                symbols = Arrays.copyOf(symbols, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
                texts = Arrays.copyOf(texts, size * 2);
            }
            System.arraycopy(symbols, index, symbols, index + 1, size - index);
            System.arraycopy(numbers, index, numbers, index + 1, size - index);
            System.arraycopy(texts, index, texts, index + 1, size - index);
            symbols[index] = symbol;
            size++;
            return index;
        }

        public Fields build() {
            if (size == 0) {
                return NONE;
            }
            return new Fields(
                    Arrays.copyOf(symbols, size),
                    Arrays.copyOf(numbers, size),
                    anyText ? Arrays.copyOf(texts, size) : null);
        }
    }
}
