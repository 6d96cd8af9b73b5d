/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.pytorch.engine.PtNDArray;

/**
 * The input of one step that extends the texts behind one prefix. A row is one new token of one
 * text.
 *
 * @param cache keys and values of the prefix, [layers,2,length,kv,width]
 * @param tails keys and values of the texts, [layers,2,texts,room,kv,width]
 * @param longest the largest of {@code lengths}
 * @param width number of places that each text has in the grid
 * @param ids token of each row
 * @param positions position of each row
 * @param lengths number of tokens in each text's tail before this step
 * @param grid row in each place of each text, {@code width} places for each text
 * @param slots place in the grid of each row
 * @param destinations index in the tails for each row's keys and values
 * @param ends rows whose logits are computed
 */
// Instances are never compared, so arrays as components do no harm.
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
