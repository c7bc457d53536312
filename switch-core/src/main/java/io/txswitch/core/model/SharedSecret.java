package io.txswitch.core.model;

/**
 * A secret that has to reach another node: it crosses sealed under the nodes' key, is kept by nobody on the way, and is
 * never logged.
 */
public record SharedSecret(String reveal) {
    @Override
    public String toString() {
        return "****";
    }
}
