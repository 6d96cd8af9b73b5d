/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketProxyTest {
  private static final int PATIENCE_MS = 60_000;

  private final SocketProxy proxy = proxy();
  private final ServerSocket echo = echo();

  private static SocketProxy proxy() {
    try {
      return new SocketProxy();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ServerSocket echo() {
    try {
      ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            while (!server.isClosed()) {
              try {
                Socket one = server.accept();
                Thread.ofVirtual().start(() -> answer(one));
              } catch (IOException e) {
                // closed
              }
            }
          });
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void answer(Socket one) {
    try (one) {
      one.getInputStream().transferTo(one.getOutputStream());
    } catch (IOException e) {
      // its other end has gone
    }
  }

  @BeforeEach
  void lead() {
    proxy.leadTo(echo.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static int said(Socket socket, int word) throws IOException {
    socket.getOutputStream().write(word);
    return socket.getInputStream().read();
  }

  @Test
  void passesOnWhatIsSentBothWays() throws IOException {
    try (Socket socket = connect()) {
      assertThat(said(socket, 'a')).isEqualTo('a');
      assertThat(said(socket, 'b')).isEqualTo('b');
    }
  }

  @Test
  void aCutEndsWhatThereIsAndWhatIsNewUntilItHeals() throws IOException {
    try (Socket before = connect()) {
      assertThat(said(before, 'a')).isEqualTo('a');
      proxy.cut();
      assertThat(ended(before)).isTrue();
      try (Socket during = connect()) {
        assertThat(ended(during)).isTrue();
      }
    }
    proxy.heal();
    try (Socket after = connect()) {
      assertThat(said(after, 'c')).isEqualTo('c');
    }
  }

  @Test
  void aStallHoldsBackWhatIsSentAndLosesNothing() throws IOException {
    try (Socket socket = connect()) {
      assertThat(said(socket, 'a')).isEqualTo('a');
      proxy.stall();
      socket.getOutputStream().write('b');
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      proxy.heal();
      socket.setSoTimeout(PATIENCE_MS);
      assertThat(socket.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void aResetIsOneAndNewConnectionsAreWhole() throws IOException {
    try (Socket socket = connect()) {
      assertThat(said(socket, 'a')).isEqualTo('a');
      proxy.reset();
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    try (Socket after = connect()) {
      assertThat(said(after, 'b')).isEqualTo('b');
    }
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }
}
