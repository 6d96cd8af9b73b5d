/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource in the format of another product, whose clients may send what it ignores. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OthersFormat {}
