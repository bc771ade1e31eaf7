import { readFileSync } from "node:fs";
import type { GateRequest } from "../../../gate/decide/decide.ts";
import type { GateModel } from "../../../gate/decide/gate-model.ts";
import type { Grant, GrantLimits } from "../../../gate/decide/grant.ts";
import type { Verdict } from "../../../gate/decide/verdict.ts";
import file from "./vectors.json" with { type: "json" };

/** A grant as vectors write it: without a level for the limits. */
type FlatGrant = Omit<Grant, "limits"> & GrantLimits;

interface Vector {
  name: string;
  grant?: Partial<FlatGrant>;
  model?: Partial<GateModel>;
  request: { method: string; path: string; text?: string; json?: unknown };
  /** Messages are left out: they are for people. */
  verdict: Record<string, unknown>;
}

/** One case of the corpus, ready to be decided. */
export interface Case {
  name: string;
  grant: Grant;
  model: GateModel;
  request: GateRequest;
  verdict: Record<string, unknown>;
}

export const model: GateModel = { servedAs: file.model, thinkingBudgets: true };
const grant = file.grant as FlatGrant;
/** Vectors of chats and completions stand with the grant, those of other routes in a file for each. */
const vectors: readonly Vector[] = [
  ...(file.vectors as unknown as readonly Vector[]),
  ...["messages", "responses", "embeddings"].flatMap(
    (name) => (JSON.parse(readFileSync(`tests/gate/decide/vectors/${name}.json`, "utf8")) as { vectors: Vector[] }).vectors,
  ),
];

/** A grant of the corpus with changes. */
export function grantWith(changes: Partial<FlatGrant> = {}): Grant {
  const { inputTokens, outputTokens, concurrent, bodyBytes, ...rest } = { ...grant, ...changes };
  return { ...rest, limits: { inputTokens, outputTokens, concurrent, bodyBytes } };
}

/** The corpus. */
export const cases: readonly Case[] = vectors.map(
  ({ name, grant: changes, model: other, request: { method, path, text, json }, verdict }) => ({
    name,
    grant: grantWith(changes),
    model: { ...model, ...other },
    request: { method, path, body: Buffer.from(text ?? JSON.stringify(json)) },
    verdict,
  }),
);

/** A verdict as vectors write it. */
export function withoutMessage(verdict: Verdict): Record<string, unknown> {
  if (verdict.allowed) return { ...verdict };
  const { message: _, ...rest } = verdict;
  return rest;
}
