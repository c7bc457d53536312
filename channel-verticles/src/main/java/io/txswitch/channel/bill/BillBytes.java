package io.txswitch.channel.bill;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends in an exception when more comes out of it than a bill may have: an archive can hide anything. */
final class BillBytes extends FilterInputStream {
    private final long maxBytes;
    private long count;

    BillBytes(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long read) {
        count += read;
        if (count > maxBytes) {
            throw new BillException("more than " + maxBytes + " bytes");
        }
    }
}
