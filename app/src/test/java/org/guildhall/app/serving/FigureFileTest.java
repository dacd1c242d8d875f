package org.guildhall.app.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.guildhall.server.figures.Ended;
import org.guildhall.server.figures.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {
    @TempDir Path folder;

    @Test
    void whatWasSavedIsThere() {
        YearMonth june = YearMonth.of(2025, 6);
        Map<String, Ended> figures =
                Map.of("shop", new Ended(june, List.of(new Figures.Month(june, 5, Map.of("members", 3L)))));
        new FigureFile(folder).save(figures);
        assertThat(new FigureFile(folder).load()).isEqualTo(figures);
    }

    @Test
    void whatOtherRulesCountedIsMadeAgain() throws IOException {
        Files.writeString(folder.resolve(FigureFile.NAME),
                """
                {"shop": {"until": "2025-06", "months": [{"month": "2025-06", "moment": 5, "totals": {"members": 3}}]}}""");
        assertThat(new FigureFile(folder).load()).isEmpty();
    }

    @Test
    void whatCanNotBeReadIsMadeAgain() throws IOException {
        Files.writeString(folder.resolve(FigureFile.NAME), "{");
        assertThat(new FigureFile(folder).load()).isEmpty();
    }
}
