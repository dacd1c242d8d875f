package org.guildhall.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of journal records: a type number, its fields, and for those that carry bytes of others, these last and without
 * a length. Any thread; writers and readers belong to the caller.
 */
public final class JournalRecordCodec {
    private static final int FROM_MESSAGE = 1;
    private static final int SENDS = 2;

    private JournalRecordCodec() {}

    /** Writes all of an entry record but its entry bytes, which the caller adds behind. */
    public static void writeEntryHead(
            ByteWriter out, EntityName name, long version, long previous, JournalRecord.@Nullable Consumed from,
            List<JournalRecord.Sent> sent) {
        out.writeByte(RecordType.ENTRY.number());
        out.writeByte((from == null ? 0 : FROM_MESSAGE) | (sent.isEmpty() ? 0 : SENDS));
        name.write(out);
        out.writeVarint(version).writeVarint(previous);
        if (from != null) {
            writeConsumedFields(out, from);
        }
        if (!sent.isEmpty()) {
            out.writeVarint(sent.size());
            for (JournalRecord.Sent one : sent) {
                out.writeVarint(one.target()).writeVarint(one.sequence());
            }
        }
    }

    public static void write(ByteWriter out, JournalRecord record) {
        switch (record) {
            case JournalRecord.Entry entry -> {
                writeEntryHead(out, entry.name(), entry.version(), entry.previous(), entry.from(), entry.sent());
                out.writeRaw(entry.bytes(), 0, entry.bytes().length);
            }
            case JournalRecord.Consumed consumed -> {
                out.writeByte(RecordType.CONSUMED.number());
                writeConsumedFields(out, consumed);
            }
            case JournalRecord.Terms terms -> {
                out.writeByte(RecordType.TERMS.number());
                out.writeRaw(terms.bytes(), 0, terms.bytes().length);
            }
            case JournalRecord.Received received -> {
                out.writeByte(RecordType.RECEIVED.number());
                out.writeSigned(received.moment());
            }
        }
    }

    public static JournalRecord read(byte[] bytes, int offset, int length) {
        ByteReader in = new ByteReader(bytes, offset, length);
        return switch (RecordType.of(in.readByte())) {
            case ENTRY -> readEntry(in);
            case CONSUMED -> readConsumedFields(in);
            case TERMS -> new JournalRecord.Terms(rest(in));
            case RECEIVED -> new JournalRecord.Received(in.readSigned());
        };
    }

    /** The shard that a record is about, without reading all of it; below 0 where it is about none. */
    public static int shard(byte[] bytes, int offset, int length) {
        ByteReader in = new ByteReader(bytes, offset, length);
        return switch (RecordType.of(in.readByte())) {
            case ENTRY -> entity(bytes, offset, length).shard();
            case CONSUMED -> readConsumedFields(in).target();
            case TERMS, RECEIVED -> -1;
        };
    }

    public static boolean isEntry(byte[] bytes, int offset, int length) {
        return RecordType.of(new ByteReader(bytes, offset, length).readByte()) == RecordType.ENTRY;
    }

    /** Whose entry a record is, for one that {@link #isEntry}; without reading all of it. */
    public static EntityName entity(byte[] bytes, int offset, int length) {
        return EntityName.read(new ByteReader(bytes, offset + 2, length - 2)); // behind the type and the flags
    }

    /** Whether a record consumes a message or sends one. */
    public static boolean hasMessages(byte[] bytes, int offset, int length) {
        ByteReader in = new ByteReader(bytes, offset, length);
        return switch (RecordType.of(in.readByte())) {
            case ENTRY -> in.readByte() != 0;
            case CONSUMED -> true;
            case TERMS, RECEIVED -> false;
        };
    }

    private static JournalRecord.Entry readEntry(ByteReader in) {
        int flags = in.readByte();
        if ((flags & ~(FROM_MESSAGE | SENDS)) != 0) {
            throw new MalformedBytesException("expected the flags of an entry record (0 to 3), but found " + flags);
        }
        EntityName name = EntityName.read(in);
        long version = in.readVarint();
        long previous = in.readVarint();
        JournalRecord.@Nullable Consumed from = (flags & FROM_MESSAGE) == 0 ? null : readConsumedFields(in);
        List<JournalRecord.Sent> sent = (flags & SENDS) == 0 ? List.of() : readSent(in);
        return new JournalRecord.Entry(name, version, previous, from, sent, rest(in));
    }

    private static List<JournalRecord.Sent> readSent(ByteReader in) {
        int count = in.readCount();
        List<JournalRecord.Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(new JournalRecord.Sent(in.readCount(), in.readVarint()));
        }
        return sent;
    }

    private static void writeConsumedFields(ByteWriter out, JournalRecord.Consumed consumed) {
        out.writeVarint(consumed.source()).writeVarint(consumed.target()).writeVarint(consumed.sequence());
    }

    private static JournalRecord.Consumed readConsumedFields(ByteReader in) {
        return new JournalRecord.Consumed(in.readCount(), in.readCount(), in.readVarint());
    }

    private static byte[] rest(ByteReader in) {
        return Arrays.copyOfRange(in.array(), in.position(), in.position() + in.remaining());
    }
}
