/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one running demo, which starts for the first test class that asks for it and ends
 * after the last one. Starting it takes some fifteen seconds, so each test class has its own users
 * instead of its own demo.
 */
public final class SharedDemo implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedDemo.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningDemo.class;
  }

  @Override
  public RunningDemo resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("demo", key -> start(), RunningDemo.class);
  }

  private static RunningDemo start() {
    try {
      return RunningDemo.startInOwnFolder();
    } catch (IOException e) {
      throw new UncheckedIOException("the demo doesn't start", e);
    }
  }
}
