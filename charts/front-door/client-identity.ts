/**
 * Who a client is: the one URI SAN of its certificate, in the form of a SPIFFE ID (spiffe.io, X509-SVID), such as
 * `spiffe://modelkeep/support/client/support-bot`. A URI and no DNS name, because a DNS name can be had from any issuer that proves
 * control of a domain and is meant for servers; the keep's name is in it, so that a client of one keep has no identity in another that
 * trusts the same issuer.
 */
export const clientIdentity = (keep: string, client: string): string => `spiffe://modelkeep/${keep}/client/${client}`;

/** An identity that no client can have: Envoy takes an empty list of names for any client of the issuer. */
export const unmatchableIdentity = (keep: string): string => `spiffe://modelkeep/${keep}/nobody`;
