/**
 * Certificates made at run time, for lines between simulators and the switch: an authority, and what it issues.
 *
 * <pre>
 *   TestAuthority ─▶ TestCertificates (own key and certificate, and the authority's) ─▶ PEM for server and client
 * </pre>
 */
@NullMarked
package io.txswitch.sandbox.tls;

import org.jspecify.annotations.NullMarked;
