package org.guildhall.app.command;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView;
import org.guildhall.rocksdb.Doctor;
import org.guildhall.rocksdb.Finding;
import org.guildhall.runtime.DamageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guildhall doctor}: what is wrong with a data directory, and where. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = {"Looks for damage, and says what and where.",
    "",
    "journals   every record of every journal can be read: checksums, places, order",
    "replay     all entities are made anew from the journals (from the latest baseline where journals were trimmed) and"
            + " are byte for byte what is stored",
    "ledger     for each member and currency, and for all members together: issued + received + owed = pending +"
            + " available + reserved + spent + expired + reversed + forfeited + sent",
    "lots       each member's lots come to what is pending and what is available",
    "due        for each member, what is due by now can be done",
    "people     each member has an outside reference, or was erased",
    "totals     each running total is the sum over all members",
    "",
    "It looks at a copy at one cut, so the directory may be served meanwhile. It repairs nothing, and needs room for a"
            + " second copy of the entities while it runs."},
        footer = {"", "Ends with 0 when nothing is wrong, with 1 when something is."})
public final class DoctorCommand implements Callable<Integer> {
    /** Findings that are said; more are counted. */
    private static final int SAID = 100;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    private final List<Finding> findings = new ArrayList<>();
    private long members;

    @Override
    public Integer call() {
        try (Guild guild = Guild.open(data.data)) {
            guild.examine(this::examine);
        } catch (DamageException damage) {
            findings.add(new Finding(data.data.toString(), String.valueOf(damage.getMessage())));
        }
        if (output.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("members", members);
            json.put("findings", findings.stream()
                    .limit(SAID)
                    .map(finding -> Map.of("where", finding.where(), "what", finding.what()))
                    .toList());
            json.put("found", findings.size());
            output.json(json);
        } else {
            findings.stream().limit(SAID).forEach(finding -> output.line(finding.toString()));
            output.line(String.format(Locale.ROOT, "%,d members, %s", members,
                    findings.isEmpty() ? "nothing is wrong"
                            : findings.size() + (findings.size() == 1 ? " thing is wrong" : " things are wrong")));
        }
        return findings.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private void examine(Guild guild) {
        Doctor doctor = guild.doctor();
        findings.addAll(doctor.journals());
        findings.addAll(doctor.replay());
        members(guild);
        findings.addAll(doctor.tallies());
    }

    private void members(Guild guild) {
        Map<String, long[]> sums = new TreeMap<>();
        long now = guild.clock().millis();
        guild.runtime().forEachEntity((name, stored, pages) -> {
            if (name.kind() == EntityKind.MEMBER) {
                members++;
                try {
                    MemberView view = guild.engine().view(new Image(stored.head(), pages), name, Long.MIN_VALUE);
                    if (view != null) {
                        view.wallets().forEach((currency, wallet) -> check(sums, name, currency, wallet));
                    }
                } catch (RuntimeException unreadable) { // whatever it is, it is this member's, and the others are looked at
                    findings.add(new Finding(name.toString(), "can't be read: " + unreadable.getMessage()));
                }
                if (stored.nextDue() <= now) {
                    due(guild, name, new Image(stored.head(), pages), stored.nextDue(), now);
                }
                if (guild.profiles().references(name.programme(), name.key()).isEmpty()
                        && !guild.profiles().isErased(name.programme(), name.key())) {
                    findings.add(new Finding(name.toString(), "expected an outside reference, but found none"));
                }
            }
            return true;
        });
        sums.forEach((currency, sum) -> ledger("all members, " + currency, sum));
    }

    /** Does on a copy what a timer or the next command would do. */
    private void due(Guild guild, EntityName name, Image image, long since, long now) {
        try {
            var _ = guild.engine().view(image, name, now);
        } catch (RuntimeException fault) { // whatever it is, it is this member's, and the others are looked at
            findings.add(new Finding(name.toString(), "what is due since " + Moment.words(since, ZoneOffset.UTC)
                    + " UTC can't be done: " + fault.getMessage()));
        }
    }

    private void check(Map<String, long[]> sums, EntityName name, String currency, MemberView.WalletView wallet) {
        String where = name + ", " + currency;
        long[] figures = new long[Account.count()];
        wallet.figures().forEach((account, amount) -> figures[account.ordinal()] = amount);
        ledger(where, figures);
        long pending = 0;
        long available = 0;
        for (MemberView.LotView lot : wallet.lots()) {
            pending += lot.vestsAt() == null ? 0 : lot.amount();
            available += lot.vestsAt() == null ? lot.amount() : 0;
        }
        lots(where, Account.PENDING, wallet.figure(Account.PENDING), pending);
        lots(where, Account.AVAILABLE, wallet.figure(Account.AVAILABLE), available);
        String programme = String.format(Locale.ROOT, "%08x/%s", name.programme(), currency);
        long[] sum = sums.computeIfAbsent(programme, any -> new long[Account.count()]);
        for (int i = 0; i < figures.length; i++) {
            sum[i] = Math.addExact(sum[i], figures[i]);
        }
    }

    private void lots(String where, Account account, long figure, long lots) {
        if (figure != lots) {
            findings.add(new Finding(where, "expected lots of " + figure + " " + account.word() + ", but found "
                    + lots));
        }
    }

    private void ledger(String where, long[] figures) {
        long came = 0;
        long went = 0;
        for (int i = 0; i < figures.length; i++) {
            switch (Account.of(i)) {
                case ISSUED, RECEIVED, OWED -> came = Math.addExact(came, figures[i]);
                case PENDING, AVAILABLE, RESERVED, SPENT, EXPIRED, REVERSED, FORFEITED, SENT ->
                        went = Math.addExact(went, figures[i]);
            }
        }
        if (came != went) {
            findings.add(
                    new Finding(where, "expected issued, received and owed to come to what is held and what is gone, "
                            + went + ", but found " + came));
        }
    }
}
