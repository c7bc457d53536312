package io.txswitch.bench.terminals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.bench.terminals.Slope.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeTest {
    @Test
    void whatANodeNeedsAnywayDropsOut() {
        List<Point> points = List.of(new Point(0, 300_000), new Point(5_000, 350_000), new Point(10_000, 400_000));
        assertThat(Slope.bytesPerTerminal(points)).isEqualTo(10 * 1024);
    }

    @Test
    void onePointHasNoSlope() {
        List<Point> points = List.of(new Point(5_000, 1), new Point(5_000, 2));
        assertThatThrownBy(() -> Slope.bytesPerTerminal(points)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHeapIsTheSumOfItsGenerations() {
        String serial = """
                4711:
                DefNew     total 157248K, used 2796K [0x1, 0x2, 0x3)
                 eden space 139776K,   2% used [0x1, 0x2, 0x3)
                Tenured    total 349568K, used 61234K [0x1, 0x2, 0x3)
                 the  space 349568K,  17% used [0x1, 0x2, 0x3)
                """;
        assertThat(Memory.heap(serial)).isEqualTo(2_796 + 61_234);
    }
}
