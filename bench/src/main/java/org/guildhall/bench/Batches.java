package org.guildhall.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same tables, written by two threads in batches: one transaction of three statements for 1,000 activities. */
final class Batches {
    static final int WRITERS = 2;
    static final int SIZE = 1_000;

    private static final String REQUESTS =
            "insert into request (key, member) select * from unnest(?::bigint[], ?::bigint[])";
    /** A member may come twice in a batch, and a row can be updated only once by a statement. */
    private static final String BALANCES = """
            update balance set points = balance.points + came.points
            from (select member, sum(points)::bigint as points
                  from unnest(?::bigint[], ?::bigint[]) as each (member, points) group by member) as came
            where balance.member = came.member""";
    private static final String LEDGER = """
            insert into ledger (key, member, points, at)
            select key, member, points, now()
            from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as each (key, member, points)""";

    private final String url;
    private final long members;
    private final int seconds;

    Batches(String url, long members, int seconds) {
        this.url = url;
        this.members = members;
        this.seconds = seconds;
    }

    /** Returns activities a second, all writers together, each among its own members. */
    double perSecond() throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        long share = members / WRITERS;
        long activities = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Long>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long first = 1 + i * share;
                writers.add(threads.submit(() -> write(first, share, end)));
            }
            for (Future<Long> writer : writers) {
                activities += writer.get();
            }
        }
        return activities / ((System.nanoTime() - began) / 1e9);
    }

    private long write(long first, long share, long end) throws SQLException {
        SplittableRandom random = new SplittableRandom();
        long activities = 0;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement requests = connection.prepareStatement(REQUESTS);
                PreparedStatement balances = connection.prepareStatement(BALANCES);
                PreparedStatement ledger = connection.prepareStatement(LEDGER)) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                long[] keys = random.longs(SIZE, 1, Long.MAX_VALUE).toArray();
                long[] who = random.longs(SIZE, first, first + share).toArray();
                long[] points = random.longs(SIZE, 1, 5_001).toArray();
                execute(requests, keys, who);
                execute(balances, who, points);
                execute(ledger, keys, who, points);
                connection.commit();
                activities += SIZE;
            }
        }
        return activities;
    }

    private static void execute(PreparedStatement statement, long[]... arrays) throws SQLException {
        for (int i = 0; i < arrays.length; i++) {
            statement.setObject(i + 1, arrays[i]);
        }
        statement.executeUpdate();
    }
}
