/**
 * Codes that are scanned, and by whom: images of QR codes, and which wallet opened a page.
 */
@NullMarked
package io.txswitch.api.scan;

import org.jspecify.annotations.NullMarked;
