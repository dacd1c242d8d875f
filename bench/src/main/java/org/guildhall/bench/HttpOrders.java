package org.guildhall.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** HttpOrders of two lines as Willow Lane takes them, by members who are named by number. One thread. */
final class HttpOrders {
    private static final String[] CATEGORIES = {"fresh", "bakery", "pantry", "drinks", "household", "care"};

    private final SplittableRandom random;
    private final int members;
    private final String prefix;
    private final String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private long made;

    /** @param run a word that no other run over the same directory has; ids begin with it */
    HttpOrders(int members, String run) {
        this.members = members;
        prefix = run + "-";
        random = new SplittableRandom(run.hashCode());
    }

    static String reference(int member) {
        return "customer:" + member;
    }

    int anyone() {
        return random.nextInt(members);
    }

    /** The next one's body. */
    byte[] body() {
        return ("{" + content() + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** As a line of many. */
    String line(int member) {
        return "{\"member\":\"" + reference(member) + "\"," + content() + "}\n";
    }

    private String content() {
        return "\"id\":\"" + prefix + made++ + "\",\"at\":\"" + at
                + "\",\"order\":{\"channel\":\"app\",\"lines\":[" + piece() + "," + piece() + "]}";
    }

    private String piece() {
        return "{\"product\":\"sku-" + random.nextInt(10_000) + "\",\"category\":\""
                + CATEGORIES[random.nextInt(CATEGORIES.length)] + "\",\"brand\":\"Lane\",\"quantity\":"
                + random.nextInt(1, 4) + ",\"price\":\"" + random.nextInt(3, 90) + ".90\"}";
    }
}
