import { until } from "../until.ts";

/** What a cluster's API server keeps: a value for each key, both in base64. */
type Stored = ReadonlyMap<string, string>;

const base64 = (text: string) => Buffer.from(text).toString("base64");
const everything = { key: base64("/registry/"), range_end: base64("/registry0") };

/** What controllers write all the time whether anybody asks for something or not: who leads, who is alive, what happened. */
const restless = ["/registry/leases/", "/registry/events/", "/registry/masterleases/"];

/** Times in a row that nothing has changed, after which nothing is under way any more. */
const calmRounds = 3;

/** The data of a control plane, read and put back past its API server, which hears of it as of any other change. */
export class Etcd {
  readonly #url: string;

  /** @param url of its gRPC gateway, for example `http://127.0.0.1:2379` */
  constructor(url: string) {
    this.#url = url;
  }

  async stored(): Promise<Stored> {
    const { kvs = [] } = await this.#ask<{ kvs?: { key: string; value: string }[] }>("range", everything);
    return new Map(kvs.map(({ key, value }) => [key, value]));
  }

  /**
   * Puts everything back as it was: what is new goes, finalizers or not, and what was changed or deleted is written anew. Goes on until
   * controllers that were still at work have stopped writing.
   * @throws Error where they do not stop
   */
  async restore(before: Stored): Promise<void> {
    let calm = 0;
    await until("the control plane leaves what was put back as it is", async () => {
      calm = (await this.#putBack(before)) === 0 ? calm + 1 : 0;
      return calm === calmRounds;
    });
  }

  /** @returns how much was not as before */
  async #putBack(before: Stored): Promise<number> {
    const now = await this.stored();
    const of = (key: string) => Buffer.from(key, "base64").toString();
    const counts = (key: string) => !restless.some((start) => of(key).startsWith(start));
    const added = [...now.keys()].filter((key) => !before.has(key) && counts(key));
    // The state of a node changes with each of its heartbeats: it is put back, but not waited for.
    const changed = [...before].filter(([key, value]) => now.get(key) !== value && counts(key));
    for (const key of added) await this.#ask("deleterange", { key });
    for (const [key, value] of changed) await this.#ask("put", { key, value });
    return added.length + changed.filter(([key]) => !of(key).startsWith("/registry/minions/")).length;
  }

  async #ask<Answer>(operation: "range" | "put" | "deleterange", body: object): Promise<Answer> {
    const answer = await fetch(`${this.#url}/v3/kv/${operation}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`etcd answers ${answer.status} to ${operation}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
}
