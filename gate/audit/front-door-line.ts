import { z } from "zod";
import type { LogLine } from "./log-lines.ts";
import { parsed } from "./parsed.ts";

/** What the front door writes of a request, as far as it says the same as the gate (`charts/front-door/access-log.ts`). */
const schema = z.object({
  record: z.literal("request"),
  id: z.string().min(1).max(128),
  /** Identity of the client's certificate, of which the last part is its name. */
  client: z.string().max(2048),
  status: z.int().min(0),
  reason: z.string(),
});

/** A request as the front door saw it. */
export interface FrontDoorLine {
  id: string;
  client: string;
  status: number;
  /** Whether the answer is the gate's: the front door answers by itself what it refuses, and where the gate is gone. */
  passedOn: boolean;
  place: string;
}

/** Source: "Response Code Details", Envoy 1.40 documentation: the response was sent by the upstream. */
const byUpstream = "via_upstream";

/** The front door's records among the lines of a log, and those that say they are and have not their form. */
export function frontDoorLines(log: readonly LogLine[]): { lines: FrontDoorLine[]; unreadable: LogLine[] } {
  const lines: FrontDoorLine[] = [];
  const unreadable: LogLine[] = [];
  for (const line of log) {
    if (!line.text.includes('"record":"request"')) continue;
    const read = schema.safeParse(parsed(line.text));
    if (!read.success) unreadable.push(line);
    else {
      const { id, client, status, reason } = read.data;
      lines.push({ id, client: client.split("/").at(-1)!, status, passedOn: reason === byUpstream, place: line.place });
    }
  }
  return { lines, unreadable };
}
