/**
 * The books that the world outside keeps: one file of JSON lines for each simulator, written by that simulator alone.
 *
 * <p>A payment is right only when the switch, the bank or wallet, and the merchant wrote down the same thing
 * independently. So each party has a file of its own, and whoever compares them reads files, never the party's memory.
 *
 * <pre>
 *   bank ───▶ bank-A.jsonl ───┐
 *   wallet ─▶ alipay.jsonl ───┼──▶ book check
 *   merchant▶ merchant.jsonl ─┘
 * </pre>
 */
@NullMarked
package io.txswitch.sandbox.books;

import org.jspecify.annotations.NullMarked;
