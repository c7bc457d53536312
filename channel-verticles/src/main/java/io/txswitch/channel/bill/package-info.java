/**
 * Wallets' bills, read as streams: what a wallet says it moved on a day, line by line.
 *
 * <pre>
 * wallet ─▶ BillBytes (unpacked, bounded, digested) ─▶ WeChatBill | AlipayBill ─▶ BillLine by BillLine
 *                                                          └─ totals at the end must agree, else BillException
 * </pre>
 *
 * <p>Columns are found by their header's name, because the kinds of bill differ in them. Lines are provisional until
 * the reading has ended without an exception: only then the totals, and where the wallet gives one the hash, are known
 * to be right.
 */
@NullMarked
package io.txswitch.channel.bill;

import org.jspecify.annotations.NullMarked;
