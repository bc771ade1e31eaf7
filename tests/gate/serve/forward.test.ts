import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Answered, forward } from "../../../gate/serve/forward.ts";

let folder: string;
let servers: Server[];
/** What the model server does with a request. */
let behave: (response: ServerResponse) => void;
let answered: Promise<Answered>;
const agent = new Agent({ keepAlive: true });
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-gate-"));
  let done: (answered: Answered) => void;
  answered = new Promise((resolve) => {
    done = resolve;
  });
  const model = createServer((_, response) => behave(response));
  const gate = createServer((_, response) => {
    const asked = { method: "GET", path: "/", body: undefined, wantsUsage: false };
    void forward({ socketPath: at("model"), agent }, asked, response, () => {}).then(done);
  });
  servers = [model, gate];
  await Promise.all([
    new Promise<void>((ready) => model.listen(at("model"), ready)),
    new Promise<void>((ready) => gate.listen(at("gate"), ready)),
  ]);
});
afterEach(() => {
  agent.destroy();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

const ask = () =>
  new Promise<IncomingMessage>((got, failed) =>
    request({ socketPath: at("gate") }, got)
      .on("error", failed)
      .end(),
  );

it("counts the events that a client got who left in the middle", { tags: ["gate-left"] }, async () => {
  behave = (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: 1\n\ndata: 2\n\ndata: 3\n\n");
  };
  const got = await ask();
  await new Promise((first) => got.once("data", first));
  got.destroy();
  expect(await answered).toMatchObject({ left: true, whole: false, events: 3, usage: undefined });
});

it("sends on all of an answer that comes faster than the client reads, and holds little of it meanwhile", async () => {
  const bytes = 64 << 20;
  let accepted = 0;
  behave = (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": bytes });
    const part = Buffer.alloc(1 << 20, 32);
    const send = () => {
      while (accepted < bytes) {
        accepted += part.length;
        if (!response.write(part)) return response.once("drain", send);
      }
      return response.end();
    };
    send();
  };
  const got = await ask();
  await new Promise((first) => got.once("readable", first));
  got.pause();
  // Until nothing moves any more: what is on its way then lies in buffers.
  for (let before = -1; before !== accepted; ) {
    before = accepted;
    await new Promise((later) => setTimeout(later, 200));
  }
  expect(accepted).toBeLessThan(bytes / 2);
  let received = 0;
  for await (const chunk of got) received += (chunk as Buffer).length;
  expect(received).toBe(bytes);
  expect(await answered).toMatchObject({ whole: true, left: false, status: 200, bytes });
});
