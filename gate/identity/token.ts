import { decodeJwt, errors, jwtVerify } from "jose";
import type { JwksFile } from "./jwks-file.ts";

/** Whose tokens are accepted. */
export interface TokenIssuer {
  /** As tokens name it. */
  issuer: string;
  /** For whom its tokens have to be: another service's token is none for this one. */
  audience: string;
  keys: JwksFile;
}

/** Who a token says that its bearer is, or why it is not believed. */
export type TokenVerdict = { issuer: string; subject: string } | "unknown" | "expired" | "no-keys";

/** Signatures by a key pair; a shared secret would have to be here to be checked. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/** Seconds by which two clocks may differ. */
const clockTolerance = 30;

/**
 * Whether a JSON Web Token is one of an issuer's, signed, for this audience, and of now; one without an end is not (RFC 8725).
 * @param now milliseconds since 1970
 */
export async function verifyToken(token: string, issuers: ReadonlyMap<string, TokenIssuer>, now: number): Promise<TokenVerdict> {
  const issuer = issuers.get(issuerOf(token) ?? "");
  if (issuer === undefined) return "unknown";
  let keys: ReturnType<JwksFile["keys"]>;
  try {
    keys = issuer.keys.keys();
  } catch {
    return "no-keys";
  }
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms,
      clockTolerance,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(now),
    });
    return { issuer: issuer.issuer, subject: payload.sub! };
  } catch (error) {
    return error instanceof errors.JWTExpired ? "expired" : "unknown";
  }
}

/** Whom a token names as its issuer, which is not believed yet. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
