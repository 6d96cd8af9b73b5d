/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events as JSON, CloudEvents and files. Start at {@link dev.edgewise.ingest.event.EventCodec};
 * {@link dev.edgewise.ingest.event.EventArchive} reads whole files.
 */
@NullMarked
package dev.edgewise.ingest.event;

import org.jspecify.annotations.NullMarked;
