import { createPublicKey, verify } from "node:crypto";
import configurations from "./data/validated-configurations.json" with { type: "json" };
import keys from "./data/validation-keys.json" with { type: "json" };
import type { ValidatedConfiguration, ValidationKey } from "./rows/validated-configuration.ts";

export {
  type ValidatedConfiguration,
  type ValidationKey,
  validatedConfigurationSchema,
  validationKeySchema,
} from "./rows/validated-configuration.ts";

/** Keys whose records count, and the records. Validated by the tests, not at run time; signatures are verified at each reading. */
export const validationKeys = keys as readonly ValidationKey[];
const records = configurations as readonly ValidatedConfiguration[];

/** A value with the keys of its objects in order, so that the same content is the same text. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, ordered(inner)]),
        )
      : value;

/** The bytes of a record that are signed: all fields but the signature. */
export function signedBytes(record: Omit<ValidatedConfiguration, "signature">): Buffer {
  const { signature: _, ...signed } = record as ValidatedConfiguration;
  return Buffer.from(JSON.stringify(ordered(signed)));
}

/** Whether a record is signed by the key that it names, and that key is one of those given. */
export function isSigned(record: ValidatedConfiguration, known: readonly ValidationKey[] = validationKeys): boolean {
  const key = known.find(({ name }) => name === record.by);
  if (key === undefined) return false;
  const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, "base64"), format: "der", type: "spki" });
  return verify(null, signedBytes(record), publicKey, Buffer.from(record.signature, "base64"));
}

/** What one replica of a model runs on; the name of its GPUs, as in the catalog, is unknown on a cluster whose nodes settings describe by memory only. */
export interface ValidationQuestion {
  model: string;
  vllm: string;
  gpu: string | undefined;
  gpus: number;
  nodes: number;
}

/** Whether the driver's name of a GPU, such as `NVIDIA H100 80GB HBM3`, is that of the catalog's, `H100`. */
const isNamed = (driver: string, gpu: string | undefined): boolean =>
  gpu !== undefined && `${driver.replace(/^NVIDIA /, "")} `.startsWith(`${gpu} `);

const hardwareText = ({ gpu, gpus, nodes }: ValidatedConfiguration) => `${nodes > 1 ? `${nodes} nodes with ` : ""}${gpus} x ${gpu.name}`;

/**
 * Whether this model was served on such GPUs by this release of vLLM, in one sentence: only what a signed record shows.
 * @param from records and keys other than the kit's, for tests
 */
export function validationText(
  { model, vllm, gpu, gpus, nodes }: ValidationQuestion,
  from: { records: readonly ValidatedConfiguration[]; keys: readonly ValidationKey[] } = { records, keys: validationKeys },
): string {
  const signed = from.records.filter((record) => record.model === model && isSigned(record, from.keys));
  const same = signed.find(
    (record) => record.vllm === vllm && isNamed(record.gpu.name, gpu) && record.gpus === gpus && record.nodes === nodes,
  );
  if (same) return `validated on ${hardwareText(same)} with vLLM ${same.vllm} (${same.date}, signed by ${same.by})`;
  if (signed.length === 0) return "not validated on a GPU by this project";
  const others = [...new Set(signed.map((record) => `${hardwareText(record)} with vLLM ${record.vllm}`))].join(", ");
  return `not validated on this hardware by this project; it is on ${others}`;
}
