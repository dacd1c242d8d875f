package org.guildhall.testkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvWriterTest {

    @Test
    void everyLineOfEveryOrderHasItsRow() throws IOException {
        Shop shop = Shop.of(Examples.calibration(Examples.WILLOW_LANE).withMembers(100));
        StringWriter out = new StringWriter();
        CsvWriter csv = new CsvWriter(out, shop.calibration());
        long orderLines = 0;
        long cancelled = 0;
        for (Request request : (Iterable<Request>) shop.stream()::iterator) {
            csv.write(request);
            if (!request.again() && request.what() instanceof Request.Ordered ordered) {
                orderLines += ordered.lines().size();
            }
            cancelled += !request.again() && request.what() instanceof Request.Cancelled ? 1 : 0;
        }
        List<String> rows = out.toString().lines().toList();
        Map<String, Integer> kinds = new HashMap<>();
        rows.stream().skip(1).forEach(row -> kinds.merge(row.substring(0, row.indexOf(',')), 1, Integer::sum));

        assertThat(rows.getFirst()).isEqualTo(CsvWriter.HEADER);
        assertThat(rows).allMatch(row -> row.chars().filter(c -> c == ',').count() == 15);
        assertThat(kinds).containsOnlyKeys("order", "return").containsEntry("order", (int) orderLines);
        assertThat(cancelled).isPositive();
    }
}
