package org.guildhall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathsTest {
    private final Paths<String> paths = new Paths<>();

    PathsTest() {
        paths.put("GET", "/", "front");
        paths.put("GET", "/members/{reference}", "member");
        paths.put("PUT", "/members/{reference}", "make");
        paths.put("GET", "/members/{reference}/orders/{order}", "order");
        paths.put("GET", "/members/all", "everybody");
        paths.put("GET", "/members/all/orders/new", "a new one");
    }

    @Test
    void tellsThePartsInBracesDecoded() {
        assertThat(paths.find("/members/phone%3A+1/orders/%E4%BC%9A"))
                .isEqualTo(new Paths.Found<>("/members/{reference}/orders/{order}", Map.of("GET", "order"),
                        Map.of("reference", "phone:+1", "order", "会")));
    }

    @Test
    void aSlashThatIsEncodedIsPartOfItsPart() {
        assertThat(paths.find("/members/a%2Fb")).extracting(Paths.Found::parts).isEqualTo(Map.of("reference", "a/b"));
    }

    @Test
    void whatIsNamedGoesBeforeAnyAndAnyIsTriedWhereThatLeadsNowhere() {
        assertThat(paths.find("/members/all")).extracting(Paths.Found::path).isEqualTo("/members/all");
        assertThat(paths.find("/members/all/orders/7"))
                .extracting(Paths.Found::path)
                .isEqualTo("/members/{reference}/orders/{order}");
    }

    @Test
    void methodsOfOnePathAreTogether() {
        assertThat(paths.find("/members/7")).extracting(Paths.Found::byMethod)
                .isEqualTo(Map.of("GET", "member", "PUT", "make"));
    }

    @Test
    void nothingIsFoundBetweenPathsOrBehindThem() {
        assertThat(paths.find("/")).extracting(Paths.Found::path).isEqualTo("/");
        for (String path : new String[]{"", "/members", "/members/", "/members/7/", "//members/7", "/members/7/orders",
            "/members/7/orders/8/9", "/Members/7", "members/7", "*"}) {
            assertThat(paths.find(path)).as(path).isNull();
        }
    }

    @Test
    void aPathIsThereOnce() {
        assertThatThrownBy(() -> paths.put("GET", "/members/{reference}", "again"))
                .hasMessageContaining("found two");
        assertThatThrownBy(() -> paths.put("DELETE", "/members/{other}", "by another name"))
                .hasMessageContaining("found two");
    }
}
