package io.txswitch.sandbox.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The directory in which the programs of one user share what is costly to make. */
public final class UserCache {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private UserCache() {}

    /**
     * The directory, which exists and belongs to this user alone.
     *
     * <p>Programs are run from it, and the place for temporary files is open to everybody: a directory that somebody
     * else has put there is refused.
     *
     * @throws IllegalStateException when it is not ours
     */
    public static Path directory() {
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), "txswitch-" + user);
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                createFor(directory);
            }
            boolean ours = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(ourselves())
                    && Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS)
                            .equals(OWNER_ONLY);
            if (!ours) {
                throw new IllegalStateException(directory + " is not this user's own");
            }
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException("no directory for shared files", e);
        }
    }

    /** The user we are to the file system: in a container the name may be unknown. */
    private static UserPrincipal ourselves() throws IOException {
        Path probe = Files.createTempFile("txswitch", ".probe");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static void createFor(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // another program of ours was faster; whose it is gets checked anyway
        }
    }
}
