package io.txswitch.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.notifier.KafkaRecords.Raw;
import io.txswitch.notifier.KafkaRecords.Source;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters' own consumer: files the reasons, so that people can look and ask for a redelivery. */
public final class DeadLetterVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterVerticle.class);
    /** Rows of one insert; letters are rare, and may carry what could not be read. */
    private static final int MAX_BATCH = 100;

    private record Parts(KafkaRecords records, DeadLetterFile file) {}

    private final NotifierConfig config;
    private final StoresConfig stores;
    private final NotifierContext node;
    private final ObjectMapper json;
    private @Nullable Parts parts;

    DeadLetterVerticle(NotifierConfig config, StoresConfig stores, NotifierContext node, ObjectMapper json) {
        this.config = config;
        this.stores = stores;
        this.node = node;
        this.json = json;
    }

    @Override
    public Future<?> start() {
        Source source = new Source(DeadLetter.TOPIC, config.groupId() + "-dead-letters", MAX_BATCH);
        KafkaRecords records = KafkaRecords.create(vertx, stores.kafka(), source);
        DeadLetterFile file =
                new MySqlDeadLetterFile(MySqlStore.create(vertx, stores.mysql().withPoolSize(1)));
        parts = new Parts(records, file);
        return records.start(batch -> file(file, batch));
    }

    private Future<Void> file(DeadLetterFile file, List<Raw> batch) {
        Map<String, DeadLetter> letters = new LinkedHashMap<>();
        for (Raw each : batch) {
            DeadLetter letter = read(each);
            letters.putIfAbsent(letter.id(), letter);
            LOG.warn("dead_letter=\"{}\" kind={} reason=\"{}\"", letter.id(), letter.kind(), letter.reason());
            node.meters()
                    .counter(
                            "txswitch_dead_letters_total", "kind", letter.kind().name())
                    .increment();
        }
        return file.file(letters.values());
    }

    /** A letter that cannot be read is filed as such, under its place in Kafka. */
    @SuppressWarnings("ConstantValue") // JSON says nothing about what has to be there
    private DeadLetter read(Raw record) {
        try {
            DeadLetter letter = record.value() == null ? null : json.readValue(record.value(), DeadLetter.class);
            if (letter != null
                    && letter.id() != null
                    && letter.kind() != null
                    && letter.reason() != null
                    && letter.at() != null) {
                return letter;
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug(
                    "dead_letter={} unreadable={}",
                    record.position(),
                    e.getClass().getSimpleName());
        }
        return DeadLetter.ofRecord(
                record.position(),
                "a dead letter that cannot be read",
                null,
                node.time().instant());
    }

    @Override
    public Future<?> stop() {
        Parts running = Objects.requireNonNull(parts);
        return running.records().stop().eventually(() -> running.file().close());
    }
}
