import { renameSync, writeFileSync } from "node:fs";
import { connect as connectH2 } from "node:http2";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { localReplies } from "../../../charts/front-door/local-replies.ts";
import { endingFile } from "../../../charts/front-door/paths.ts";
import { until } from "../../support/until.ts";
import { onCluster } from "../keep-specs.ts";
import { type Answer, type Caller, http1, http2, open } from "./call.ts";
import { type House, house } from "./house.ts";

let door: House;
let client: Caller;
beforeAll(async () => {
  door = await house(onCluster);
  client = door.caller(door.client("support-bot"));
});
afterAll(() => door.end());

/** The error that an answer of HTTP/1.1 carries, as a client's library reads it. */
const errorOf = ({ body }: Answer) => (JSON.parse(body) as { error: Record<string, unknown> }).error;
const expected = (status: number) => {
  const { type, message } = localReplies.find((reply) => reply.status === status)!;
  return { type, message, code: status };
};

describe("what the front door answers by itself", () => {
  const refused: [string, number, () => Promise<Answer>][] = [
    ["a path that no route has", 404, () => http1(client, "GET", "/metrics")],
    ["a method that no route has", 404, () => http1(client, "DELETE", "/v1/models")],
    ["an escaped slash", 400, () => http1(client, "GET", "/v1%2fmodels")],
    ["a header with an underscore", 400, () => http1(client, "GET", "/v1/models", { a_b: "1" })],
    ["a body that is too large", 413, () => http1(client, "POST", "/v1/completions", {}, "x".repeat(2 ** 20))],
    ["too many headers", 431, () => http1(client, "GET", "/v1/models", { "x-a": "b".repeat(20_000) })],
  ];
  test.each(refused)("to %s is an error in the shape of OpenAI's API: %i", async (_, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatch(/^content-type: application\/json$/im);
    expect(errorOf(answer)).toEqual(expected(status));
  });

  it("is the same by HTTP/2", async () => {
    const answer = await http2(client, { ":method": "GET", ":path": "/metrics", ":authority": "model" });
    expect(errorOf(answer)).toEqual(expected(404));
  });

  it("where no model server listens is when to ask again, and names nothing that is in the pod", async () => {
    const empty = await house(onCluster);
    await empty.model.close();
    const answer = await http1(empty.caller(empty.client("support-bot")), "GET", "/v1/models");
    await empty.end();
    expect(answer.headers).toMatch(/^retry-after: 1$/im);
    expect(errorOf(answer)).toEqual(expected(503));
    expect(answer.headers + answer.body).not.toMatch(/vllm\.sock|upstream|reset/);
  });

  it("is never put in place of the model server's own", async () => {
    const { status, body } = await http1(client, "POST", "/v1/completions", {}, door.model.refusal);
    expect({ status, body }).toEqual({ status: 503, body: '{"error":"of the model server"}' });
  });
});

describe("while the server ends", () => {
  /** As the server's programs write it. */
  const say = (level: string) => {
    const file = endingFile(door.envoy.paths.socket);
    writeFileSync(`${file}.new`, level);
    renameSync(`${file}.new`, file);
  };
  const models = () => http1(client, "GET", "/v1/models", { connection: "keep-alive" });
  const closes = ({ headers }: Answer) => /^connection: close$/im.test(headers);

  it("each answer is the last of its connection, then there are no more; and after a new start all is as before", {
    tags: ["door-closes-first"],
  }, async () => {
    expect(closes(await models())).toBe(false);
    say("0.5");
    await until("connections are closed", async () => closes(await models()));
    expect((await models()).status).toBe(200);
    say("1");
    const refused = await until("requests are refused", async () => {
      const answer = await models();
      return answer.status === 503 && answer;
    });
    expect(refused.headers).toMatch(/^retry-after: 1$/im);
    expect(errorOf(refused)).toEqual(expected(503));
    say("0");
    await until("requests are taken again", async () => (await models()).status === 200);
    await until("connections stay again", async () => !closes(await models()));
  });

  it("a request under way ends whole", async () => {
    door.model.hold();
    const slow = http1(client, "POST", "/v1/completions", {}, '{"prompt":"x"}');
    await until("the request is under way", () => door.model.open === 1);
    // Of a path that never comes to the model server.
    const status = async () => (await http1(client, "GET", "/metrics")).status;
    say("1");
    await until("requests are refused", async () => (await status()) === 503);
    door.model.letGo();
    expect((await slow).status).toBe(200);
    say("0");
    await until("requests are taken again", async () => (await status()) === 404);
  });

  it("a connection of HTTP/2 is told to go elsewhere with an answer", async () => {
    const socket = await open({ ...client, tls: { ALPNProtocols: ["h2"] } });
    const session = connectH2("https://model", { createConnection: () => socket });
    let told = false;
    session.on("goaway", () => {
      told = true;
    });
    say("0.5");
    await until("it is told", async () => {
      if (told) return true;
      const request = session.request({ ":method": "GET", ":path": "/v1/models", ":authority": "model" });
      await new Promise((ended) => request.on("close", ended).on("error", ended).resume());
      return told;
    });
    session.destroy();
    say("0");
  });
});
