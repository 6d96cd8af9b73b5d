/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.persona.Response;
import java.util.Map;

/**
 * What was measured of one ranker.
 *
 * @param scores the figures of single users
 * @param responses to likes of generated users, by number of likes
 */
record MeasuredRanker(Scores scores, Map<Integer, Response> responses) {}
