package io.txswitch.core.journal;

import io.txswitch.core.model.CardView;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import java.util.List;

/**
 * One append as pieces of SQL text, made on the caller's thread so that a writer only joins them.
 *
 * @param head for a first append the head row in parentheses, otherwise the values of {@link MySqlHeadUpdate}
 * @param eventStart the event row up to the writer's columns
 * @param eventEnd the event row after them, without the closing parenthesis
 */
record MySqlRow(Append append, List<String> head, String eventStart, String eventEnd) {
    static final String HEAD_COLUMNS = "id,dedupe_key,fingerprint,kind,merchant_id,terminal_id,product,amount_minor,"
            + "currency,card_hash,first6,last4,order_no,trace,local_date_time,rrn,original_id,received_at,owner,"
            + "host_id,channel_no,stan,auth_code,phase,reason,host_code,open,last_seq,updated_at,batch_no,nonce";
    static final String EVENT_COLUMNS = "tx_id,seq,writer,n,token,at,phase,reason,body";

    private static final int HEAD_CAPACITY = 1_024;

    static MySqlRow of(Append append, EventBody json) {
        Transaction after = append.after();
        byte[] body = json.write(append.events());
        String start = new SqlText(32)
                .number(append.id().value())
                .comma()
                .number(append.seq())
                .comma()
                .built();
        String end = new SqlText(body.length * 2 + 80)
                .time(append.events().getLast().at())
                .comma()
                .ascii(after.phase().name())
                .comma()
                .ascii(after.reason() == null ? null : after.reason().name())
                .comma()
                .bytes(body)
                .built();
        return new MySqlRow(
                append, append.first() ? List.of(insert(after)) : MySqlHeadUpdate.values(after), start, end);
    }

    int length() {
        int length = eventStart.length() + eventEnd.length();
        for (String each : head) {
            length += each.length();
        }
        return length;
    }

    private static String insert(Transaction after) {
        TxHeader header = after.header();
        CardView card = header.card();
        TxId original = header.original();
        SqlText sql = new SqlText(HEAD_CAPACITY).sql("(").number(after.id().value());
        sql.comma().ascii(header.dedupeKey()).comma().ascii(header.fingerprint());
        sql.comma().ascii(header.kind().name()).comma().ascii(header.merchantId());
        sql.comma().ascii(header.terminalId()).comma().ascii(header.product());
        sql.comma().number(header.money().amountMinor());
        sql.comma().ascii(header.money().currency());
        sql.comma().ascii(card == null ? null : card.hash());
        sql.comma().ascii(card == null ? null : card.first6());
        sql.comma().ascii(card == null ? null : card.last4());
        sql.comma().text(header.orderNo()).comma().ascii(header.trace());
        sql.comma().ascii(header.localDateTime()).comma().ascii(after.id().rrn());
        sql.comma().number(original == null ? null : Long.valueOf(original.value()));
        sql.comma().time(header.receivedAt()).comma().ascii(header.node());
        sql.comma().ascii(after.hostId());
        sql.comma().text(after.facts().channelNo()).comma().ascii(after.facts().stan());
        sql.comma().text(after.facts().authCode()).comma().ascii(after.phase().name());
        sql.comma().ascii(after.reason() == null ? null : after.reason().name());
        sql.comma().text(after.facts().hostCode()).comma().number(after.isOpen() ? 1 : 0);
        return sql.comma()
                .number(after.seq())
                .comma()
                .time(after.updatedAt())
                .comma()
                .ascii(header.pos() == null ? null : header.pos().batch())
                .comma()
                .ascii(header.nonce())
                .sql(")")
                .built();
    }
}
