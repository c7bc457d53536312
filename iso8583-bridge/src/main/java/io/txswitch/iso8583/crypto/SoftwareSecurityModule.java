package io.txswitch.iso8583.crypto;

import io.txswitch.core.model.Pan;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.crypto.KeyType.Role;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link SecurityModule} in this process: for sandbox and tests, as its keys stand in this process's memory.
 *
 * <p>It answers at once, on the caller's thread, in microseconds. Thread-safe.
 */
public final class SoftwareSecurityModule implements SecurityModule {
    /** A message's data is far shorter; this bounds the work of one call. */
    private static final int MAX_DATA_BYTES = 65_536;

    private static final int MAX_COMPONENTS = 9;

    private final KeyVault vault;
    private final SecureRandom random;

    /**
     * Makes the module.
     *
     * @param masterKey the node's: base64 of 32 bytes. Keys of all nodes stand in one store, so all have the same
     */
    public SoftwareSecurityModule(Secret masterKey, SecureRandom random) {
        this.vault = new KeyVault(masterKey, random);
        this.random = random;
    }

    /** Work that may be refused. */
    private interface Work<T> {
        T run() throws SecurityModuleException;
    }

    private static <T> Future<T> answer(Work<T> work) {
        try {
            return Future.succeededFuture(work.run());
        } catch (SecurityModuleException e) {
            return Future.failedFuture(e);
        }
    }

    /** Something that must hold. */
    private interface Check {
        void run() throws SecurityModuleException;
    }

    private static Future<Void> passed(Check check) {
        try {
            check.run();
            return Future.succeededFuture();
        } catch (SecurityModuleException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<WrappedKey> generate(KeyType type, KeyAlgorithm algorithm) {
        return answer(() -> vault.seal(type, randomKey(algorithm)));
    }

    private ClearKey randomKey(KeyAlgorithm algorithm) throws SecurityModuleException {
        byte[] bytes = new byte[algorithm.keyBytes()];
        random.nextBytes(bytes);
        return ClearKey.of(algorithm, algorithm.isAes() ? bytes : Emv.oddParity(bytes));
    }

    @Override
    public Future<WrappedKey> importClear(KeyType type, KeyAlgorithm algorithm, List<byte[]> components) {
        return answer(() -> {
            byte[] bytes = new byte[algorithm.keyBytes()];
            if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
                throw new SecurityModuleException(Reason.BAD_KEY);
            }
            for (byte[] each : components) {
                if (each.length != bytes.length) {
                    throw new SecurityModuleException(Reason.BAD_KEY);
                }
                Macs.xor(bytes, each);
            }
            return vault.seal(type, ClearKey.of(algorithm, algorithm.isAes() ? bytes : Emv.oddParity(bytes)));
        });
    }

    @Override
    public Future<WrappedKey> importUnder(WrappedKey kek, KeyType type, KeyScheme scheme, byte[] cryptogram) {
        return answer(() -> vault.seal(type, KeyTransport.take(open(kek, Role.KEYS), type, scheme, cryptogram)));
    }

    @Override
    public Future<byte[]> exportUnder(WrappedKey kek, WrappedKey key, KeyScheme scheme) {
        return answer(() -> KeyTransport.give(open(kek, Role.KEYS), key.type(), vault.open(key), scheme, random));
    }

    @Override
    public Future<String> kcv(WrappedKey key) {
        return answer(() -> CheckValues.of(vault.open(key)));
    }

    @Override
    public Future<byte[]> mac(ModuleKey key, MacAlgorithm algorithm, byte[] data) {
        return answer(() -> mac(key, algorithm, data, false));
    }

    @Override
    public Future<Void> verifyMac(ModuleKey key, MacAlgorithm algorithm, byte[] data, byte[] mac) {
        return passed(() -> {
            byte[] right = mac(key, algorithm, data, true);
            boolean longEnough = mac.length >= algorithm.shortestBytes() && mac.length <= right.length;
            if (!longEnough || !MessageDigest.isEqual(Arrays.copyOf(right, mac.length), mac)) {
                throw new SecurityModuleException(Reason.BAD_MAC);
            }
        });
    }

    private byte[] mac(ModuleKey key, MacAlgorithm algorithm, byte[] data, boolean ofRequest)
            throws SecurityModuleException {
        bounded(data);
        return switch (key) {
            case WrappedKey wrapped -> Macs.compute(open(wrapped, Role.MAC), algorithm, data);
            case DukptKey dukpt -> {
                ClearKey derived = ofRequest
                        ? derived(dukpt, TdesDukpt.Usage.MAC_REQUEST, AesDukpt.Usage.MAC_GENERATION)
                        : derived(dukpt, TdesDukpt.Usage.MAC_RESPONSE, AesDukpt.Usage.MAC_VERIFICATION);
                yield Macs.compute(derived, algorithm, data);
            }
        };
    }

    @Override
    public Future<byte[]> translatePin(
            ModuleKey from, PinFormat fromFormat, byte[] block, Pan pan, ModuleKey to, PinFormat toFormat) {
        return answer(() -> {
            ClearPin pin = PinBlocks.decrypt(pinKey(from), networked(fromFormat), block, pan);
            return PinBlocks.encrypt(pinKey(to), networked(toFormat), pin, pan, random);
        });
    }

    private ClearKey pinKey(ModuleKey key) throws SecurityModuleException {
        return switch (key) {
            case WrappedKey wrapped -> open(wrapped, Role.PIN);
            case DukptKey dukpt -> derived(dukpt, TdesDukpt.Usage.PIN, AesDukpt.Usage.PIN);
        };
    }

    /** Format 2 is between a PIN pad and a card; it has no place on a network. */
    private static PinFormat networked(PinFormat format) throws SecurityModuleException {
        if (format == PinFormat.ISO_2) {
            throw new SecurityModuleException(Reason.BAD_PIN_BLOCK);
        }
        return format;
    }

    @Override
    public Future<byte[]> encryptData(ModuleKey key, byte[] clear) {
        return answer(() -> {
            ClearKey opened = switch (key) {
                case WrappedKey wrapped -> open(wrapped, Role.DATA);
                case DukptKey dukpt -> derived(dukpt, TdesDukpt.Usage.DATA_RESPONSE, AesDukpt.Usage.DATA_DECRYPTION);
            };
            return opened.encryptCbc(wholeBlocks(opened, clear));
        });
    }

    @Override
    public Future<byte[]> decryptData(ModuleKey key, byte[] encrypted) {
        return answer(() -> {
            ClearKey opened = switch (key) {
                case WrappedKey wrapped -> open(wrapped, Role.DATA);
                case DukptKey dukpt -> derived(dukpt, TdesDukpt.Usage.DATA, AesDukpt.Usage.DATA_ENCRYPTION);
            };
            return opened.decryptCbc(wholeBlocks(opened, encrypted));
        });
    }

    private static byte[] wholeBlocks(ClearKey key, byte[] data) throws SecurityModuleException {
        if (data.length == 0 || data.length % key.blockBytes() != 0) {
            throw new SecurityModuleException(Reason.BAD_DATA);
        }
        return bounded(data);
    }

    private static byte[] bounded(byte[] data) throws SecurityModuleException {
        if (data.length > MAX_DATA_BYTES) {
            throw new SecurityModuleException(Reason.BAD_DATA);
        }
        return data;
    }

    @Override
    public Future<WorkingKeys> workingKeys(WrappedKey tmk, WorkingKeyLayout layout) {
        return answer(() -> {
            ClearKey master = open(tmk, Role.KEYS);
            WorkingKeyField.Keys keys = new WorkingKeyField.Keys(
                    randomKey(layout.pinKey()),
                    randomKey(KeyAlgorithm.DES),
                    layout.hasTrackKey() ? randomKey(layout.pinKey()) : null);
            return sealed(layout, keys, WorkingKeyField.build(master, layout, keys));
        });
    }

    @Override
    public Future<WorkingKeys> acceptWorkingKeys(WrappedKey tmk, WorkingKeyLayout layout, byte[] field62) {
        return answer(() ->
                sealed(layout, WorkingKeyField.parse(open(tmk, Role.KEYS), layout, field62), field62.clone()));
    }

    private WorkingKeys sealed(WorkingKeyLayout layout, WorkingKeyField.Keys keys, byte[] field62) {
        @Nullable ClearKey tdk = keys.tdk();
        return new WorkingKeys(
                layout,
                vault.seal(KeyType.PIK, keys.pik()),
                vault.seal(KeyType.MAK, keys.mak()),
                tdk == null ? null : vault.seal(KeyType.TDK, tdk),
                field62);
    }

    @Override
    public Future<Void> verifyArqc(WrappedKey imk, EmvCard card, byte[] data, byte[] arqc) {
        return passed(() -> {
            if (!MessageDigest.isEqual(Emv.cryptogram(session(imk, card), bounded(data)), arqc)) {
                throw new SecurityModuleException(Reason.BAD_CRYPTOGRAM);
            }
        });
    }

    @Override
    public Future<byte[]> generateArpc(WrappedKey imk, EmvCard card, byte[] arqc, ArpcMethod method) {
        return answer(() -> Emv.response(session(imk, card), arqc, method));
    }

    private ClearKey session(WrappedKey imk, EmvCard card) throws SecurityModuleException {
        return Emv.sessionKey(Emv.cardKey(open(imk, Role.CRYPTOGRAM), card), card.counter());
    }

    private ClearKey open(WrappedKey key, Role role) throws SecurityModuleException {
        if (key.type().role() != role) {
            throw new SecurityModuleException(Reason.WRONG_KEY_TYPE);
        }
        return vault.open(key);
    }

    private ClearKey derived(DukptKey key, TdesDukpt.Usage tdes, AesDukpt.Usage aes) throws SecurityModuleException {
        ClearKey bdk = open(key.bdk(), Role.DERIVATION);
        byte[] ksn = HexFormat.of().parseHex(key.ksn());
        return bdk.algorithm().isAes()
                ? AesDukpt.workingKey(bdk, ksn, aes, bdk.algorithm())
                : TdesDukpt.workingKey(bdk, ksn, tdes);
    }
}
