import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GateConfig } from "../../../gate/config.ts";
import { bundledGate } from "../../gate/bundle.ts";
import { modelName } from "./chat.ts";

/** The client whom every request is of. */
export const clientName = "bench";

/** Built once for all doors. */
const bundle = await bundledGate();
const anyDigest = `sha256:${createHash("sha256").update("bench").digest("hex")}`;

/** Writes the gate's program, as a pod has it, and settings that let all of the bench's requests through. @returns their files */
export function writeGate(folder: string, listen: string, upstream: string): { program: string; config: string } {
  const at = (name: string) => join(folder, name);
  writeFileSync(at("gate.mjs"), bundle.text);
  writeFileSync(at("key"), Buffer.alloc(32, 7));
  const config: GateConfig = {
    listen,
    upstream,
    keyFile: at("key"),
    anchorFile: at("anchor"),
    model: modelName,
    thinkingBudgets: false,
    slots: 64,
    gate: bundle.digest,
    weights: anyDigest,
    observers: [],
    issuers: [],
    clients: [
      {
        client: clientName,
        identities: [{ kind: "certificate", uri: clientName }],
        routes: ["chat-completions", "models"],
        limits: { inputTokens: 32_768, outputTokens: 4_096, concurrent: 64, bodyBytes: 1 << 20 },
        rates: { requestsPerMinute: 1e9, tokensPerMinute: 1e12 },
        unknownFields: "refuse",
      },
    ],
  };
  writeFileSync(at("gate.json"), JSON.stringify(config));
  return { program: at("gate.mjs"), config: at("gate.json") };
}
