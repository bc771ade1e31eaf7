import { join } from "node:path";
import { rolldown } from "rolldown";
import { digestOf } from "../../gate/digest.ts";

const root = join(import.meta.dirname, "../..");

/** Bytes of a ConfigMap, at most (`MaxSecretSize` of k8s.io/api/core/v1, which holds for both). */
export const mostBytes = 1 << 20;

/** The gate as one file of JavaScript, and its digest. */
export interface GateBundle {
  text: string;
  /** `sha256:` and 64 hexadecimal digits. */
  digest: string;
}

/**
 * The gate with the libraries that it uses, in one file that runs by itself on the stock image of Node.js. Not minified: who signs for what reads
 * every prompt must be able to read it.
 * @throws Error where it is larger than a ConfigMap may be
 */
export async function bundledGate(): Promise<GateBundle> {
  const build = await rolldown({ cwd: root, input: "gate/main.ts", platform: "node", logLevel: "silent" });
  try {
    const { output } = await build.generate({ format: "esm", codeSplitting: false, comments: { legal: true } });
    const [{ code: text }] = output;
    const bytes = Buffer.byteLength(text);
    if (bytes > mostBytes) throw new Error(`the gate has ${bytes} bytes; accepted: at most ${mostBytes}, which a ConfigMap holds`);
    return { text, digest: digestOf(text) };
  } finally {
    await build.close();
  }
}
