package io.txswitch.bench.terminals;

import java.util.List;

/** The line through measured points that leaves the least squares: what one more terminal costs. */
final class Slope {
    /** @param terminals connected; {@code kb} memory then */
    record Point(long terminals, long kb) {}

    private Slope() {}

    /** Bytes per terminal, rounded; needs two points with different numbers of terminals. */
    static long bytesPerTerminal(List<Point> points) {
        long n = points.size();
        long sumX = 0;
        long sumY = 0;
        long sumXx = 0;
        long sumXy = 0;
        for (Point each : points) {
            sumX += each.terminals();
            sumY += each.kb();
            sumXx += each.terminals() * each.terminals();
            sumXy += each.terminals() * each.kb();
        }
        long below = n * sumXx - sumX * sumX;
        if (below == 0) {
            throw new IllegalArgumentException("a slope needs two different numbers of terminals");
        }
        return Math.floorDiv((n * sumXy - sumX * sumY) * 1024 + below / 2, below);
    }
}
