package io.txswitch.channel.alipay;

import com.alipay.api.domain.AlipayDataDataserviceBillDownloadurlQueryModel;
import com.alipay.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest;
import com.alipay.api.response.AlipayDataDataserviceBillDownloadurlQueryResponse;
import io.txswitch.channel.bill.AlipayBill;
import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillException;
import io.txswitch.channel.bill.BillLimits;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.channel.wallet.Capabilities;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Feature;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.channel.wallet.Wire;
import java.io.IOException;
import java.time.LocalDate;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** alipay.data.dataservice.bill.downloadurl.query, and the file behind the address it gives, which lives for 30 s. */
final class AlipayBills {
    private static final String NO_BILL = "isp.bill_not_exist";

    private final AlipayGateway gateway;
    private final boolean secure;
    private final OkHttpClient files;
    private final AlipayBill reader = new AlipayBill(BillLimits.DEFAULT);

    AlipayBills(ChannelConfig config, AlipayGateway gateway) {
        this.gateway = gateway;
        this.secure = config.baseUrl().isHttps();
        this.files = Wire.files(null, config.limits());
    }

    BillAnswer read(BillType type, LocalDate day, Consumer<BillLine> lines) {
        String billType = switch (type) {
            case TRADE -> "trade";
            case FUND_FLOW -> "signcustomer";
            case PAYMENTS, REFUNDS -> null;
        };
        if (billType == null) {
            return new BillAnswer.Refused(Capabilities.refused(WalletKind.ALIPAY, Feature.PARTIAL_BILL));
        }
        AlipayDataDataserviceBillDownloadurlQueryModel question = new AlipayDataDataserviceBillDownloadurlQueryModel();
        question.setBillType(billType);
        question.setBillDate(day.toString());
        AlipayDataDataserviceBillDownloadurlQueryRequest call = new AlipayDataDataserviceBillDownloadurlQueryRequest();
        call.setBizModel(question);
        AlipayDataDataserviceBillDownloadurlQueryResponse answer = gateway.execute(call);
        if (NO_BILL.equals(answer.getSubCode())) {
            return new BillAnswer.None("Alipay has no bill of that day");
        }
        return AlipayChannel.done(answer)
                ? download(answer.getBillDownloadUrl(), lines)
                : new BillAnswer.Refused(AlipayChannel.meaning(answer).ofQuestion(AlipayChannel.facts(answer)));
    }

    /** The address comes from a signed answer and names a host of the vendor's that no setting knows. */
    private BillAnswer download(@Nullable String address, Consumer<BillLine> lines) {
        HttpUrl url = address == null ? null : HttpUrl.parse(address);
        if (url == null || (secure && !url.isHttps())) {
            throw new BillException("no address to fetch it from");
        }
        try (Response response =
                files.newCall(new Request.Builder().url(url).build()).execute()) {
            ResponseBody body = response.body();
            if (body == null) {
                throw new BillException("nothing behind the address");
            }
            return new BillAnswer.Read(reader.read(body.byteStream(), lines));
        } catch (IOException e) {
            throw new BillException("it cannot be fetched", e);
        }
    }

    void close() {
        Wire.close(files);
    }
}
