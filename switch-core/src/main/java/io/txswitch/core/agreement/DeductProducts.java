package io.txswitch.core.agreement;

import io.txswitch.core.config.Product;
import io.txswitch.core.model.PayMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By which product a deduction is asked for: the one of the agreement's channel that is made for it. */
public final class DeductProducts {
    private final Map<String, Product> catalogue;

    public DeductProducts(Map<String, Product> catalogue) {
        this.catalogue = Map.copyOf(catalogue);
    }

    /** The product's id, the first in their order when a channel has several; null when there is none. */
    public @Nullable String of(String agreementProduct) {
        Product signed = catalogue.get(agreementProduct);
        String channel = signed == null ? null : signed.channel();
        return catalogue.values().stream()
                .filter(product -> product.mode() == PayMode.DEDUCT && product.enabled())
                .filter(product -> channel != null && channel.equals(product.channel()))
                .map(Product::id)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
