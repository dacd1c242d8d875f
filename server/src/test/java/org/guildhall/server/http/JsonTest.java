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
import tools.jackson.databind.json.JsonMapper;

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
    void writesObjectsThatTellTheirMembersAsMapsOfTheSame() {
        Json.Told told = json -> {
            json.put("text", "会");
            json.put("none", null);
            json.put("inner", (Json.Told) inner -> inner.put("flag", false));
            json.put("empty", (Json.Told) nothing -> {});
        };
        assertThat(Json.text(List.of(told, told)))
                .isEqualTo("[{\"text\":\"会\",\"none\":null,\"inner\":{\"flag\":false},\"empty\":{}},"
                        + "{\"text\":\"会\",\"none\":null,\"inner\":{\"flag\":false},\"empty\":{}}]");
    }

    @Test
    void writesEveryCharacterSoThatItIsReadBackTheSame() {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 97) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                all.appendCodePoint(point);
            }
        }
        String text = all.toString();
        JsonMapper mapper = JsonMapper.builder().build();
        assertThat(mapper.readTree(Json.bytes(text)).stringValue()).isEqualTo(text);
        for (char one = 0; one < 0x100; one++) {
            String alone = "a" + one;
            assertThat(mapper.readTree(Json.bytes(Map.of(alone, alone))).path(alone).stringValue()).isEqualTo(alone);
        }
    }

    @Test
    void writesTextsThatAreLongerThanAllBefore() {
        String text = "x".repeat(5_000);
        assertThat(Json.text(List.of(text, 7))).isEqualTo("[\"" + text + "\",7]");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Json.text(List.of(new Object()))).hasMessageContaining("found class java.lang.Object");
        assertThatThrownBy(() -> Json.text(Double.NaN)).hasMessageContaining("found class java.lang.Double");
    }
}
