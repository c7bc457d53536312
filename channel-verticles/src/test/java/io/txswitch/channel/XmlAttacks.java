package io.txswitch.channel;

import java.util.List;

/** What an XML parser would follow: entities from files and the network, parameter entities, inclusion, expansion. */
final class XmlAttacks {
    private XmlAttacks() {}

    /** @param canary an address that nobody must ask */
    static List<String> all(String canary) {
        return List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><sign>&e;</sign></xml>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + canary + "/oob\">]><xml>&e;</xml>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + canary + "/p.dtd\"> %p;]><xml/>",
                "<!DOCTYPE x SYSTEM \"" + canary + "/x.dtd\"><xml/>",
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]><l>&c;</l>",
                "<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"" + canary + "/i\"/></x>",
                "<xml><return_code>SUCCESS</return_code><out_trade_no>1</out_trade_no></xml>");
    }
}
