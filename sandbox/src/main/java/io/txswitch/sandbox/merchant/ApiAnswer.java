package io.txswitch.sandbox.merchant;

import io.vertx.core.json.JsonObject;

/**
 * What the switch answered.
 *
 * @param status HTTP status
 * @param json the body, or an empty object when it was none
 */
public record ApiAnswer(int status, JsonObject json) {
    private static final int FIRST_ERROR = 300;

    public boolean ok() {
        return status < FIRST_ERROR;
    }

    public String text(String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }
}
