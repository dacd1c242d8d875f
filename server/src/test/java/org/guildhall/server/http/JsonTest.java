package org.guildhall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesWhatRepliesAreMadeOf() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("text", "会 \"\n\ud83d\udc4d");
        all.put("flag", true);
        all.put("numbers", List.of(1, 1L << 40, new BigDecimal("1.50"), 0.5));
        all.put("none", null);
        all.put("items", Arrays.asList(Map.of(), null));
        assertThat(Json.text(all)).isEqualTo("{\"text\":\"会 \\\"\\n\ud83d\udc4d\",\"flag\":true,"
                + "\"numbers\":[1,1099511627776,1.50,0.5],\"none\":null,\"items\":[{},null]}");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Json.text(List.of(new Object()))).hasMessageContaining("found class java.lang.Object");
    }
}
