import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import type { EnvoySpec } from "../../../charts/front-door/envoy-config.ts";
import { until } from "../../support/until.ts";
import { type Answer, type Caller, http1, serverName } from "./call.ts";
import { type Identity, Issuer } from "./certificates.ts";
import { Envoy } from "./envoy.ts";
import { FakeModel } from "./fake-model.ts";

/** A front door that runs in front of a model server that counts, with the keep's issuer and a stranger's. */
export interface House {
  envoy: Envoy;
  model: FakeModel;
  /** Of the clients. */
  issuer: Issuer;
  /** Of the front door itself. */
  servers: Issuer;
  stranger: Issuer;
  server: Identity;
  /** A certificate of the keep's issuer for a client of that name. */
  client(name: string): Identity;
  /** Somebody who calls with that certificate. */
  caller(identity?: Identity, how?: Partial<Caller>): Caller;
  /** Every record of a caller's connection, once there is one and no more follow. */
  recordsOf(call: Pick<Answer, "peer" | "began">): Promise<Record<string, unknown>[]>;
  end(): Promise<void>;
}

export async function house(spec: EnvoySpec, change?: (config: object) => object): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-issuers-"));
  const issuer = new Issuer(join(folder, "keep"), "keep");
  const servers = new Issuer(join(folder, "servers"), "servers");
  const stranger = new Issuer(join(folder, "stranger"), "stranger");
  const server = servers.issue({ names: [`DNS:${serverName}`], usage: "serverAuth" });
  const envoy = await Envoy.prepare(spec, server, issuer.authority, change);
  const model = await FakeModel.listen(envoy.paths.socket);
  await envoy.start();
  const clients = new Map<string, Identity>();
  const recordsOf: House["recordsOf"] = async (call) => {
    await until(`there is a record of ${call.peer}`, () => envoy.recordsSoFar(call).length > 0);
    await settled(door);
    return envoy.recordsSoFar(call);
  };
  const door: House = {
    envoy,
    model,
    issuer,
    servers,
    stranger,
    server,
    client: (name) => {
      const known = clients.get(name) ?? issuer.issue({ names: [`URI:${clientIdentity(spec.name, name)}`] });
      clients.set(name, known);
      return known;
    },
    caller: (identity, how) => ({ paths: envoy.paths, ca: servers.cert, identity, ...how }),
    recordsOf,
    async end() {
      await envoy.end();
      await model.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return door;
}

/**
 * Sends a request of which the model server writes nothing down, and waits for its record: whatever was before it has arrived and is in the
 * log by then. Where something overtakes it all the same, a test sees less, and does not fail for it.
 *
 * @returns who sent it
 */
export async function settled({ caller, client, envoy, model }: House): Promise<Answer> {
  const marker = await http1(caller(client("support-bot")), "POST", "/v1/completions", {}, model.marker);
  await until("the log has the marker", () => envoy.recordsSoFar(marker).length > 0);
  return marker;
}

/** Runs something and says how many requests the model server saw of it. */
export async function arrivalsAt<Result>(door: House, run: () => Promise<Result>): Promise<[Result, number]> {
  const before = door.model.received.length;
  const result = await run();
  await settled(door);
  return [result, door.model.received.length - before];
}
