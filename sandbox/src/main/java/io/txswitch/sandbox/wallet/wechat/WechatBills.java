package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.BillFiles;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.WalletLedger.Moved;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Trade and fund-flow bills of a day, made from the ledger when they are asked for; also of a day not yet over. */
final class WechatBills {
    private final Desk desk;
    private final WechatBillText text;
    private final BillFiles files;

    WechatBills(WechatOptions options, Desk desk) {
        this.desk = desk;
        this.text = new WechatBillText(options.appid(), options.mchid());
        this.files = new BillFiles(desk.numbers());
    }

    WechatAnswer trade(MultiMap query) {
        String type = query.contains("bill_type") ? query.get("bill_type") : "ALL";
        return switch (type) {
            case "ALL", "SUCCESS", "REFUND" -> made(query, type);
            default -> Refusal.PARAM_ERROR.answer();
        };
    }

    WechatAnswer fundFlow(MultiMap query) {
        return made(query, WechatBillText.FUND_FLOW);
    }

    private WechatAnswer made(MultiMap query, String type) {
        Optional<LocalDate> day = day(query.get("bill_date"));
        if (day.isEmpty()) {
            return Refusal.PARAM_ERROR.answer();
        }
        List<Moved> moved = desk.ledger().moved(day.get());
        if (moved.isEmpty()) {
            return Refusal.NO_STATEMENT_EXIST.answer();
        }
        byte[] plain = text.of(type, moved).getBytes(StandardCharsets.UTF_8);
        boolean gzip = "GZIP".equals(query.get("tar_type"));
        String token = files.keep(gzip ? packed(plain) : plain);
        return WechatAnswer.ok(new JsonObject()
                .put("hash_type", "SHA1")
                .put("hash_value", sha1(plain))
                .put("download_url", "https://api.mch.weixin.qq.com/v3/billdownload/file?token=" + token));
    }

    Optional<byte[]> file(String token) {
        return files.find(token);
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static String sha1(byte[] plain) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-1", e);
        }
    }
}
