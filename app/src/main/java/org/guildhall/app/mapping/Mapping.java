package org.guildhall.app.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.app.csv.CsvFormat;
import org.guildhall.core.language.Problem;
import org.jspecify.annotations.Nullable;

/** A mapping as read, before it meets a programme's terms and a file; see docs/import.md. */
public final class Mapping {
    final String file;
    final CsvFormat format;
    final ZoneId zone;
    final List<Column> columns;
    final Source at;
    final MapNode atNode;
    final Member member;
    final List<Skip> skips;
    final @Nullable Group group;
    final List<Column> occurrenceBy;
    final List<Kind> kinds;
    final @Nullable Opening opening;
    private final List<Problem> problems;

    Mapping(String file, CsvFormat format, ZoneId zone, List<Column> columns, Source at, MapNode atNode, Member member,
            List<Skip> skips, @Nullable Group group, List<Column> occurrenceBy, List<Kind> kinds,
            @Nullable Opening opening, List<Problem> problems) {
        this.file = file;
        this.format = format;
        this.zone = zone;
        this.columns = columns;
        this.at = at;
        this.atNode = atNode;
        this.member = member;
        this.skips = skips;
        this.group = group;
        this.occurrenceBy = occurrenceBy;
        this.kinds = kinds;
        this.opening = opening;
        this.problems = problems;
    }

    /** @throws MappingException with all that is wrong with it */
    public static Mapping read(Path file) throws IOException, MappingException {
        return MappingReader.read(file.toString(), Files.readString(file));
    }

    public static Mapping read(String file, String text) throws MappingException {
        return MappingReader.read(file, text);
    }

    /** What its nodes report when it meets terms and a file. */
    List<Problem> problems() {
        return problems;
    }

    public boolean isOpening() {
        return opening != null;
    }

    /**
     * Who a row is about.
     *
     * @param none values that stand for nobody, besides an empty field
     */
    record Member(Column reference, String namespace, Set<String> none) {}

    /** Rows that are left out, counted under their reason. */
    record Skip(List<Condition> when, String reason) {}

    /** Rows that make one order: all of them stand within {@code window} rows from its first. */
    record Group(List<Column> by, int window) {}

    /** Which rows are activities of a kind, and what they say. */
    record Kind(String name, MapNode node, List<Condition> when, Template id, Map<String, Target> fields,
            @Nullable Map<String, Target> lines) {}

    /** A field's value, and where the mapping says so. */
    record Target(Source source, MapNode node) {}

    /** What members bring from another system. */
    record Opening(MapNode node, Template id, @Nullable Target joined, Map<String, Target> fields, @Nullable Lot lot,
            @Nullable Standing standing) {}

    record Lot(Target currency, Target amount, @Nullable Target earned, @Nullable Target expires) {}

    record Standing(Target ladder, Target tier, @Nullable Target since, @Nullable Target until) {}
}
