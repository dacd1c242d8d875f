package org.guildhall.core.activity;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;

/**
 * One activity of a member: an order with its lines, a payment, a return, a visit, or one of the programme's own kinds.
 *
 * @param kind the number of its kind
 * @param fields what stands once
 * @param lines an order's or a return's lines, empty for kinds without
 */
public record Activity(int kind, Fields fields, List<Fields> lines) {
    public Activity {
        lines = List.copyOf(lines);
    }

    public void write(ByteWriter out) {
        out.writeVarint(kind);
        fields.write(out);
        out.writeVarint(lines.size());
        for (Fields line : lines) {
            line.write(out);
        }
    }

    public static Activity read(ByteReader in) {
        int kind = in.readCount();
        Fields fields = Fields.read(in);
        int size = in.readCount();
        if (size > in.remaining()) {
            throw new MalformedBytesException("expected at most " + in.remaining() + " lines, but found " + size);
        }
        List<Fields> lines = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lines.add(Fields.read(in));
        }
        return new Activity(kind, fields, lines);
    }
}
