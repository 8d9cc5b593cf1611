/*
 * Faults of file systems that cannot be mounted here, for a JVM that is started with LD_PRELOAD:
 *
 *   FAULTS_FSYNC_FOLDER  fsync of a folder fails with EINVAL (CIFS, vboxsf, some FUSE)
 *   FAULTS_NO_LOCKS      fcntl locks fail with ENOLCK (NFS without its lock daemon)
 *   FAULTS_HANG          opening, or asking for, a file whose path contains this text never returns
 *                        (a network mount whose server is gone)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void hang_on(const char *path) {
  const char *text = getenv("FAULTS_HANG");
  if (text != NULL && path != NULL && strstr(path, text) != NULL) {
    for (;;) {
      pause();
    }
  }
}

int fsync(int fd) {
  static int (*real)(int);
  struct stat status;
  if (getenv("FAULTS_FSYNC_FOLDER") != NULL && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    errno = EINVAL;
    return -1;
  }
  if (real == NULL) {
    real = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");
  }
  return real(fd);
}

static int lock_fails(int command) {
  return getenv("FAULTS_NO_LOCKS") != NULL
      && (command == F_SETLK || command == F_SETLKW || command == F_GETLK);
}

#define FCNTL(NAME)                                                    \
  int NAME(int fd, int command, ...) {                                 \
    static int (*real)(int, int, void *);                              \
    va_list list;                                                      \
    va_start(list, command);                                           \
    void *argument = va_arg(list, void *);                             \
    va_end(list);                                                      \
    if (lock_fails(command)) {                                         \
      errno = ENOLCK;                                                  \
      return -1;                                                       \
    }                                                                  \
    if (real == NULL) {                                                \
      real = (int (*)(int, int, void *)) dlsym(RTLD_NEXT, #NAME);      \
    }                                                                  \
    return real(fd, command, argument);                                \
  }

FCNTL(fcntl)
FCNTL(fcntl64)

#define OPEN(NAME)                                                     \
  int NAME(const char *path, int flags, ...) {                         \
    static int (*real)(const char *, int, mode_t);                     \
    va_list list;                                                      \
    va_start(list, flags);                                             \
    mode_t mode = va_arg(list, mode_t);                                \
    va_end(list);                                                      \
    hang_on(path);                                                     \
    if (real == NULL) {                                                \
      real = (int (*)(const char *, int, mode_t)) dlsym(RTLD_NEXT, #NAME); \
    }                                                                  \
    return real(path, flags, mode);                                    \
  }

OPEN(open)
OPEN(open64)

#define ASK(NAME, TYPE)                                                \
  int NAME(const char *path, TYPE argument) {                          \
    static int (*real)(const char *, TYPE);                            \
    hang_on(path);                                                     \
    if (real == NULL) {                                                \
      real = (int (*)(const char *, TYPE)) dlsym(RTLD_NEXT, #NAME);    \
    }                                                                  \
    return real(path, argument);                                       \
  }

ASK(stat64, struct stat64 *)
ASK(lstat64, struct stat64 *)
ASK(access, int)
