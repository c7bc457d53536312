package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "192.88.99.1",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "fd00::1",
                "fc00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "2001:db8::1",
                "3fff::1",
                "100::1"
            })
    void addressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "100.63.255.255",
                "100.128.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2400:3200::1"
            })
    void addressesThatArePublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://127.0.0.1:6379/_FLUSHALL",
                "ftp://shop.example/x",
                "jar:http://shop.example/a.jar!/x",
                "//shop.example/hook",
                "shop.example/hook",
                "http:///hook",
                "",
                "http://user:pass@shop.example/",
                "http://shop.example@127.0.0.1/",
                "http://shop.example:0/",
                "http://shop.example:70000/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://017700000001/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://1.2.3.4.5/",
                "http://1.2.3.400/",
                "http://shop.example/a b",
                "http://shop_x.example/",
                "http://例え.jp/",
                "http://127.0.0.1\r\n.shop.example/",
                "http://[::1/",
                "http://shop.example/\r\nX: y"
            })
    void urlsThatAreRefusedBeforeAnyLookup(String url) {
        assertThatThrownBy(() -> WebhookUrl.parse(url)).isInstanceOf(RefusedUrlException.class);
    }

    @Test
    void aUrlIsTakenApartAsItStands() {
        assertThat(WebhookUrl.parse("https://Shop.example/a/b?c=%20d#e"))
                .isEqualTo(new WebhookUrl(true, "Shop.example", 443, "/a/b?c=%20d"));
        assertThat(WebhookUrl.parse("HTTP://shop.example:8080"))
                .isEqualTo(new WebhookUrl(false, "shop.example", 8080, "/"));
        assertThat(WebhookUrl.parse("http://[2606:4700::1]:81/x"))
                .isEqualTo(new WebhookUrl(false, "2606:4700::1", 81, "/x"));
        assertThat(WebhookUrl.parse("http://127.0.0.1/")).isEqualTo(new WebhookUrl(false, "127.0.0.1", 80, "/"));
    }

    @Test
    void aVeryLongUrlIsRefused() {
        assertThatThrownBy(() -> WebhookUrl.parse("http://shop.example/" + "a".repeat(3_000)))
                .isInstanceOf(RefusedUrlException.class);
    }
}
