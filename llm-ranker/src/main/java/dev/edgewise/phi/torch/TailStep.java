/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.pytorch.engine.PtNDArray;

/**
 * What one call computes: rows of tokens for some of the texts.
 *
 * @param cache keys and values of the prefix
 * @param tails those of the texts
 * @param longest of the texts' lengths so far
 * @param width places of each text in the grid
 * @param grid the row in each place of each text
 * @param slots the place of each row
 * @param destinations where each row's keys and values go
 * @param ends rows whose logits are asked for
 */
// Goes from its maker straight into a call; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
public record TailStep(
    PtNDArray cache,
    PtNDArray tails,
    int longest,
    int width,
    long[] ids,
    long[] positions,
    long[] lengths,
    long[] grid,
    long[] slots,
    long[] destinations,
    long[] ends) {}
