package org.guildhall.app.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.app.csv.CsvReader;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.member.MemberCommand;
import org.junit.jupiter.api.Test;

class OrderStreamTest {

    private static final String MAP = """
            zone: Europe/London
            columns:
              No: text
              Sku: text
              Qty: number
              When: time dd/MM/yyyy HH:mm
              Price: number
              Who: whole
              Via: text
            member: {reference: Who, namespace: customer, none: ["0"]}
            at: When
            skip:
              - {when: Sku is TEST, reason: test orders}
            group: {by: No, window: 4 rows}
            activities:
              return:
                when: [No starts with C, Qty below 0]
                id: return/{No}
                lines: {product: Sku, quantity: -Qty, price: Price}
              order:
                when: Qty at least 0
                id: order/{No}
                fields: {channel: {column: Via, words: {W: web, S: shop}}}
                lines: {product: Sku, quantity: Qty, price: Price}
            """;
    private static final String HEADER = "No,Sku,Qty,When,Price,Who,Via\n";

    private final List<String> refused = new ArrayList<>();
    private RowCounts counts = new RowCounts();

    @Test
    void collectsRowsThatAreNoNeighboursAndKeepsTheOrderOfTheirFirstRows() {
        assertThat(orders("""
                1,A,2,28/03/2011 09:00,1.50,7.0,W
                2,B,1,28/03/2011 09:01,2,8,
                1,A,2,28/03/2011 09:02,1.50,7,S
                """)).containsExactly(
                "order/1 of 7 at 2011-03-28T08:00:00Z {18: 80} [{2: 2, 3: 1500, 4: A}, {2: 2, 3: 1500, 4: A}] from [2, 4]",
                "order/2 of 8 at 2011-03-28T08:01:00Z {} [{2: 1, 3: 2000, 4: B}] from [3]");
        assertThat(refused).isEmpty();
    }

    @Test
    void turnsTheSignOfAReturnAndCountsWhatIsLeftOut() {
        assertThat(orders("""
                C3,A,-2,28/03/2011 09:00,1.50,7,
                4,TEST,1,28/03/2011 09:00,1.50,7,
                5,A,1,28/03/2011 09:00,1.50,,
                6,A,1,28/03/2011 09:00,1.50,0,
                """)).containsExactly("return/C3 of 7 at 2011-03-28T08:00:00Z {} [{2: 2, 3: 1500, 4: A}] from [2]");
        assertThat(counts.rows()).isEqualTo(4);
        assertThat(counts.withoutMember()).isEqualTo(2);
        assertThat(counts.skipped()).containsEntry("test orders", 1L);
        assertThat(counts.inOrders()).isEqualTo(1);
    }

    @Test
    void reportsRowsOfAnOrderWhoseWindowHasPassed() {
        List<String> orders = orders("1,A,1,28/03/2011 09:00,1,7,\n" + "2,A,1,28/03/2011 09:00,1,7,\n".repeat(4)
                + "1,A,1,28/03/2011 09:00,1,7,\n");

        assertThat(orders).hasSize(2);
        assertThat(refused)
                .containsExactly("7 after-window: found a row of an order that began 5 rows before and"
                        + " was closed; expected a window of at least 5 rows");
        assertThat(counts.windowNeeded()).isEqualTo(5);
    }

    @Test
    void anOrderWhoseLastRowStandsJustWithinItsWindowIsWhole() {
        List<String> orders = orders("1,A,1,28/03/2011 09:00,1,7,\n" + "2,A,1,28/03/2011 09:00,1,7,\n".repeat(3)
                + "1,A,1,28/03/2011 09:00,1,7,\n");

        assertThat(orders).hasSize(2);
        assertThat(refused).isEmpty();
        assertThat(counts.windowNeeded()).isZero();
    }

    @Test
    void refusesAWholeOrderForOneBadRowAndSaysSoForEach() {
        assertThat(orders("""
                1,A,1,28/03/2011 09:00,1,7,
                1,A,1.5,28/03/2011 09:00,1,7,
                2,A,1,31/02/2011 09:00,1,7,
                3,A,1,28/03/2011 09:00,1,7,X
                4,A,1,28/03/2011 09:00,1,7
                5,,1,28/03/2011 09:00,1,7,
                """)).isEmpty();
        assertThat(refused).containsExactly(
                "6 malformed-row: found 6 fields, expected 7 as in the first row",
                "2 order-incomplete: the order's row on line 3 is refused: found \"1.5\" in Qty, expected a whole number",
                "3 bad-value: found \"1.5\" in Qty, expected a whole number",
                "4 bad-value: found \"31/02/2011 09:00\" in When, expected a time written dd/MM/yyyy HH:mm",
                "5 bad-value: found \"X\" in Via, expected one of web, shop",
                "7 bad-value: found nothing in Sku, expected a text as product");
        assertThat(counts.rows()).isEqualTo(6);
    }

    @Test
    void saysWhatTheMappingTookAWordFor() {
        assertThat(orders(MAP.replace("W: web", "W: webb"), HEADER + "1,A,1,28/03/2011 09:00,1,7,W\n")).isEmpty();
        assertThat(refused)
                .containsExactly("2 bad-value: found \"W\" in Via, expected one of web, shop; the mapping takes"
                        + " it for \"webb\"");
    }

    @Test
    void refusesTimesThatNoClockShows() {
        String seconds = MAP.replace("time dd/MM/yyyy HH:mm", "epoch-seconds");
        String iso = MAP.replace("time dd/MM/yyyy HH:mm", "iso-time");

        assertThat(orders(seconds, HEADER + "1,A,1,99999999999999999,1,7,W\n")).isEmpty();
        assertThat(orders(iso, HEADER + "1,A,1,+999999999-01-01T00:00:00Z,1,7,W\n")).isEmpty();
        assertThat(refused).containsExactly(
                "2 bad-value: found \"99999999999999999\" in When, expected a time that is not so far away",
                "2 bad-value: found \"+999999999-01-01T00:00:00Z\" in When, expected a time that is not so far away");
    }

    @Test
    void refusesNumbersThatNoActivityHas() {
        assertThat(orders("""
                1,A,1,28/03/2011 09:00,-1.50,7,
                2,A,1000001,28/03/2011 09:00,1.50,7,
                """)).isEmpty();
        assertThat(refused).containsExactly(
                "2 bad-value: found \"-1.50\" in Price, expected 0.000 to 1000000000.000 as price",
                "3 bad-value: found \"1000001\" in Qty, expected 1 to 1000000 as quantity");
    }

    @Test
    void refusesAnOrderOfTwoMembersAndRowsOfNoKind() {
        assertThat(orders("""
                1,A,1,28/03/2011 09:00,1,7,
                1,A,1,28/03/2011 09:00,1,8,
                2,A,-1,28/03/2011 09:00,1,8,
                """)).isEmpty();
        assertThat(refused).containsExactly(
                "3 other-member: found 8 in an order of 7, expected one member in an order",
                "4 no-kind: found a row for which no activity's \"when\" holds",
                "2 order-incomplete: the order's row on line 3 is refused: another row of the order names another member");
    }

    @Test
    void countsOccurrencesForFilesWithoutAnOrderNumber() {
        String map = """
                file: {delimiter: blanks, header: none, quote: none}
                zone: Europe/London
                columns:
                  who: {position: 1, as: text}
                  day: {position: 2, as: time yyyyMMdd}
                  sum: {position: 4, as: number}
                member: {reference: who, namespace: customer}
                at: day
                occurrence: {by: [who, day]}
                activities:
                  purchase: {id: "{day}/{occurrence}", fields: {amount: sum}}
                """;

        assertThat(orders(map, "001 19970112 1 12.00\n 001 19970112  5  77.00\n002 19970112 1 12.00\n"))
                .containsExactly(
                        "19970112/1 of 001 at 1997-01-12T00:00:00Z {1: 1200} [] from [1]",
                        "19970112/2 of 001 at 1997-01-12T00:00:00Z {1: 7700} [] from [2]",
                        "19970112/1 of 002 at 1997-01-12T00:00:00Z {1: 1200} [] from [3]");
    }

    @Test
    void saysWhatDoesNotFitTheTermsOrTheFile() {
        String map = MAP.replace("order:", "ordre:")
                .replace("product: Sku, quantity: -Qty", "prodct: Sku, quantity: Who")
                .replace("Via: text", "Vai: text")
                .replace("column: Via", "column: Vai");

        assertThatThrownBy(() -> orders(map, HEADER)).isInstanceOf(MappingException.class)
                .message()
                .isEqualTo(
                        """
                map.yaml:9:8: found the column Vai, expected a column of shop.csv: No, Sku, Qty, When, Price, Who, Via, did you mean Via
                map.yaml:17:5: found no key product, expected product: the terms require it of a line of return
                map.yaml:19:21: found the field prodct, expected a field of a line of return: product, quantity, price, did you mean product
                map.yaml:19:36: found the column Who, expected a whole number as quantity, written as a number; the columns say how a column is written
                map.yaml:21:5: found the activity ordre, expected a kind of shop: order, return, purchase, did you mean order"""
                                .strip());
    }

    private List<String> orders(String rows) {
        return orders(MAP, HEADER + rows);
    }

    private List<String> orders(String map, String text) {
        List<String> orders = new ArrayList<>();
        try {
            Mapping mapping = Mapping.read("map.yaml", map);
            CsvReader reader =
                    new CsvReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), mapping.format);
            try (OrderStream stream = OrderStream.open("shop.csv", reader, mapping, ShopTerms.terms(),
                    (row, reason, detail) -> refused.add(row.line() + " " + reason + ": " + detail))) {
                for (Order order = stream.next(); order != null; order = stream.next()) {
                    orders.add(words(order));
                }
                counts = stream.counts();
            }
        } catch (IOException fault) {
            throw new AssertionError(fault);
        } catch (MappingException wrong) {
            throw sneaky(wrong);
        }
        return orders;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Exception> RuntimeException sneaky(Exception fault) throws T {
        throw (T) fault;
    }

    private static String words(Order order) {
        Activity activity = ((MemberCommand.Record) order.what()).activity();
        return order.id() + " of " + order.reference() + " at " + Instant.ofEpochMilli(order.at()) + " "
                + activity.fields()
                + " " + activity.lines().stream().map(Fields::toString).toList()
                + " from " + order.rows().stream().map(Order.Row::line).toList();
    }

    @Test
    void theTestsNumbersAreTheTermsNumbers() {
        assertThat(KnownField.QUANTITY.symbol()).isEqualTo(2);
        assertThat(KnownField.PRICE.symbol()).isEqualTo(3);
    }
}
