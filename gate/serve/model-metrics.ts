import { request } from "node:http";
import { shownSeries } from "../metrics/model-series.ts";

/** Bytes of the model server's metrics, at most; vLLM's have some 50 KB. */
const most = 1 << 22;
const patienceMs = 5_000;

/** What the model server's metrics show to an observer; undefined where it gives none in time. */
export function modelMetrics(socketPath: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const none = () => {
      asked.destroy();
      resolve(undefined);
    };
    const asked = request({ socketPath, path: "/metrics", headers: { host: "model" }, signal: AbortSignal.timeout(patienceMs) });
    asked.on("error", none);
    asked.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (text.length > most) none();
      });
      response.on("error", none);
      response.on("end", () => (response.statusCode === 200 && response.complete ? resolve(shownSeries(text)) : none()));
    });
    asked.end();
  });
}
