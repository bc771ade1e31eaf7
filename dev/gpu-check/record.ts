import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import {
  signedBytes,
  type ValidatedConfiguration,
  type ValidationKey,
  validatedConfigurationSchema,
} from "../../catalog/validated-configurations.ts";

/** Signs what was seen. @throws Error naming each field that no record may have */
export function signedRecord(seen: Omit<ValidatedConfiguration, "signature" | "schema">, privateKeyPem: string): ValidatedConfiguration {
  const record = { schema: 1 as const, ...seen };
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`the key is of type ${key.asymmetricKeyType}; accepted: ed25519`);
  return validatedConfigurationSchema.parse({ ...record, signature: sign(null, signedBytes(record), key).toString("base64") });
}

/** A new key: what its owner keeps, PEM, and the line for `catalog/data/validation-keys.json`. */
export function newKey(name: string, date: string): { privateKeyPem: string; entry: ValidationKey } {
  const { privateKey } = generateKeyPairSync("ed25519");
  return {
    privateKeyPem: privateKey.export({ format: "pem", type: "pkcs8" }) as string,
    entry: { name, publicKey: publicKeyOf(privateKey), date },
  };
}

const publicKeyOf = (key: Parameters<typeof createPublicKey>[0]): string =>
  createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");
