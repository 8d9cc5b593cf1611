package io.centraltoken.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may open the files of the store. A new one is its owner's alone: mode 0600 where there are
 * POSIX modes, else (Windows) an access control list of one entry, which replaces what the folder
 * hands down. What takes the place of a file, or lies beside it, gets that file's owner, group and
 * mode as far as this process may set them: a process that runs as root once must not lock the
 * service out. A mode is never widened, and what the world may read becomes the owner's alone.
 */
final class FileRights {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private FileRights() {}

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** For the creation of a file; to be followed by {@link #restrict}. */
  static FileAttribute<?>[] attributes(Path folder) {
    return isPosix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  /** What {@link #attributes} could not do at the creation; the file is still empty. */
  static void restrict(Path created) throws IOException {
    AclFileAttributeView view = Files.getFileAttributeView(created, AclFileAttributeView.class);
    if (view == null || isPosix(created)) {
      return;
    }
    AclEntry owner =
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal(view.getOwner())
            .setPermissions(EnumSet.allOf(AclEntryPermission.class))
            .build();
    view.setAcl(Collections.singletonList(owner));
  }

  /**
   * Gives a new file the owner, group and mode of another one.
   *
   * @param model may be missing: then nothing changes
   * @return whether everybody who could read and write the model, save root, can do so with the new
   *     file
   */
  static boolean copy(Path model, Path created) throws IOException {
    if (!isPosix(created) || !Files.exists(model)) {
      return true;
    }
    PosixFileAttributes old = Files.readAttributes(model, PosixFileAttributes.class);
    PosixFileAttributes own = Files.readAttributes(created, PosixFileAttributes.class);
    PosixFileAttributeView view =
        Files.getFileAttributeView(
            created, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    boolean group = own.group().equals(old.group()) || succeeds(() -> view.setGroup(old.group()));
    boolean owner = own.owner().equals(old.owner()) || succeeds(() -> view.setOwner(old.owner()));
    Set<PosixFilePermission> mode = mode(old.permissions());
    boolean shared = group && mode.contains(PosixFilePermission.GROUP_WRITE);
    if (!group) {
      mode.retainAll(OWNER);
    }
    boolean set = mode.equals(own.permissions()) || succeeds(() -> view.setPermissions(mode));
    return owner || (shared && set) || isRoot(old);
  }

  /** The mode of a successor: others get nothing, the group what it had by somebody's decision. */
  private static Set<PosixFilePermission> mode(Set<PosixFilePermission> old) {
    Set<PosixFilePermission> mode = EnumSet.copyOf(OWNER);
    boolean world =
        old.contains(PosixFilePermission.OTHERS_READ)
            || old.contains(PosixFilePermission.OTHERS_WRITE);
    boolean write = old.contains(PosixFilePermission.GROUP_WRITE);
    if (old.contains(PosixFilePermission.GROUP_READ) && (write || !world)) {
      mode.add(PosixFilePermission.GROUP_READ);
      if (write) {
        mode.add(PosixFilePermission.GROUP_WRITE);
      }
    }
    return mode;
  }

  private static boolean isRoot(PosixFileAttributes file) {
    return file.owner().getName().equals("root");
  }

  /** Many file systems (FAT, CIFS) and all users but root cannot change these. */
  private static boolean succeeds(Change change) {
    try {
      change.run();
      return true;
    } catch (IOException | UnsupportedOperationException notHere) {
      return false;
    }
  }

  /** One attribute of a file. */
  private interface Change {
    void run() throws IOException;
  }
}
