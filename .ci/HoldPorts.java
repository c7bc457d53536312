import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Occupies the loopback ports it is given until its input ends; a port that somebody else has is occupied as well. */
final class HoldPorts {
    public static void main(String[] ports) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (String port : ports) {
            try {
                held.add(new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress()));
            } catch (IOException e) {
                System.err.println("port " + port + " is taken already");
            }
        }
        System.out.println("held");
        while (System.in.read() >= 0) {
            // Only the end of the input counts.
        }
        for (ServerSocket each : held) {
            each.close();
        }
    }
}
