package org.guildhall.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.app.exporting.MemberFormat;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.ExportedMember;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall export}: members with references, wallets and standings. */
@Command(name = "export", description = {"Writes all members with their references, wallets and standings.",
    "Points are in whole units, moments in UTC; nothing stands for never. In the order of the members' internal keys: what is"
            + " the same state exports to the same bytes."},
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    enum Format {
        CSV,
        NDJSON
    }

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Option(names = "--format", paramLabel = "csv|ndjson",
            description = "A table, or a JSON object to a line, with lots; by the file's name unless said, else csv.")
    @Nullable Format format;

    @Option(names = "--to", paramLabel = "FILE",
            description = "Where to; replaced as a whole when all is written. Printed unless said.")
    @Nullable Path file;

    @Option(names = "--at", paramLabel = "T", converter = Moment.Converter.class,
            description = "Everyone brought up to this time, where it is not there already; each at the own latest time unless said.")
    @Nullable Moment at;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws IOException {
        if (output.json && file == null) {
            throw output
                    .usage("found --json without --to, expected a file for the members, so that JSON has the output");
        }
        if (file != null && Files.isDirectory(file)) {
            throw output.usage("found a directory at " + file + ", expected --to to name a file");
        }
        try (Guild guild = Guild.open(data.data)) {
            Terms terms = guild.programme(programme).latest();
            MemberFormat as = format() == Format.CSV ? new MemberFormat.Csv(terms) : new MemberFormat.NdJson();
            Path target = file;
            if (target == null) {
                write(guild, terms, as, output.out());
                output.out().flush();
                return output.out().checkError() ? ExitCode.UNAVAILABLE : ExitCode.FINE;
            }
            Path making = target.resolveSibling(target.getFileName() + ".unfinished");
            long members;
            try (BufferedWriter out = Files.newBufferedWriter(making)) {
                members = write(guild, terms, as, out);
            } catch (IOException | RuntimeException fault) {
                Files.deleteIfExists(making);
                throw fault;
            }
            Files.move(making, target, StandardCopyOption.REPLACE_EXISTING);
            if (output.json) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("members", members);
                json.put("file", target.toString());
                output.json(json);
            } else {
                output.line(String.format(Locale.ROOT, "%,d members to %s", members, target));
            }
            return ExitCode.FINE;
        }
    }

    private Format format() {
        if (format != null) {
            return format;
        }
        return file != null && file.toString().matches(".*\\.(ndjson|jsonl)") ? Format.NDJSON : Format.CSV;
    }

    private long write(Guild guild, Terms terms, MemberFormat as, Writer out) throws IOException {
        int number = EntityName.programmeNumber(terms.programme());
        long moment = at == null ? Long.MIN_VALUE : at.in(terms.calendar().zone());
        long[] members = {0};
        if (!as.header().isEmpty()) {
            out.write(as.header() + "\n");
        }
        try {
            guild.runtime().forEachEntity((name, stored, pages) -> {
                if (name.programme() == number && name.kind() == EntityKind.MEMBER) {
                    MemberView view = guild.engine().view(new Image(stored.head(), pages), name, moment);
                    if (view != null) {
                        write(out, as.line(new ExportedMember(guild.profiles().references(number, name.key()), view)));
                        members[0]++;
                    }
                }
                return true;
            });
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
        return members[0];
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line + "\n");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
