package io.centraltoken.agent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;

/**
 * Files that nobody but their owner can open: mode 0600 where there are POSIX modes, else (Windows)
 * an access control list of one entry, which replaces what the folder hands down. The list can only
 * be set once the file is there, so that happens while it is empty.
 */
final class OwnerOnly {
  private OwnerOnly() {}

  /** For the creation of a file; to be followed by {@link #apply}. */
  static FileAttribute<?>[] attributes(Path folder) throws IOException {
    return isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** What {@link #attributes} could not do at the creation. */
  static void apply(Path created) throws IOException {
    AclFileAttributeView view = Files.getFileAttributeView(created, AclFileAttributeView.class);
    if (view == null || isPosix(created.getParent())) {
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

  /** Opens for writing, made if it is missing. */
  static FileChannel open(Path file) throws IOException {
    boolean there = Files.exists(file);
    FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            attributes(file.getParent()));
    if (!there) {
      apply(file);
    }
    return channel;
  }

  static boolean isPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }
}
