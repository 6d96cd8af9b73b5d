/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Which threads go first while there is more work than processors. Threads that read, pass on and
 * answer have short work, and the usual priority of the system; these have less. It is the niceness
 * of Linux, which each thread has for itself; Java's own priorities have no effect there. Other
 * systems ignore it. Thread-safe.
 */
public enum ThreadPriority {
  /** The model, which takes no more work than it has time for. */
  MODEL(5),
  /** The processor work of requests. */
  REQUESTS(10),
  /** Work that no request waits for. */
  BACKGROUND(19);

  private static final List<String> VIRTUAL_MACHINE =
      List.of("C1 Compiler", "C2 Compiler", "G1 Conc", "G1 Main", "G1 Refine");
  private static final int PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

  private final int niceness;

  ThreadPriority(int niceness) {
    this.niceness = niceness;
  }

  @SuppressWarnings("restricted") // a call of the C library with three numbers
  private static Optional<MethodHandle> setPriority() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor ints =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(address -> linker.downcallHandle(address, ints));
  }

  /** Makes platform threads of this priority, which don't keep the process alive. */
  public ThreadFactory threads(String name) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name, 0).factory();
    return work ->
        factory.newThread(() -> {
          apply();
          work.run();
        });
  }

  /** Gives the current platform thread this priority; threads that it starts inherit it. */
  public void apply() {
    apply(THIS_THREAD);
  }

  /**
   * Gives this priority to the threads with which the virtual machine compiles, and looks for
   * garbage while others run. Does nothing where the system doesn't list threads.
   */
  public void applyToVirtualMachine() {
    File[] threads = new File("/proc/self/task").listFiles();
    for (File thread : threads == null ? new File[0] : threads) {
      try {
        String name = Files.readString(thread.toPath().resolve("comm"));
        if (VIRTUAL_MACHINE.stream().anyMatch(name::startsWith)) {
          apply(Integer.parseInt(thread.getName()));
        }
      } catch (IOException e) {
        // the thread has ended
      }
    }
  }

  private void apply(int thread) {
    SET_PRIORITY.ifPresent(set -> {
      try {
        var _ = (int) set.invokeExact(PROCESS, thread, niceness);
      } catch (Throwable e) {
        throw new IllegalStateException("setpriority has three numbers and no other effect", e);
      }
    });
  }
}
