import { writeFileSync } from "node:fs";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

/** An issuer of tokens with a key pair of its own. */
export class TestIssuer {
  readonly issuer: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;

  private constructor(issuer: string, kid: string, privateKey: CryptoKey, jwk: JWK) {
    this.issuer = issuer;
    this.kid = kid;
    this.privateKey = privateKey;
    this.jwk = jwk;
  }

  static async make(issuer = "https://issuer.example", kid = "one"): Promise<TestIssuer> {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    return new TestIssuer(issuer, kid, privateKey, { ...(await exportJWK(publicKey)), kid, alg: "ES256" });
  }

  /** A token of now that lasts for an hour, but for what is said. @param now seconds since 1970 */
  token(now: number, claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
    const all = {
      iss: this.issuer,
      aud: "modelkeep",
      sub: "system:serviceaccount:research:notebook",
      iat: now,
      exp: now + 3600,
      ...claims,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new SignJWT(given).setProtectedHeader({ alg: "ES256", kid: this.kid, ...header }).sign(this.privateKey);
  }

  /** Writes the public keys of issuers as a JWKS. */
  static write(path: string, ...issuers: readonly TestIssuer[]): void {
    writeFileSync(path, JSON.stringify({ keys: issuers.map(({ jwk }) => jwk) }));
  }
}
