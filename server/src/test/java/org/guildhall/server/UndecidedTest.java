package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.UndecidedException.Kind;
import org.guildhall.server.TestServer.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers are told when no decision comes. */
class UndecidedTest {
    private volatile @Nullable RuntimeException failure;
    private final TestServer server = new TestServer(this::failing);

    @AfterEach
    void close() {
        server.close();
    }

    private Runtime failing(Runtime runtime) {
        return (Runtime) Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[]{Runtime.class},
                (proxy, method, arguments) -> {
                    RuntimeException now = failure;
                    if (now != null && method.getName().equals("submit")) {
                        return CompletableFuture.failedFuture(now);
                    }
                    if (now != null && List.of("view", "entries", "entry").contains(method.getName())) {
                        throw now;
                    }
                    try {
                        return method.invoke(runtime, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() == null ? thrown : thrown.getCause();
                    }
                });
    }

    @Test
    void whoComesWhileTooMuchWaitsIsToldToTryAgain() {
        Reply reply = spend(new UndecidedException(Kind.TRY_LATER, "the queue is full"));
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("try-later");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void aStoppedPartitionDidNothing() {
        Reply reply = spend(new UndecidedException(Kind.STOPPED, "found a broken disk"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("stopped");
        assertThat(reply.json().path("detail").asString()).isEqualTo("found a broken disk; nothing was done");
    }

    @Test
    void anUnknownOutcomeIsToBeAskedAgainWithTheSameId() {
        Reply reply = spend(new UndecidedException(Kind.OUTCOME_UNKNOWN, "found a broken disk"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("outcome-unknown");
        assertThat(reply.json().path("detail").asString()).contains("the same id");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void whatCantBeReadIsToldAsStoppedAndNotAsAFault() {
        server.open("customer:ann", 100);
        for (RuntimeException why : List.of(new UndecidedException(Kind.STOPPED, "found a broken disk"),
                new DamageException("found a broken page"))) {
            failure = why;
            for (String path : List.of("", "/standing", "/statement", "/commands?id=x")) {
                Reply reply = server.get(TestServer.member("customer:ann") + path);
                assertThat(reply.status()).as(path).isEqualTo(503);
                assertThat(reply.code()).as(path).isEqualTo("stopped");
            }
        }
    }

    @Test
    void aFaultTellsNothingOfTheInside() {
        Reply reply = spend(new IllegalStateException("customer:ann has a birthday"));
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.code()).isEqualTo("fault");
        assertThat(reply.text()).doesNotContain("birthday").doesNotContain("IllegalState");
    }

    @Test
    void whatFailedOnceIsDoneWhenAskedAgain() {
        spend(new UndecidedException(Kind.OUTCOME_UNKNOWN, "found a broken disk"));
        failure = null;
        assertThat(spend().status()).isEqualTo(201);
        assertThat(server.available("customer:ann")).isEqualTo("99");
    }

    private Reply spend(RuntimeException with) {
        server.open("customer:ann", 100);
        failure = with;
        return spend();
    }

    private Reply spend() {
        return server.post(TestServer.member("customer:ann") + "/spends", """
                {"id": "spend-1", "at": "2025-06-15", "points": 1}""");
    }
}
