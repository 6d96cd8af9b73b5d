/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.readers;

import java.util.List;

/**
 * A user with a history, as whom a visitor can try the demo.
 *
 * @param user the user's id
 * @param name a made-up first name
 * @param tastes at most two kinds of items that the user likes more than others do, strongest first
 */
public record DemoReader(String user, String name, List<String> tastes) {}
