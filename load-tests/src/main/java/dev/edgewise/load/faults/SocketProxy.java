/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A port of this machine that leads to another one, with connections that can be cut, stalled and
 * reset. Safe for use by many threads.
 */
final class SocketProxy implements AutoCloseable {
  private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket server = new ServerSocket(0, 50, LOCAL);
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean cut;
  private volatile CountDownLatch flow = new CountDownLatch(0);

  /** Opens a port that leads nowhere yet. */
  SocketProxy() throws IOException {
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Sets the port of this machine that new connections lead to. */
  void leadTo(int port) {
    target = port;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException e) {
        // the proxy was closed, or the client has left
      }
    }
  }

  private void connect(Socket near) {
    try (near;
        Socket far = new Socket(LOCAL, target)) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      sockets.addAll(List.of(near, far));
      if (!cut) {
        Thread.ofVirtual().start(() -> carry(far, near));
        carry(near, far);
      }
      sockets.removeAll(List.of(near, far));
    } catch (IOException nobodyListens) {
      // the client's connection ends, too
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 14];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        flow.await();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one side has ended, so the other does
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends every connection, and each new one at once. */
  void cut() {
    cut = true;
    flow.countDown();
    sockets.forEach(SocketProxy::closeQuietly);
  }

  /** Holds back all bytes, and keeps the connections open. */
  void stall() {
    flow = new CountDownLatch(1);
  }

  /** Ends every connection with a TCP reset; new ones work. */
  void reset() {
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
      } catch (SocketException e) {
        // closed already
      }
    }
    sockets.forEach(SocketProxy::closeQuietly);
  }

  /** Lets everything through again. */
  void heal() {
    cut = false;
    flow.countDown();
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed either way
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    cut();
  }
}
