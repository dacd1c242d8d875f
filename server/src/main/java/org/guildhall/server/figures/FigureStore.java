package org.guildhall.server.figures;

import java.util.Map;

/** Keeps figures by programme. {@link MonthEnds} calls it, one call at a time. */
public interface FigureStore {
    /** What was saved last; nothing where that can't be read, as it can be made again. */
    Map<String, Ended> load();

    void save(Map<String, Ended> figures);
}
