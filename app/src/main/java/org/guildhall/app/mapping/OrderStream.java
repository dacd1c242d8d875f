package org.guildhall.app.mapping;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.app.csv.CsvReader;
import org.guildhall.app.csv.Slice;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.language.Problem;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.request.Moments;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a file, in the order of their first rows; for one thread.
 *
 * <p>An order waits until every row that could belong to it has been read: its window, counted from its first row. So
 * whatever the file's layout, the same file gives the same orders in the same order.
 */
public final class OrderStream implements Closeable {
    public static final String MALFORMED_ROW = "malformed-row";
    public static final String BAD_VALUE = "bad-value";
    public static final String NO_KIND = "no-kind";
    public static final String OTHER_MEMBER = "other-member";
    public static final String AFTER_WINDOW = "after-window";
    public static final String ORDER_INCOMPLETE = "order-incomplete";

    private static final int LONGEST_REFERENCE = 512;

    private final Mapping mapping;
    private final CsvReader reader;
    private final RowSink sink;
    private final RowCounts counts = new RowCounts();
    private final FileRow row;
    private final int width;
    private final List<Binder.Bound> kinds;
    private final @Nullable OpeningBinder opening;
    private final @Nullable Long constantAt;
    private final HashNumbers occurrences = new HashNumbers();

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Waiting> byKey = new HashMap<>();
    /** The first rows of the orders that wait for no more. */
    private final HashNumbers closed = new HashNumbers();
    private boolean ended;

    private OrderStream(Mapping mapping, CsvReader reader, RowSink sink, FileRow row, int width,
            List<Binder.Bound> kinds,
            @Nullable OpeningBinder opening, @Nullable Long constantAt) {
        this.mapping = mapping;
        this.reader = reader;
        this.sink = sink;
        this.row = row;
        this.width = width;
        this.kinds = kinds;
        this.opening = opening;
        this.constantAt = constantAt;
    }

    /**
     * Opens a file.
     *
     * @param sink gets each row that becomes part of no order, those without a member and those left out aside
     * @throws MappingException where the mapping does not fit the terms or the file
     */
    public static OrderStream open(Path file, Mapping mapping, Terms terms, RowSink sink)
            throws IOException, MappingException {
        CsvReader reader = CsvReader.open(file, mapping.format);
        try {
            return open(file.toString(), reader, mapping, terms, sink);
        } catch (IOException | MappingException | RuntimeException fault) {
            reader.close();
            throw fault;
        }
    }

    static OrderStream open(String name, CsvReader reader, Mapping mapping, Terms terms, RowSink sink)
            throws IOException, MappingException {
        List<Problem> problems = mapping.problems();
        problems.clear();
        Header header = Header.read(name, reader, mapping);
        Binder binder = new Binder(mapping, terms);
        OpeningBinder opening =
                mapping.opening == null ? null : new OpeningBinder(mapping, mapping.opening, terms, binder);
        List<Binder.Bound> kinds = opening == null ? binder.kinds() : List.of(opening.asKind());
        Long constantAt = null;
        if (mapping.at instanceof Source.Always always) {
            try {
                constantAt = Moments.of(always.text(), mapping.zone);
            } catch (DateTimeException wrong) {
                mapping.atNode.add("\"" + always.text() + "\"", "a time such as 2026-01-01 00:00", null);
            }
        }
        if (!problems.isEmpty()) {
            throw new MappingException(problems);
        }
        return new OrderStream(mapping, reader, sink, new FileRow(reader, mapping, header.places()), header.width(),
                kinds,
                opening, constantAt);
    }

    /** What kind of reference the members' are: {@code customer}. */
    public String namespace() {
        return mapping.member.namespace();
    }

    public RowCounts counts() {
        return counts;
    }

    /** Bytes of the file that were read. */
    public long bytesRead() {
        return reader.bytesRead();
    }

    /** The next order, or null at the end. */
    public @Nullable Order next() throws IOException {
        while (true) {
            Waiting first = waiting.peek();
            Mapping.Group group = mapping.group;
            if (first != null && (ended || group == null || counts.rows - first.firstRow >= group.window())) {
                waiting.remove();
                Order order = close(first);
                if (order != null) {
                    return order;
                }
            } else if (ended) {
                return null;
            } else {
                read();
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** An order whose rows are being collected. */
    private static final class Waiting {
        final Binder.Bound kind;
        final String key;
        final long hash;
        final long firstRow;
        final String reference;
        final List<Order.Row> rows = new ArrayList<>(4);
        final List<Fields> lines = new ArrayList<>(4);
        final List<MemberCommand.OpeningLot> lots = new ArrayList<>(0);
        final List<MemberCommand.OpeningStanding> standings = new ArrayList<>(0);
        @Nullable Long joinedAt;
        Fields fields = Fields.NONE;
        String id = "";
        long at;
        /** Line of the first row that was wrong, and what is wrong with it; 0 while none is. */
        long wrongLine;
        String wrong = "";

        Waiting(Binder.Bound kind, String key, long hash, long firstRow, String reference) {
            this.kind = kind;
            this.key = key;
            this.hash = hash;
            this.firstRow = firstRow;
            this.reference = reference;
        }
    }

    private void read() throws IOException {
        switch (reader.next()) {
            case END -> ended = true;
            case MALFORMED -> {
                counts.rows++;
                refuse(row.kept(), MALFORMED_ROW, reader.fault());
            }
            case ROW -> {
                counts.rows++;
                if (reader.fields() == width) {
                    take();
                } else {
                    refuse(row.kept(), MALFORMED_ROW,
                            "found " + reader.fields() + " fields, expected " + width + " as in the first row");
                }
            }
        }
    }

    private void take() {
        Binder.Bound kind = null;
        try {
            Mapping.Skip skip = skipped();
            if (skip != null) {
                counts.skip(skip.reason());
                return;
            }
            Slice reference = row.slice(mapping.member.reference());
            if (reference.isEmpty() || mapping.member.none().stream().anyMatch(reference::is)) {
                counts.withoutMember++;
                return;
            }
            kind = kind();
            if (kind == null) {
                refuse(row.kept(), NO_KIND, "found a row for which no activity's \"when\" holds");
                return;
            }
            collect(kind, reference());
        } catch (BadValueException wrong) {
            refuse(row.kept(), BAD_VALUE, String.valueOf(wrong.getMessage()));
        }
    }

    private String reference() throws BadValueException {
        String reference = row.text(mapping.member.reference());
        if (reference.length() > LONGEST_REFERENCE) {
            throw BadValueException.of(reference, "a reference of at most " + LONGEST_REFERENCE + " characters")
                    .in(mapping.member.reference());
        }
        return reference;
    }

    private Mapping.@Nullable Skip skipped() throws BadValueException {
        for (Mapping.Skip skip : mapping.skips) {
            if (all(skip.when())) {
                return skip;
            }
        }
        return null;
    }

    private Binder.@Nullable Bound kind() throws BadValueException {
        for (Binder.Bound kind : kinds) {
            if (all(kind.when())) {
                return kind;
            }
        }
        return null;
    }

    private boolean all(List<Condition> conditions) throws BadValueException {
        for (Condition condition : conditions) {
            if (!row.holds(condition)) {
                return false;
            }
        }
        return true;
    }

    private void collect(Binder.Bound kind, String reference) throws BadValueException {
        Mapping.Group group = mapping.group;
        String key = group == null ? "" : key(kind, group);
        Waiting order = group == null ? null : byKey.get(key);
        if (order == null) {
            long hash = group == null ? 0 : Hashes.of(key);
            long closedFrom = group == null ? 0 : closed.get(hash);
            if (closedFrom != 0) {
                long needed = counts.rows - closedFrom;
                counts.widen(needed);
                refuse(row.kept(), AFTER_WINDOW, "found a row of an order that began " + needed + " rows before and"
                        + " was closed; expected a window of at least " + needed + " rows");
                return;
            }
            order = new Waiting(kind, key, hash, counts.rows, reference);
            waiting.add(order);
            if (group != null) {
                byKey.put(key, order);
            }
            order.rows.add(row.kept());
            begin(order);
        } else if (order.reference.equals(reference)) {
            order.rows.add(row.kept());
        } else {
            refuse(row.kept(), OTHER_MEMBER,
                    "found " + reference + " in an order of " + order.reference + ", expected one member in an order");
            wrong(order, "another row of the order names another member");
            return;
        }
        if (kind.lines() != null || opening != null) {
            try {
                if (kind.lines() != null) {
                    order.lines.add(fields(kind.lines()));
                }
                if (opening != null) {
                    opening.read(row, order.at, order.lots, order.standings);
                }
            } catch (BadValueException wrong) {
                wrong(order, String.valueOf(wrong.getMessage()));
            }
        }
    }

    private void begin(Waiting order) {
        try {
            order.at = at();
            order.id = row.made(order.kind.id(), this::occurrence);
            order.fields = fields(order.kind.fields());
            order.joinedAt = opening == null ? null : opening.joined(row);
        } catch (BadValueException wrong) {
            wrong(order, String.valueOf(wrong.getMessage()));
        }
    }

    private void wrong(Waiting order, String what) {
        if (order.wrongLine == 0) {
            order.wrongLine = reader.line();
            order.wrong = what;
        }
    }

    private long at() throws BadValueException {
        return switch (mapping.at) {
            case Source.From from -> row.moment(from.column());
            case Source.Always always -> constantAt == null ? 0 : constantAt;
            case Source.Made made -> throw new IllegalStateException("expected a time, but found a text");
        };
    }

    private Fields fields(List<Cell> cells) throws BadValueException {
        if (cells.isEmpty()) {
            return Fields.NONE;
        }
        Fields.Builder builder = new Fields.Builder();
        for (Cell cell : cells) {
            cell.read(row, builder);
        }
        return builder.build();
    }

    private long occurrence() {
        long hash = 0;
        for (Column column : mapping.occurrenceBy) {
            hash = row.slice(column).hash(hash);
        }
        return occurrences.count(hash);
    }

    private String key(Binder.Bound kind, Mapping.Group group) throws BadValueException {
        if (group.by().size() == 1 && kinds.size() == 1) {
            return row.text(group.by().getFirst());
        }
        StringBuilder key = new StringBuilder().append(kind.kind());
        for (Column column : group.by()) {
            key.append('\n').append(row.text(column));
        }
        return key.toString();
    }

    private @Nullable Order close(Waiting order) {
        if (mapping.group != null) {
            byKey.remove(order.key);
            closed.put(order.hash, order.firstRow);
        }
        if (order.wrongLine == 0) {
            counts.inOrders += order.rows.size();
            return new Order(order.reference, order.id, order.at, what(order), order.rows);
        }
        for (Order.Row kept : order.rows) {
            if (kept.line() == order.wrongLine) {
                refuse(kept, BAD_VALUE, order.wrong);
            } else {
                refuse(kept, ORDER_INCOMPLETE,
                        "the order's row on line " + order.wrongLine + " is refused: " + order.wrong);
            }
        }
        return null;
    }

    private MemberCommand what(Waiting order) {
        return opening == null
                ? new MemberCommand.Record(new Activity(order.kind.kind(), order.fields, order.lines))
                : new MemberCommand.Open(order.joinedAt, order.fields, order.lots, order.standings);
    }

    private void refuse(Order.Row kept, String reason, String detail) {
        counts.refuse(reason);
        sink.refuse(kept, reason, detail);
    }
}
