import { type Agent, request } from "node:http";
import type { InputCount } from "../decide/input-count.ts";

/** Tokens of an input; `unreadable` where the model server refuses to read it, `none` where it gives no answer. */
export type CountedInput = number | "unreadable" | "none";

/** Bytes of an answer, at most: it has the tokens themselves beside their number. */
const most = 1 << 25;

/** Asks the model server how many tokens an input has. @param signal ends the question */
export function countInput(
  { socketPath, agent }: { socketPath: string; agent: Agent },
  { path, body, answer }: InputCount,
  signal: AbortSignal,
): Promise<CountedInput> {
  const sent = Buffer.from(JSON.stringify(body));
  const headers = { host: "model", "content-type": "application/json", "content-length": sent.length };
  return new Promise((resolve) => {
    const asked = request({ socketPath, agent, method: "POST", path, headers, signal });
    const none = () => {
      asked.destroy();
      resolve("none");
    };
    asked.on("error", none);
    asked.on("response", (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > most) none();
        else chunks.push(chunk);
      });
      response.on("error", none);
      response.on("end", () => resolve(counted(statusCode, Buffer.concat(chunks).toString(), answer)));
    });
    asked.end(sent);
  });
}

function counted(status: number, text: string, field: string): CountedInput {
  if (status >= 400 && status < 500) return "unreadable";
  if (status !== 200) return "none";
  try {
    const count: unknown = (JSON.parse(text) as Record<string, unknown>)[field];
    return typeof count === "number" && Number.isInteger(count) ? count : "none";
  } catch {
    return "none";
  }
}
