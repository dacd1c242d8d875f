package org.guildhall.app.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A generated file in the shape of the online shop's: lines of invoices with exact duplicates, returns by value, rows
 * without a customer, and now and then a line that stands apart from its invoice.
 */
final class ShopHistory {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int PRODUCTS = 300;

    private ShopHistory() {}

    /** Writes a history; the same seed writes the same. */
    static void write(Path file, int invoices, int customers, long seed) throws IOException {
        Random random = new Random(seed);
        LocalDateTime at = LocalDateTime.of(2010, 12, 1, 8, 26);
        List<String> later = new ArrayList<>();
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (int number = 0; number < invoices; number++) {
                at = at.plusSeconds(random.nextInt(2 * 31_000_000 / invoices));
                boolean gone = random.nextInt(12) == 0;
                String customer = random.nextInt(20) == 0 ? "" : (12_346 + random.nextInt(customers)) + ".0";
                for (int line = random.nextInt(4); line >= 0; line--) {
                    String row = row(random, (gone ? "C" : "") + (536_365 + number), gone, at, customer);
                    if (random.nextInt(200) == 0) {
                        later.add(row);
                    } else {
                        out.write(random.nextInt(50) == 0 ? row + row : row);
                    }
                }
                if (later.size() > 5) {
                    out.write(String.join("", later));
                    later.clear();
                }
            }
            out.write(String.join("", later));
        }
    }

    private static String row(Random random, String invoice, boolean gone, LocalDateTime at, String customer) {
        int product = random.nextInt(PRODUCTS);
        int quantity = 1 + random.nextInt(24);
        return String.format(Locale.ROOT, "%s,%05dA,\"BOX, NUMBER %d\",%d,%s,%d.%02d,%s,United Kingdom%n", invoice,
                20_000 + product, product, gone ? -quantity : quantity, STAMP.format(at), product % 20, product % 100,
                customer);
    }
}
