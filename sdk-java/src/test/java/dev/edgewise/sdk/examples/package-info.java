/* SPDX-License-Identifier: Apache-2.0 */
/** Example programs to start from; tests run them. */
package dev.edgewise.sdk.examples;
