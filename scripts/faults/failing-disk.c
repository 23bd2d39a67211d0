/*
 * Makes chosen calls fail for the files of one folder, for a process that loads it with LD_PRELOAD.
 *
 * FAULT_FOLDER  only files below this folder are meant
 * FAULT_MODE    short: the n-th write takes half and says so
 *               full:  the n-th write takes half, and the nineteen after it find no room
 *               sync:  the n-th fsync or fdatasync fails
 * FAULT_NUMBER  n, from 1
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FULL_WRITES = 20 };

static atomic_int writes;
static atomic_int syncs;

static int is_meant(int fd) {
  const char *folder = getenv("FAULT_FOLDER");
  char link[64], path[4096];
  if (folder == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return strncmp(path, folder, strlen(folder)) == 0;
}

static int mode_is(const char *mode) {
  const char *wanted = getenv("FAULT_MODE");
  return wanted != NULL && strcmp(wanted, mode) == 0;
}

static int fault_number(void) {
  const char *number = getenv("FAULT_NUMBER");
  return number == NULL ? 0 : atoi(number);
}

/* How many bytes the disk takes of `count`; -1 for none, with errno set. */
static ssize_t allowed(int fd, size_t count) {
  if (!is_meant(fd) || (!mode_is("short") && !mode_is("full"))) return (ssize_t)count;
  int behind = ++writes - fault_number();
  if (behind == 0) return count > 1 ? (ssize_t)(count / 2) : (ssize_t)count;
  if (mode_is("full") && behind > 0 && behind < FULL_WRITES) {
    errno = ENOSPC;
    return -1;
  }
  return (ssize_t)count;
}

static int sync_fails(int fd) {
  if (!mode_is("sync") || !is_meant(fd) || ++syncs != fault_number()) return 0;
  errno = EIO;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t count) {
  ssize_t most = allowed(fd, count);
  return most < 0 ? -1 : REAL(write)(fd, data, (size_t)most);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
  ssize_t most = allowed(fd, count);
  return most < 0 ? -1 : REAL(pwrite)(fd, data, (size_t)most, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
  ssize_t most = allowed(fd, count);
  return most < 0 ? -1 : REAL(pwrite64)(fd, data, (size_t)most, at);
}

int fsync(int fd) { return sync_fails(fd) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return sync_fails(fd) ? -1 : REAL(fdatasync)(fd); }
