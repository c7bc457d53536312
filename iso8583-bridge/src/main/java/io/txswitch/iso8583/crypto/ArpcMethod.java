package io.txswitch.iso8583.crypto;

/** How the issuer answers a cryptogram (EMV 4.3 Book 2, 8.2). */
public sealed interface ArpcMethod {
    /**
     * The cryptogram XOR the response code, encrypted: 8 bytes.
     *
     * @param responseCode tag 8A, 2 bytes
     */
    record Method1(byte[] responseCode) implements ArpcMethod {}

    /**
     * A MAC over cryptogram, card status update and data: 4 bytes.
     *
     * @param statusUpdate CSU, 4 bytes
     * @param proprietary 0 to 8 bytes
     */
    record Method2(byte[] statusUpdate, byte[] proprietary) implements ArpcMethod {}
}
