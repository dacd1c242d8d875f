package org.guildhall.app.command;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.entity.Image;
import org.guildhall.runtime.CanonicalNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall digest}: one SHA-256 over the state of all entities, the same wherever the same was imported. */
@Command(name = "digest", description = {"Prints one SHA-256 over the state of all entities.",
    "Keys, positions and arrival stamps are left out, so that two directories that took in the same agree."},
        mixinStandardHelpOptions = true)
public final class DigestCommand implements Callable<Integer> {
    @Option(names = "--at", paramLabel = "T", converter = Moment.Converter.class,
            description = "Everything brought up to this time (UTC unless it says), where it is not there already; as it stands unless said.")
    @Nullable Moment at;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        try (Guild guild = Guild.open(data.data)) {
            long moment = at == null ? Long.MIN_VALUE : at.in(ZoneOffset.UTC);
            CanonicalNames names = CanonicalNames.of(guild.profiles());
            List<byte[]> entities = new ArrayList<>();
            guild.runtime().forEachEntity((name, stored, pages) -> {
                byte[] state = guild.engine().canonical(new Image(stored.head(), pages), name, moment);
                if (state.length == 0) {
                    return true;
                }
                byte[] hash = sha256().digest(state);
                byte[] line = Arrays.copyOf(names.of(name), CanonicalNames.BYTES + hash.length);
                System.arraycopy(hash, 0, line, CanonicalNames.BYTES, hash.length);
                entities.add(line);
                return true;
            });
            entities.sort(Arrays::compareUnsigned);
            MessageDigest all = sha256();
            entities.forEach(all::update);
            String digest = HexFormat.of().formatHex(all.digest());
            if (output.json) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("digest", digest);
                json.put("entities", entities.size());
                output.json(json);
            } else {
                output.line(digest);
            }
            return ExitCode.FINE;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
