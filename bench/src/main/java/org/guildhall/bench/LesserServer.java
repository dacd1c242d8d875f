package org.guildhall.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Clock;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.AuditTrail;
import org.guildhall.server.access.Callers;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.KeyStore;
import org.guildhall.server.access.MemberTokens;
import org.guildhall.server.access.Permission;
import org.guildhall.server.access.RateLimits;
import org.guildhall.server.access.Role;
import org.guildhall.server.access.TokenStore;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.http.Gate;
import org.guildhall.server.http.HttpEdge;
import org.guildhall.server.http.Limits;
import org.guildhall.server.http.Listening;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.telemetry.RequestLog;
import org.guildhall.server.telemetry.Telemetry;

/**
 * Servers that do less behind the same edge, with the same keys and metrics, of the same requests: one answers constants, one makes one
 * transaction of PostgreSQL of each request. Arguments: the length of its answers to GET and to POST, then for the latter the URL of PostgreSQL and its members.
 */
public final class LesserServer {
    private static final int CLIENTS = 32;
    private static final String MEMBER = "/v1/programmes/{programme}/members/{reference}";

    private LesserServer() {}

    public static void main(String[] args) throws SQLException, InterruptedException {
        String got = "x".repeat(Integer.parseInt(args[0]));
        String posted = "x".repeat(Integer.parseInt(args[1]));
        Work work = args.length == 2 ? () -> {} : new Transactions(args[2], Long.parseLong(args[3]));
        AccessKeys keys = new AccessKeys(new Forgotten());
        String token = keys.create(Role.ADMINISTRATOR, null, "bench", 0).token();
        List<Route> routes = List.of(
                new Route("GET", MEMBER, Permission.READ_OWN, call -> Reply.text(200, "application/json", got)),
                new Route("GET", MEMBER + "/benefits/{benefit}", Permission.READ_OWN,
                        call -> Reply.text(200, "application/json", got)),
                new Route("POST", MEMBER + "/activities", Permission.RECORD, call -> done(call, work, posted)));
        Gate gate = new Gate(new CallerCheck(new Callers(keys, new MemberTokens(new NoTokens()), Clock.SYSTEM),
                new Guessing(Clock.SYSTEM, new NoAudit())), new RateLimits(Clock.SYSTEM));
        try (HttpEdge edge = new HttpEdge(new Listening("127.0.0.1", 0, null), Limits.USUAL, gate, routes, List.of(),
                (visit, problem) -> problem.reply(visit.language()), Telemetry.ofRequests(RequestLog.SLOW_ONLY))) {
            System.out.println("{\"url\": \"http://127.0.0.1:" + edge.port() + "\", \"key\": \"" + token + "\"}");
            new CountDownLatch(1).await();
        }
    }

    private static Reply done(Call call, Work work, String answer) {
        if (call.parts().body().length == 0) {
            throw new IllegalStateException("expected a body");
        }
        try {
            work.once();
        } catch (SQLException | InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
        return Reply.text(201, "application/json", answer);
    }

    /** What a request asks for. */
    private interface Work {
        void once() throws SQLException, InterruptedException;
    }

    /** The same three statements as {@code bench/compare} has, through JDBC, as a service would. */
    private static final class Transactions implements Work {
        private final BlockingQueue<Statements> free = new ArrayBlockingQueue<>(CLIENTS);
        private final long members;

        Transactions(String url, long members) throws SQLException {
            this.members = members;
            for (int i = 0; i < CLIENTS; i++) {
                free.add(new Statements(DriverManager.getConnection(url)));
            }
        }

        @Override
        public void once() throws SQLException, InterruptedException {
            Statements statements = free.take();
            try {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                statements.run(random.nextLong(1, Long.MAX_VALUE), random.nextLong(1, members + 1),
                        random.nextLong(1, 5001));
            } finally {
                free.add(statements);
            }
        }
    }

    /** One connection's. */
    private static final class Statements {
        private final Connection connection;
        private final PreparedStatement request;
        private final PreparedStatement balance;
        private final PreparedStatement ledger;

        Statements(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            request = connection.prepareStatement("insert into request (key, member) values (?, ?)");
            balance = connection.prepareStatement("update balance set points = points + ? where member = ?");
            ledger = connection
                    .prepareStatement("insert into ledger (key, member, points, at) values (?, ?, ?, now())");
        }

        void run(long key, long member, long points) throws SQLException {
            request.setLong(1, key);
            request.setLong(2, member);
            request.executeUpdate();
            balance.setLong(1, points);
            balance.setLong(2, member);
            balance.executeUpdate();
            ledger.setLong(1, key);
            ledger.setLong(2, member);
            ledger.setLong(3, points);
            ledger.executeUpdate();
            connection.commit();
        }
    }

    /** No member asks. */
    private static final class NoTokens implements TokenStore {
        @Override
        public byte[] secret() {
            return new byte[MemberTokens.SECRET_BYTES];
        }

        @Override
        public Map<EntityName, Long> revoked() {
            return Map.of();
        }

        @Override
        public void revoke(EntityName member, long upTo) {
            // nobody has one
        }
    }

    /** Nobody reads what was done here. */
    private static final class NoAudit implements AuditTrail {
        @Override
        public void record(AuditEntry entry) {
            // nothing that is done here is of interest
        }

        @Override
        public List<AuditEntry> recent(int limit, long before) {
            return List.of();
        }
    }

    /** Keys for one process. */
    private static final class Forgotten implements KeyStore {
        @Override
        public List<ApiKey> load() {
            return List.of();
        }

        @Override
        public void save(List<ApiKey> keys) {
            // they end with the process
        }
    }
}
