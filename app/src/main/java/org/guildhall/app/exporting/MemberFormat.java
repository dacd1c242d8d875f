package org.guildhall.app.exporting;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.ExportedMember;
import org.guildhall.server.shown.MemberJson;
import tools.jackson.databind.json.JsonMapper;

/** How members are written, one to a line; points in whole units, moments in UTC, nothing for never. */
public sealed interface MemberFormat {
    /** What stands above the members; empty for nothing. */
    String header();

    String line(ExportedMember member);

    /** Delimited text as RFC 4180 has it; several references are separated by blanks, blanks in one written as {@code %20}. */
    record Csv(Terms terms) implements MemberFormat {
        @Override
        public String header() {
            List<String> cells = new ArrayList<>(List.of("references", "status", "joined", "as-of"));
            for (PointCurrency currency : terms.currencies()) {
                for (Account account : Account.values()) {
                    cells.add(currency.name() + "." + account.word());
                }
            }
            for (Ladder ladder : terms.ladders()) {
                for (String part : List.of("tier", "since", "until", "granted", "granted-until")) {
                    cells.add(ladder.name() + "." + part);
                }
            }
            terms.scores().forEach(score -> cells.add("score." + score.name()));
            return row(cells);
        }

        @Override
        public String line(ExportedMember member) {
            MemberView view = member.view();
            List<String> cells = new ArrayList<>();
            cells.add(String.join(" ", member.references().stream().map(text -> text.replace(" ", "%20")).toList()));
            cells.add(view.status());
            cells.add(text(view.joinedAt()));
            cells.add(text(view.time()));
            for (PointCurrency currency : terms.currencies()) {
                MemberView.WalletView wallet = view.wallets().get(currency.name());
                for (Account account : Account.values()) {
                    cells.add(wallet == null ? "" : MemberJson.decimal(wallet.figure(account), wallet.scale()));
                }
            }
            for (Ladder ladder : terms.ladders()) {
                MemberView.StandingView standing = view.standings().get(ladder.name());
                cells.addAll(standing == null ? List.of("", "", "", "", "")
                        : List.of(standing.tier(), text(standing.since()), text(standing.until()),
                                standing.granted() == null ? "" : standing.granted(),
                                standing.granted() == null ? "" : text(standing.grantedUntil())));
            }
            for (Terms.Score score : terms.scores()) {
                Long value = view.scores().get(score.name());
                cells.add(value == null ? "" : value.toString());
            }
            return row(cells);
        }

        private static String row(List<String> cells) {
            return String.join(",", cells.stream().map(Csv::quoted).toList());
        }

        private static String quoted(String cell) {
            boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }

        private static String text(long moment) {
            String text = MemberJson.moment(moment);
            return text == null ? "" : text;
        }
    }

    /** A JSON object to a line, with lots. */
    record NdJson() implements MemberFormat {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        @Override
        public String header() {
            return "";
        }

        @Override
        public String line(ExportedMember member) {
            return JSON.writeValueAsString(MemberJson.of(member));
        }
    }
}
