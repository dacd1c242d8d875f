package org.guildhall.server.http;

import java.util.List;

/** Several observers as one: the last to see a request begin is the first to see it end. */
public record Observers(List<Observer> all) implements Observer {
    @Override
    public Observation begin(Arrival arrival) {
        Observation[] begun = new Observation[all.size()];
        for (int i = 0; i < begun.length; i++) {
            begun[i] = all.get(i).begin(arrival);
        }
        return answered -> {
            for (int i = begun.length - 1; i >= 0; i--) {
                begun[i].end(answered);
            }
        };
    }
}
