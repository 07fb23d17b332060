/*
 * The system calls that Node has no door to, and nothing above them: sockets of any family as file descriptors, waiting for
 * them from the event loop, network namespaces, close-on-exec. What the bytes mean is known in TypeScript.
 *
 * Every function returns a non-negative result or a negated errno; an argument of the wrong type throws a TypeError.
 * N-API only, so that one binary serves every supported Node.
 */
#define _GNU_SOURCE
#define NAPI_VERSION 8
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <node_api.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* lib/kernel/ holds the numbers of asm-generic, which mips, sparc, alpha and parisc do not share. */
_Static_assert(SOL_SOCKET == 1 && SO_RCVBUFFORCE == 33 && EADDRNOTAVAIL == 99 && ENOTSUP == 95,
               "lib/kernel/ has this machine's numbers wrong");

#define CLOEXEC_RANGE (1U << 2) /* CLOSE_RANGE_CLOEXEC, linux/close_range.h, Linux 5.11 */
#define MOST_ARGUMENTS 4

/* ---- N-API ---- */

typedef struct {
  napi_env env;
  napi_value at[MOST_ARGUMENTS];
  int failed;
} arguments;

/* Bytes handed over by JavaScript; valid until the call returns. */
typedef struct {
  void *data;
  size_t length;
} bytes;

static arguments take(napi_env env, napi_callback_info info) {
  arguments a = {.env = env};
  size_t count = MOST_ARGUMENTS;
  a.failed = napi_get_cb_info(env, info, &count, a.at, NULL, NULL) != napi_ok;
  return a;
}

static int32_t integer(arguments *a, int index) {
  int32_t value = 0;
  if (napi_get_value_int32(a->env, a->at[index], &value) != napi_ok) a->failed = 1;
  return value;
}

/* undefined gives no bytes: a null pointer and length 0. */
static bytes typed_bytes(arguments *a, int index) {
  bytes b = {0};
  napi_valuetype type;
  bool is_array = false;
  napi_typedarray_type element;
  if (napi_typeof(a->env, a->at[index], &type) != napi_ok) a->failed = 1;
  else if (type == napi_undefined) return b;
  else if (napi_is_typedarray(a->env, a->at[index], &is_array) != napi_ok || !is_array ||
           napi_get_typedarray_info(a->env, a->at[index], &element, &b.length, &b.data, NULL, NULL) != napi_ok ||
           element != napi_uint8_array)
    a->failed = 1;
  return a->failed ? (bytes){0} : b;
}

static void text(arguments *a, int index, char *out, size_t size) {
  size_t length = 0;
  napi_status status = napi_get_value_string_utf8(a->env, a->at[index], NULL, 0, &length);
  if (status != napi_ok || length >= size ||
      napi_get_value_string_utf8(a->env, a->at[index], out, size, &length) != napi_ok)
    a->failed = 1;
}

static napi_value refuse(arguments *a) {
  bool pending = false;
  if (napi_is_exception_pending(a->env, &pending) == napi_ok && !pending)
    napi_throw_type_error(a->env, "ERR_INVALID_ARG_TYPE", "wrong arguments for a function of the native addon");
  return NULL;
}

static napi_value number(napi_env env, long value) {
  napi_value out = NULL;
  return napi_create_int64(env, value, &out) == napi_ok ? out : NULL;
}

/* What a system call returned, with its errno folded in. */
static napi_value result(napi_env env, long returned) { return number(env, returned < 0 ? -errno : returned); }

/* ---- sockets ---- */

/* socket(family, type, protocol) -> descriptor; always close-on-exec. */
static napi_value open_socket(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int family = integer(&a, 0), type = integer(&a, 1), protocol = integer(&a, 2);
  if (a.failed) return refuse(&a);
  return result(env, socket(family, type | SOCK_CLOEXEC, protocol));
}

/* bind(fd, sockaddr) -> 0 */
static napi_value bind_socket(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  bytes address = typed_bytes(&a, 1);
  if (a.failed) return refuse(&a);
  return result(env, bind(fd, address.data, (socklen_t)address.length));
}

/* setOption(fd, level, option, value) -> 0 */
static napi_value set_option(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0), level = integer(&a, 1), option = integer(&a, 2);
  bytes value = typed_bytes(&a, 3);
  if (a.failed) return refuse(&a);
  return result(env, setsockopt(fd, level, option, value.data, (socklen_t)value.length));
}

/* send(fd, datagram, sockaddr | undefined) -> bytes sent; waits for room as long as SO_SNDTIMEO says. */
static napi_value send_datagram(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  bytes datagram = typed_bytes(&a, 1), to = typed_bytes(&a, 2);
  if (a.failed) return refuse(&a);
  ssize_t sent;
  do sent = sendto(fd, datagram.data, datagram.length, MSG_NOSIGNAL, to.data, (socklen_t)to.length);
  while (sent < 0 && errno == EINTR);
  return result(env, sent);
}

static int64_t milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until `fd` is readable or `deadline` (monotonic ms) has come; an interrupted wait goes on. Readable or failed: 0. */
static int wait_readable(int fd, int64_t deadline) {
  struct pollfd wanted = {.fd = fd, .events = POLLIN};
  for (;;) {
    int64_t left = deadline - milliseconds_now();
    if (left <= 0) return -EAGAIN;
    int ready = poll(&wanted, 1, (int)left);
    if (ready > 0) return 0;
    if (ready < 0 && errno != EINTR) return -errno;
  }
}

/*
 * receive(fd, buffer, timeout in ms, sockaddr out | undefined) -> length of the datagram, which may exceed the buffer's
 * (what did not fit is lost, and the caller can see that it is); -EAGAIN when the time is over.
 */
static napi_value receive_datagram(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  bytes buffer = typed_bytes(&a, 1);
  int timeout = integer(&a, 2);
  bytes from = typed_bytes(&a, 3);
  if (a.failed) return refuse(&a);
  int64_t deadline = timeout > 0 ? milliseconds_now() + timeout : 0;
  for (;;) {
    socklen_t from_length = (socklen_t)from.length;
    ssize_t got = recvfrom(fd, buffer.data, buffer.length, MSG_TRUNC | MSG_DONTWAIT, from.data,
                           from.data ? &from_length : NULL);
    if (got >= 0) return number(env, got);
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return result(env, -1);
    int waited = timeout > 0 ? wait_readable(fd, deadline) : -EAGAIN;
    if (waited < 0) return number(env, waited);
  }
}

/* close(fd) -> 0. Linux has released the descriptor even where close(2) was interrupted, so it is never repeated. */
static napi_value close_descriptor(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  if (a.failed) return refuse(&a);
  return result(env, close(fd));
}

/* lock(fd) -> 0: flock(2), exclusive and without waiting: -EAGAIN where another opening of the file has the lock. */
static napi_value lock_file(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  if (a.failed) return refuse(&a);
  return result(env, flock(fd, LOCK_EX | LOCK_NB));
}

/* interfaceIndex(name) -> ifindex in the caller's network namespace */
static napi_value interface_index(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  char name[IF_NAMESIZE] = "";
  text(&a, 0, name, sizeof name);
  if (a.failed) return number(env, -ENODEV); /* longer than any name, or no text at all */
  unsigned index = if_nametoindex(name);
  return result(env, index > 0 ? (long)index : -1L);
}

/* ---- descriptors and namespaces ---- */

/* For kernels before 5.11; descriptors opened meanwhile by Node's other threads have the flag already. */
static int mark_each_descriptor(void) {
  DIR *directory = opendir("/proc/self/fd");
  if (directory == NULL) return -1;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    int fd = atoi(entry->d_name);
    int flags = fd > STDERR_FILENO ? fcntl(fd, F_GETFD) : -1;
    if (flags >= 0) fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
  }
  return closedir(directory);
}

/* markAllCloseOnExec() -> 0: no descriptor but 0, 1 and 2 passes exec from now on, whoever opened it. */
static napi_value mark_all_close_on_exec(napi_env env, napi_callback_info info) {
  (void)info;
#ifdef SYS_close_range
  if (syscall(SYS_close_range, STDERR_FILENO + 1U, ~0U, CLOEXEC_RANGE) == 0) return number(env, 0);
#endif
  return result(env, mark_each_descriptor());
}

/* setNetworkNamespace(path) -> 0; moves the calling thread, and what it starts later, only. */
static napi_value set_network_namespace(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  char path[4096] = "";
  text(&a, 0, path, sizeof path);
  if (a.failed) return refuse(&a);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return result(env, -1);
  napi_value out = result(env, setns(fd, CLONE_NEWNET));
  close(fd);
  return out;
}

/* unshare(flags) -> 0; of the calling thread. */
static napi_value unshare_namespaces(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int flags = integer(&a, 0);
  if (a.failed) return refuse(&a);
  return result(env, unshare(flags));
}

/* ---- readability, told to the event loop ---- */

/*
 * One thread per environment sleeps in epoll_wait. Descriptors are armed for one event at a time and armed again by
 * JavaScript when it has dealt with it: a descriptor has at most one call queued, however much arrives.
 */
typedef struct {
  int epoll;
  int stop; /* eventfd: readable when the thread shall end */
  pthread_t thread;
  napi_threadsafe_function dispatch;
} watcher;

static void *watch_loop(void *data) {
  watcher *w = data;
  for (;;) {
    struct epoll_event events[16];
    int count = epoll_wait(w->epoll, events, 16, -1);
    if (count < 0 && errno != EINTR) return NULL;
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == w->stop) return NULL;
      void *fd = (void *)(intptr_t)events[i].data.fd;
      if (napi_call_threadsafe_function(w->dispatch, fd, napi_tsfn_nonblocking) == napi_closing) return NULL;
    }
  }
}

/* On the event loop's thread. What the listener throws becomes an uncaught exception, as with any of Node's events. */
static void call_listener(napi_env env, napi_value listener, void *context, void *data) {
  (void)context;
  if (env == NULL) return;
  napi_value receiver, thrown, fd = number(env, (long)(intptr_t)data);
  if (fd == NULL || napi_get_undefined(env, &receiver) != napi_ok) return;
  if (napi_call_function(env, receiver, listener, 1, &fd, NULL) == napi_pending_exception &&
      napi_get_and_clear_last_exception(env, &thrown) == napi_ok)
    napi_fatal_exception(env, thrown);
}

static void release(watcher *w) {
  if (w->epoll >= 0) close(w->epoll);
  if (w->stop >= 0) close(w->stop);
  free(w);
}

/* Runs before Node drops the thread-safe function, since it was registered after it. */
static void stop_watcher(void *data) {
  watcher *w = data;
  uint64_t one = 1;
  if (write(w->stop, &one, sizeof one) == sizeof one) pthread_join(w->thread, NULL);
  release(w);
}

static int watch_descriptor(watcher *w, int operation, int fd, uint32_t events) {
  struct epoll_event event = {.events = events, .data.fd = fd};
  return epoll_ctl(w->epoll, operation, fd, &event);
}

/* Signals are Node's business: the thread must take none of them away. */
static int start_thread(watcher *w) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = pthread_create(&w->thread, NULL, watch_loop, w);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return error;
}

static napi_status create_dispatch(napi_env env, napi_value listener, watcher *w) {
  napi_value name;
  napi_status status = napi_create_string_utf8(env, "lvskit readable", NAPI_AUTO_LENGTH, &name);
  if (status != napi_ok) return status;
  status = napi_create_threadsafe_function(env, listener, NULL, name, 0, 1, NULL, NULL, NULL, call_listener, &w->dispatch);
  return status == napi_ok ? napi_unref_threadsafe_function(env, w->dispatch) : status;
}

/* Starts the thread; on failure everything is given back. */
static int start_watcher(napi_env env, napi_value listener, watcher *w) {
  w->epoll = epoll_create1(EPOLL_CLOEXEC);
  w->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (w->epoll < 0 || w->stop < 0 || watch_descriptor(w, EPOLL_CTL_ADD, w->stop, EPOLLIN) < 0) return errno;
  if (create_dispatch(env, listener, w) != napi_ok) return ENOMEM;
  int error = start_thread(w);
  if (error) {
    napi_release_threadsafe_function(w->dispatch, napi_tsfn_abort);
    return error;
  }
  if (napi_set_instance_data(env, w, NULL, NULL) == napi_ok &&
      napi_add_env_cleanup_hook(env, stop_watcher, w) == napi_ok)
    return 0;
  napi_fatal_error("lvskit", NAPI_AUTO_LENGTH, "cannot register the clean-up of the watching thread", NAPI_AUTO_LENGTH);
}

static watcher *existing_watcher(arguments *a) {
  void *w = NULL;
  if (napi_get_instance_data(a->env, &w) != napi_ok || w == NULL) a->failed = 1;
  return w;
}

/* watchStart(listener) -> 0: `listener(fd)` will be called for readable descriptors. Once per environment. */
static napi_value watch_start(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  void *existing = NULL;
  napi_valuetype type;
  if (a.failed || napi_typeof(env, a.at[0], &type) != napi_ok || type != napi_function) return refuse(&a);
  if (napi_get_instance_data(env, &existing) != napi_ok || existing != NULL) return number(env, -EALREADY);
  watcher *w = calloc(1, sizeof *w);
  if (w == NULL) return number(env, -ENOMEM);
  int error = start_watcher(env, a.at[0], w);
  if (error) release(w);
  return number(env, -error);
}

/* watchAdd(fd) -> 0: adds it armed for one event. */
static napi_value watch_add(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  watcher *w = existing_watcher(&a);
  if (a.failed) return refuse(&a);
  return result(env, watch_descriptor(w, EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLONESHOT));
}

/* watchAgain(fd) -> 0: arms it for the next event, at once where something is waiting. */
static napi_value watch_again(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  watcher *w = existing_watcher(&a);
  if (a.failed) return refuse(&a);
  return result(env, watch_descriptor(w, EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLONESHOT));
}

/* watchRemove(fd) -> 0: before the descriptor is closed. A call already queued may still come. */
static napi_value watch_remove(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int fd = integer(&a, 0);
  watcher *w = existing_watcher(&a);
  if (a.failed) return refuse(&a);
  return result(env, watch_descriptor(w, EPOLL_CTL_DEL, fd, 0));
}

/* watchKeepsAlive(0 | 1) -> 0: whether waiting for events keeps the process from ending. */
static napi_value watch_keeps_alive(napi_env env, napi_callback_info info) {
  arguments a = take(env, info);
  int keep = integer(&a, 0);
  watcher *w = existing_watcher(&a);
  if (a.failed) return refuse(&a);
  napi_status status =
      keep ? napi_ref_threadsafe_function(env, w->dispatch) : napi_unref_threadsafe_function(env, w->dispatch);
  return number(env, status == napi_ok ? 0 : -EINVAL);
}

/* ---- */

NAPI_MODULE_INIT() {
#define FUNCTION(name, function) {name, NULL, function, NULL, NULL, NULL, napi_enumerable, NULL}
  const napi_property_descriptor functions[] = {
      FUNCTION("socket", open_socket),
      FUNCTION("bind", bind_socket),
      FUNCTION("setOption", set_option),
      FUNCTION("send", send_datagram),
      FUNCTION("receive", receive_datagram),
      FUNCTION("close", close_descriptor),
      FUNCTION("lock", lock_file),
      FUNCTION("interfaceIndex", interface_index),
      FUNCTION("markAllCloseOnExec", mark_all_close_on_exec),
      FUNCTION("setNetworkNamespace", set_network_namespace),
      FUNCTION("unshare", unshare_namespaces),
      FUNCTION("watchStart", watch_start),
      FUNCTION("watchAdd", watch_add),
      FUNCTION("watchAgain", watch_again),
      FUNCTION("watchRemove", watch_remove),
      FUNCTION("watchKeepsAlive", watch_keeps_alive),
  };
  size_t count = sizeof functions / sizeof *functions;
  if (napi_define_properties(env, exports, count, functions) != napi_ok) return NULL;
  return exports;
}
