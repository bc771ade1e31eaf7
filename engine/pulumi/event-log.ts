import { stripVTControlCharacters } from "node:util";
import { isRoot } from "../in-process/urn.ts";
import { plainRecord, type WireObject } from "../in-process/wire.ts";
import type { Diagnostic, Severity } from "../preview.ts";

/** Event of the engine: `apitype.EngineEvent` of pulumi/pulumi, the fields read here. */
interface EngineEvent {
  diagnosticEvent?: { urn?: string; message: string; severity: string; ephemeral?: boolean };
  resOutputsEvent?: { metadata: { type: string; new?: { outputs?: WireObject } | null } };
}

/** The engine's severities for the output of a program and for debug lines, which are left out. */
const SEVERITIES: Record<string, Severity | undefined> = { info: "info", "info#err": "info", warning: "warning", error: "error" };

/**
 * Messages of the program, the providers and the engine during a preview.
 *
 * @param log a file of `--event-log`: one JSON object per line
 */
export function diagnosticsOf(log: string): Diagnostic[] {
  return eventsOf(log).flatMap(({ diagnosticEvent: event }) => {
    const severity = event && SEVERITIES[event.severity];
    const message = stripVTControlCharacters(event?.message ?? "").trimEnd();
    if (!event || !severity || event.ephemeral || message === "") return [];
    return [{ severity, message, ...(event.urn && { urn: event.urn }) }];
  });
}

/** Outputs of the stack, from the last event that carries them; empty when the program exports none. */
export function stackOutputs(log: string): Record<string, unknown> {
  const roots = eventsOf(log).flatMap(({ resOutputsEvent: event }) => (event && isRoot(event.metadata.type) ? [event.metadata.new] : []));
  return plainRecord(roots.at(-1)?.outputs ?? {});
}

function eventsOf(log: string): EngineEvent[] {
  return log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}
