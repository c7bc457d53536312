package io.txswitch.core.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.txswitch.core.model.Event;
import java.util.List;

/** The {@code body} of an event row: {@code {"v":1,"e":[{"t":"Received",…},…]}}. */
public final class EventBody {
    private static final int VERSION = 1;

    private record Body(int v, List<Event> e) {}

    private final ObjectWriter writer;
    private final ObjectReader reader;

    /** @param mapper of {@link io.txswitch.core.bus.WireJson} */
    public EventBody(ObjectMapper mapper) {
        writer = mapper.writerFor(Body.class);
        reader = mapper.readerFor(Body.class);
    }

    public byte[] write(List<Event> events) {
        try {
            return writer.writeValueAsBytes(new Body(VERSION, events));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("events without a JSON form", e);
        }
    }

    /** Reads {@link #write}; a row that cannot be read is a broken journal, and an {@link IllegalStateException}. */
    public List<Event> read(String json) {
        try {
            Body body = reader.readValue(json);
            if (body.v() != VERSION) {
                throw new IllegalStateException("an event row of version " + body.v());
            }
            return body.e();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event row that cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
