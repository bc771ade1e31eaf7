import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { type Refusal, refusalAnswer } from "../answers/refusal.ts";
import { decide } from "../decide/decide.ts";
import { routePaths } from "../decide/routes.ts";
import type { Allowed } from "../decide/verdict.ts";
import { Identifier } from "../identity/identify.ts";
import { FairQueue } from "../limits/fair-queue.ts";
import { GateMetrics } from "../metrics/gate-metrics.ts";
import { ClientBudgets } from "./client-budgets.ts";
import { collect } from "./collect.ts";
import { type Answered, forward } from "./forward.ts";
import { inputRefusal } from "./input-refusal.ts";
import { answerMetrics, metricsPath } from "./observe.ts";
import type { GateClient, GateOptions } from "./options.ts";
import { newRecord, type RequestRecord } from "./record.ts";
import { takeTurn } from "./turn.ts";
import { usedTokens } from "./used-tokens.ts";

/** Header with the id that the front door gives each request. */
export const idHeader = "x-request-id";

/** A request on its way: what its record is made of. */
interface Passage {
  request: IncomingMessage;
  response: ServerResponse;
  client: GateClient;
  record: RequestRecord;
  begun: number;
}

/** Judges requests of clients whom the front door has recognised, and passes on those that are allowed. */
export class RequestGate {
  readonly #options: GateOptions;
  readonly #clients: ReadonlyMap<string, GateClient & { budgets: ClientBudgets }>;
  readonly #identifier: Identifier;
  readonly #queue: FairQueue;
  readonly #metrics: GateMetrics;
  /** Way to the model server. */
  readonly #model: { socketPath: string; agent: Agent };

  constructor(options: GateOptions) {
    this.#options = options;
    const now = options.now();
    this.#clients = new Map(
      options.clients.map(({ grant, rates, identities }) => {
        // One request cannot run more sequences than the server does.
        const limits = { ...grant.limits, concurrent: Math.min(grant.limits.concurrent, options.slots) };
        return [grant.client, { grant: { ...grant, limits }, rates, identities, budgets: new ClientBudgets(rates, now) }];
      }),
    );
    const identified = [
      ...options.clients.map(({ grant: { client }, identities }) => ({ client, identities })),
      ...options.observers.map(({ observer, identities }) => ({ client: observer, identities })),
    ];
    this.#identifier = new Identifier(identified, options.issuers, options.date);
    this.#queue = new FairQueue(options.slots);
    this.#metrics = new GateMetrics(options.about, () => this.waiting);
    this.#model = { socketPath: options.socketPath, agent: new Agent({ keepAlive: true, maxFreeSockets: options.slots }) };
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  /** Handles one request, with one record of it. Never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begun = this.#options.now();
    const record = newRecord(String(request.headers[idHeader] ?? ""));
    // An error on either side ends the request, and is seen as such where it is waited for.
    request.on("error", () => {});
    response.on("error", () => {});
    try {
      const who = await this.#identifier.identify(request.headers);
      if ("rule" in who) return this.#refuse(record, response, who);
      Object.assign(record, { client: who.client, identity: who.kind });
      const client = this.#clients.get(who.client);
      if (client === undefined) await this.#observe(request, response, record);
      else await this.#pass({ request, response, client, record, begun }, client.budgets);
    } catch {
      // A mistake of the gate itself; nothing of the request may get into a log by its message.
      this.#refuse(record, response, { status: 502, rule: "gate-error", message: "the request could not be judged" });
    } finally {
      record.totalMs = this.#options.now() - begun;
      this.#metrics.count(record);
      this.#options.record(record);
    }
  }

  /** Answers one who may see metrics, and nothing else. */
  async #observe({ method, url }: IncomingMessage, response: ServerResponse, record: RequestRecord): Promise<void> {
    if (method === "GET" && url === metricsPath) return answerMetrics(this.#metrics, this.#model.socketPath, response, record);
    this.#refuse(record, response, { status: 403, rule: "route-not-granted", message: `accepted: GET ${metricsPath}` });
  }

  async #pass(passage: Passage, budgets: ClientBudgets): Promise<void> {
    const { request, response, client, record } = passage;
    const refuse = (refusal: Refusal) => this.#refuse(record, response, refusal);
    const coding = request.headers["content-encoding"];
    if (coding !== undefined && coding !== "identity")
      return refuse({ status: 415, rule: "body-coding", message: "the body is compressed; accepted: none that is" });
    const collected = await collect(request, client.grant.limits.bodyBytes);
    passage.begun = this.#options.now();
    if (collected === undefined) {
      record.outcome = "cancelled";
      return;
    }
    if ("tooLong" in collected) {
      // What is still to come of it is not read.
      response.setHeader("connection", "close");
      const message = `the body has ${collected.tooLong} bytes or more; accepted: at most ${client.grant.limits.bodyBytes}`;
      return refuse({ status: 413, rule: "body-size", message });
    }
    record.bytesIn = collected.body.length;
    const { method = "", url: path = "" } = request;
    const verdict = decide(client.grant, this.#options.model, { method, path, body: collected.body });
    if (!verdict.allowed) return refuse(verdict);
    record.route = verdict.route;
    // The model reads nothing of a request without sequences.
    const tokens = verdict.sequences === 0 ? 0 : collected.body.length + verdict.outputTokens;
    const taken = budgets.take(tokens, this.#options.now());
    if ("spent" in taken) {
      const message = `the client's ${taken.spent.replaceAll("-", " ")} are spent; accepted: again after ${taken.retryAfterSeconds} s`;
      return refuse({ status: 429, rule: taken.spent, message, retryAfterSeconds: taken.retryAfterSeconds });
    }
    await this.#send(passage, verdict, method, (used) => budgets.settle(taken.tokens, used, this.#options.now()));
  }

  async #send(
    { response, client, record, begun }: Passage,
    verdict: Allowed,
    method: string,
    settle: (used: number) => void,
  ): Promise<void> {
    const turn = await takeTurn(this.#queue, client.grant, verdict.sequences, response);
    record.waitedMs = this.#options.now() - begun;
    if (turn === "cancelled") {
      settle(0);
      record.outcome = "cancelled";
      return;
    }
    if (turn === "refused") {
      settle(0);
      const message = "as many requests of the client wait already as may; accepted: again when one has ended";
      return this.#refuse(record, response, { status: 429, rule: "concurrent", message, retryAfterSeconds: 1 });
    }
    const body = verdict.body === undefined ? undefined : Buffer.from(JSON.stringify(verdict.body));
    try {
      this.#options.started(record);
      const input = { bytes: record.bytesIn, most: client.grant.limits.inputTokens };
      const refusal = await inputRefusal(this.#model, verdict, input, response);
      if (refusal !== undefined) {
        settle(0);
        if (refusal !== "left") this.#refuse(record, response, refusal);
        if (refusal === "left") record.outcome = "cancelled";
        else if (refusal.status === 503) record.outcome = "failed";
        return;
      }
      const answered = await forward(
        this.#model,
        { method, path: routePaths[verdict.route], body, wantsUsage: verdict.wantsUsage },
        response,
        () => {
          record.firstByteMs = this.#options.now() - begun;
        },
      );
      settle(verdict.sequences === 0 ? 0 : usedTokens(answered, body?.length ?? 0));
      this.#ended(record, response, answered);
    } finally {
      turn.leave();
    }
  }

  #ended(record: RequestRecord, response: ServerResponse, answered: Answered): void {
    Object.assign(record, { status: answered.status, usage: answered.usage, bytesOut: answered.bytes });
    if (answered.status === undefined && !answered.left) {
      const message = "the model server gives no answer; accepted: again in a while";
      this.#refuse(record, response, { status: 503, rule: "model-server", message, retryAfterSeconds: 5 });
    }
    record.outcome = answered.whole ? "answered" : answered.left ? "cancelled" : "failed";
  }

  #refuse(record: RequestRecord, response: ServerResponse, refusal: Refusal): void {
    record.outcome = "refused";
    record.rule = refusal.rule;
    if (response.headersSent || response.destroyed) return;
    const { headers, body } = refusalAnswer(response.req.url ?? "", refusal);
    record.status = refusal.status;
    record.bytesOut = body.length;
    response.writeHead(refusal.status, headers).end(body);
  }
}
