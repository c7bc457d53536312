package io.txswitch.cluster.cli.crypto;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.ClearPin;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.MacPadding;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the options' texts are read; what is wrong is said without repeating it. */
final class Values {
    private Values() {}

    private static TypeConversionException wrong(String expected) {
        return new TypeConversionException("needs " + expected);
    }

    static final class Hex implements ITypeConverter<Bytes> {
        @Override
        public Bytes convert(String text) {
            try {
                return Bytes.parse(text);
            } catch (IllegalArgumentException e) {
                throw wrong("an even number of hex digits");
            }
        }
    }

    static final class CardNumber implements ITypeConverter<Pan> {
        @Override
        public Pan convert(String text) {
            try {
                return new Pan(text);
            } catch (IllegalArgumentException e) {
                throw wrong("12 to 19 digits");
            }
        }
    }

    static final class Pin implements ITypeConverter<ClearPin> {
        @Override
        public ClearPin convert(String text) {
            try {
                return ClearPin.of(text);
            } catch (SecurityModuleException e) {
                throw wrong("4 to 12 digits");
            }
        }
    }

    static final class Format implements ITypeConverter<PinFormat> {
        @Override
        public PinFormat convert(String text) {
            try {
                return PinFormat.of(Integer.parseInt(text));
            } catch (IllegalArgumentException e) {
                throw wrong("0, 1, 2, 3 or 4");
            }
        }
    }

    static final class Algorithm implements ITypeConverter<MacAlgorithm> {
        @Override
        public MacAlgorithm convert(String text) {
            try {
                return MacAlgorithm.of(text);
            } catch (IllegalArgumentException e) {
                throw wrong("iso9797-1, iso9797-3, x9.9, x9.19, cmac or unionpay-ecb");
            }
        }
    }

    static final class Padding implements ITypeConverter<MacPadding> {
        @Override
        public MacPadding convert(String text) {
            try {
                return MacPadding.of(Integer.parseInt(text));
            } catch (IllegalArgumentException e) {
                throw wrong("1, 2 or 3");
            }
        }
    }

    static final class Number implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw wrong("a number");
            }
        }
    }

    /** One of a command's own words, in lower case. */
    static final class Cipher implements ITypeConverter<Keys.Cipher> {
        @Override
        public Keys.Cipher convert(String text) {
            return switch (text) {
                case "tdes" -> Keys.Cipher.TDES;
                case "aes" -> Keys.Cipher.AES;
                default -> throw wrong("tdes or aes");
            };
        }
    }
}
