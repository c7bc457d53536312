/**
 * Who may ask, and how often: rates of merchants, networks that are let in or kept out, and whom a request is from when
 * a proxy stands in between.
 *
 * <p>A rate is a merchant's on all nodes together. Each node gives its share of it by itself, so that nothing is asked
 * over the network: with one node more the share is smaller from the next request on.
 */
@NullMarked
package io.txswitch.api.limit;

import org.jspecify.annotations.NullMarked;
