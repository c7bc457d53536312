package io.txswitch.sandbox.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Each store asked in the plainest way. */
final class Answers {
    private Answers() {}

    static String ofMySql(StoreAddresses addresses, String schema, String sql) {
        return query(addresses.jdbcUrl(schema), sql);
    }

    static String ofMySql(MySqlServer server, String sql) {
        String login = "?user=" + MySqlServer.USER + "&password=" + server.password();
        return query("jdbc:mariadb://" + MySqlServer.HOST + ":" + server.port() + "/" + login, sql);
    }

    private static String query(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            int columns = rows.getMetaData().getColumnCount();
            return IntStream.rangeClosed(1, columns)
                    .mapToObj(column -> text(rows, column))
                    .collect(Collectors.joining(" "));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ResultSet rows, int column) {
        try {
            return rows.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String ofRedis(StoreAddresses addresses, String command) throws IOException {
        return ofRedis(addresses.redisPort(), addresses.redisPassword(), command);
    }

    static String ofRedis(int port, String password, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "AUTH " + password + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(lines.readLine()) ? lines.readLine() : "login refused";
        }
    }

    /** The number of its nodes. */
    static int ofKafka(String bootstrap) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    static void publish(String bootstrap, String topic, String value) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    static long endOffset(String bootstrap, String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
