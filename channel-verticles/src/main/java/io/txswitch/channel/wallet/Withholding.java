package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import java.util.regex.Pattern;

/**
 * What Alipay agreed with a merchant about agreements (代扣); the other wallets have nothing of the kind.
 *
 * @param product which of the two contracts
 * @param scene the trade that a payer reads about, one of Alipay's list; never Alipay's default scene, which goes
 *     without numbers of our own. Source: alipay.user.agreement.query, sign_scene
 */
public record Withholding(Product product, String scene) {
    public static final Withholding DEFAULT = new Withholding(Product.CYCLE_PAY_AUTH, "INDUSTRY|DIGITAL_MEDIA");

    private static final Pattern SCENE = Pattern.compile("[A-Z_]{1,30}\\|[A-Z0-9_]{1,30}");

    /** The two contracts; the name is the product code of orders, with {@code _P} that of agreements. */
    public enum Product {
        /** Periodic deductions (周期扣款). */
        CYCLE_PAY_AUTH,
        /** Deductions by the merchant (商家扣款). */
        GENERAL_WITHHOLDING;

        /** As an agreement names it. */
        public String personal() {
            return name() + "_P";
        }
    }

    static Withholding read(Section section) {
        Product product = section.choice("withholding-product", Product.class, DEFAULT.product);
        String scene = section.text("sign-scene", DEFAULT.scene);
        if (!SCENE.matcher(scene).matches() || scene.equals("DEFAULT|DEFAULT")) {
            section.problems().add(section.path() + ".sign-scene", "expected a scene such as " + DEFAULT.scene);
        }
        return new Withholding(product, scene);
    }
}
