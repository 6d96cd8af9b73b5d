/* SPDX-License-Identifier: Apache-2.0 */
/** Programs to begin from; tests run them. */
package dev.edgewise.sdk.examples;
