/**
 * Which keys a channel has now: those of the configuration file and those of the store, sealed under the node's master
 * key and shared by all nodes.
 *
 * <p>Several are live at a time, so that a change of keys breaks nothing that is under way: requests are signed with
 * the newest whose time has come, answers and notifications are verified with every one until it is retired.
 *
 * <pre>
 *   ./txswitch credential ▶ control port ▶ CredentialVault (seals) ▶ CredentialStore (MySQL)
 *                                │                                        │ read at the start, every minute,
 *                                └─ CREDENTIALS_CHANGED (a hint) ─▶ ChannelCredentials ◀─ and when told
 *                                                                         └─▶ LiveCredentials ▶ Channel
 * </pre>
 */
@NullMarked
package io.txswitch.channel.credentials;

import org.jspecify.annotations.NullMarked;
