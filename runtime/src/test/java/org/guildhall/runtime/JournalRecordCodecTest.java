package org.guildhall.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.junit.jupiter.api.Test;

/** The bytes on disk. What is written here was released and is never changed. */
class JournalRecordCodecTest {
    private static final EntityName NAME = new EntityName(0x01020304, EntityKind.MEMBER, 0x1112131415161718L);

    private static void check(String golden, JournalRecord record) {
        ByteWriter out = new ByteWriter();
        JournalRecordCodec.write(out, record);
        byte[] bytes = out.toByteArray();
        assertThat(JournalRecordCodec.shard(bytes, 0, bytes.length)).isEqualTo(switch (record) {
            case JournalRecord.Entry entry -> entry.name().shard();
            case JournalRecord.Consumed consumed -> consumed.target();
            case JournalRecord.Terms terms -> -1;
            case JournalRecord.Received received -> -1;
        });
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(golden);
        ByteWriter again = new ByteWriter();
        JournalRecordCodec.write(again, JournalRecordCodec.read(bytes, 0, bytes.length));
        assertThat(again.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void recordsHaveTheirGoldenBytes() {
        check(
                "010001020304011112131415161718" + "07" + "ac02" + "aabb",
                new JournalRecord.Entry(NAME, 7, 300, null, List.of(), new byte[]{(byte) 0xaa, (byte) 0xbb}));
        check(
                "010301020304011112131415161718" + "01" + "00" + "ff0703" + "09" + "01" + "0502" + "cc",
                new JournalRecord.Entry(
                        NAME,
                        1,
                        0,
                        new JournalRecord.Consumed(1023, 3, 9),
                        List.of(new JournalRecord.Sent(5, 2)),
                        new byte[]{(byte) 0xcc}));
        check("02010203", new JournalRecord.Consumed(1, 2, 3));
        check("0374", new JournalRecord.Terms(new byte[]{'t'}));
        check("04a08d06", new JournalRecord.Received(50_000));
    }

    @Test
    void numbersOfRecordTypesAreNeverUsedForOthers() {
        assertThat(RecordType.values())
                .extracting(type -> type + "=" + type.number())
                .containsExactly("ENTRY=1", "CONSUMED=2", "TERMS=3", "RECEIVED=4");
    }

    @Test
    void bytesOfNoRecordAreRefused() {
        assertThatThrownBy(() -> JournalRecordCodec.read(new byte[]{9}, 0, 1))
                .isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() -> JournalRecordCodec.read(new byte[]{1, 4}, 0, 2))
                .isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() -> JournalRecordCodec.read(new byte[]{1, 0, 1, 2}, 0, 4))
                .isInstanceOf(MalformedBytesException.class);
    }
}
