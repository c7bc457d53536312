package io.txswitch.api.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    @ParameterizedTest
    @ValueSource(strings = {"weixin://wxpay/bizpayurl?pr=abc", "https://qr.alipay.com/bax0123", "\u4e00\u676f\u8336"})
    void anotherReaderReadsTheImage(String text) throws IOException, NotFoundException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(QrImage.of(text).png(8)));
        int side = image.getWidth();
        LuminanceSource pixels = new RGBLuminanceSource(side, side, image.getRGB(0, 0, side, side, null, 0, side));
        assertThat(new MultiFormatReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(pixels)))
                        .getText())
                .isEqualTo(text);
    }

    @Test
    void theDrawingIsPlainSvg() {
        assertThat(QrImage.of("x").svg()).startsWith("<svg ").endsWith("</svg>").doesNotContain("script", "href");
    }

    @Test
    void whatNoCodeCanHoldIsRefused() {
        assertThatThrownBy(() -> QrImage.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrImage.of("x".repeat(1_025))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrImage.of("x").png(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (iPhone) AppleWebKit MicroMessenger/8.0.50 NetType/WIFI | WECHAT
            Mozilla/5.0 (Linux; Android 14) AliApp(AP/10.6) AlipayClient/10.6 Mobile | ALIPAY
            Mozilla/5.0 (iPhone) UnionPay/1.0 CloudPay | UNIONPAY
            Mozilla/5.0 (Linux; Android 14) Chrome/131 Mobile Safari/537.36 | PHONE
            Mozilla/5.0 (X11; Linux x86_64) Firefox/133.0 | DESK
            '' | DESK
            """)
    void theWalletIsKnownByItsBrowser(String userAgent, Scanner expected) {
        assertThat(Scanner.of(userAgent)).isEqualTo(expected);
    }
}
