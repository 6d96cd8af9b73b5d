/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to another one, with a line between them that can be cut, stalled and reset.
 * Thread-safe.
 */
final class SocketProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 14;

  private final ServerSocket door;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private State state = State.WHOLE;

  private enum State {
    WHOLE,
    STALLED,
    CUT
  }

  /** A connection of a client and the one made for it. */
  private record Line(Socket near, Socket far) {
    void close() {
      closeQuietly(near);
      closeQuietly(far);
    }

    /** Ends both sides with a reset, as a box between them does that has lost its memory. */
    void reset() {
      try {
        near.setSoLinger(true, 0);
        far.setSoLinger(true, 0);
      } catch (IOException e) {
        // closed already
      }
      close();
    }
  }

  /** A proxy that leads nowhere yet. */
  SocketProxy() throws IOException {
    door = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  void leadTo(int port) {
    target = port;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (isCut()) {
          near.close();
        } else {
          connect(near);
        }
      } catch (IOException e) {
        // closed, or the client has gone again
      }
    }
  }

  private void connect(Socket near) throws IOException {
    try {
      Socket far = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Line line = new Line(near, far);
      lines.add(line);
      Thread.ofVirtual().start(() -> carry(line, near, far));
      Thread.ofVirtual().start(() -> carry(line, far, near));
    } catch (IOException nobodyThere) {
      near.close();
    }
  }

  private void carry(Line line, Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitFlow();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one side has ended, so the other does
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lines.remove(line);
      line.close();
    }
  }

  private synchronized void awaitFlow() throws InterruptedException {
    while (state == State.STALLED) {
      wait();
    }
  }

  private synchronized boolean isCut() {
    return state == State.CUT;
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  /** Ends every connection, and each new one at once. */
  void cut() {
    become(State.CUT);
    lines.forEach(Line::close);
  }

  /** Holds back what is sent, as a network that loses everything does; connections stay. */
  void stall() {
    become(State.STALLED);
  }

  /** Resets every connection; new ones are as before. */
  void reset() {
    lines.forEach(Line::reset);
  }

  /** Lets everything through again. */
  void heal() {
    become(State.WHOLE);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // nobody can connect any more either way
    }
    cut();
  }
}
