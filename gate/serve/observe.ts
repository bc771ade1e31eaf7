import type { ServerResponse } from "node:http";
import type { GateMetrics } from "../metrics/gate-metrics.ts";
import { modelMetrics } from "./model-metrics.ts";
import type { RequestRecord } from "./record.ts";

/** Where observers find metrics. */
export const metricsPath = "/metrics";

/** Answers with the gate's metrics and, where the model server gives them, with those of its that are shown. */
export async function answerMetrics(
  metrics: GateMetrics,
  socketPath: string,
  response: ServerResponse,
  record: RequestRecord,
): Promise<void> {
  const body = Buffer.from((await metrics.text()) + ((await modelMetrics(socketPath)) ?? ""));
  Object.assign(record, { route: "metrics", status: 200, bytesOut: body.length, outcome: "answered" });
  response.writeHead(200, { "content-type": metrics.contentType, "content-length": body.length }).end(body);
}
