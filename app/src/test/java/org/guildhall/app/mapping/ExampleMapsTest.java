package org.guildhall.app.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.RealData;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The two real histories, read as their mappings say, against what is known of them. */
class ExampleMapsTest {

    private @Nullable ActivityKind returnKind;
    private long points;
    private long orders;
    private long returns;
    private final Set<String> members = new HashSet<>();

    @Test
    void readsTheOnlineShop() throws IOException, MappingException {
        RowCounts counts = read("online-retail", "online-retail.csv.gz");

        assertThat(counts.rows()).isEqualTo(541_909);
        assertThat(counts.withoutMember()).isEqualTo(135_080);
        assertThat(counts.inOrders()).isEqualTo(541_909 - 135_080);
        assertThat(counts.refused()).isEmpty();
        assertThat(members).hasSize(4_372);
        assertThat(orders).isEqualTo(18_536);
        assertThat(returns).isEqualTo(3_654);
        assertThat(points).isEqualTo(8_902_670);
    }

    @Test
    void readsTheCdShop() throws IOException, MappingException {
        RowCounts counts = read("cdnow", "cdnow-master.txt");

        assertThat(counts.rows()).isEqualTo(69_659);
        assertThat(counts.inOrders()).isEqualTo(69_659);
        assertThat(counts.refused()).isEmpty();
        assertThat(members).hasSize(23_570);
        assertThat(points).isEqualTo(2_453_159);
    }

    private RowCounts read(String example, String file) throws IOException, MappingException {
        Path data = RealData.file(file);
        Mapping mapping = Mapping.read(ExampleTerms.folder(example).resolve("map.yaml"));
        Terms terms = ExampleTerms.first(example);
        returnKind = terms.kind("return");
        try (OrderStream stream = OrderStream.open(data, mapping, terms, (row, reason, detail) -> {})) {
            for (Order order = stream.next(); order != null; order = stream.next()) {
                count(order);
            }
            return stream.counts();
        }
    }

    private void count(Order order) {
        members.add(order.reference());
        Activity activity = ((MemberCommand.Record) order.what()).activity();
        if (returnKind != null && activity.kind() == returnKind.number()) {
            returns++;
            return;
        }
        orders++;
        long thousandths = 0;
        for (Fields line : activity.lines()) {
            thousandths += line.number(KnownField.QUANTITY.symbol(), 0) * line.number(KnownField.PRICE.symbol(), 0);
        }
        long pence = activity.lines().isEmpty()
                ? activity.fields().number(KnownField.AMOUNT.symbol(), 0)
                : Rounding.HALF_UP.divide(thousandths, 10);
        points += pence / 100;
    }
}
