import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import type { EnvoySpec } from "../../../charts/front-door/envoy-config.ts";
import { type Caller, serverName } from "./call.ts";
import { type Identity, Issuer } from "./certificates.ts";
import { Envoy } from "./envoy.ts";
import { FakeModel } from "./fake-model.ts";

/** A front door that runs in front of a model server that counts, with the keep's issuer and a stranger's. */
export interface House {
  envoy: Envoy;
  model: FakeModel;
  issuer: Issuer;
  stranger: Issuer;
  server: Identity;
  /** A certificate of the keep's issuer for a client of that name. */
  client(name: string): Identity;
  /** Somebody who calls with that certificate. */
  caller(identity?: Identity, how?: Partial<Caller>): Caller;
  end(): Promise<void>;
}

export async function house(spec: EnvoySpec): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-issuers-"));
  const issuer = new Issuer(join(folder, "keep"), "keep");
  const stranger = new Issuer(join(folder, "stranger"), "stranger");
  const server = issuer.issue({ names: [`DNS:${serverName}`], usage: "serverAuth" });
  const envoy = await Envoy.prepare(spec, server, issuer.cert);
  const model = await FakeModel.listen(envoy.places.socket);
  await envoy.start();
  return {
    envoy,
    model,
    issuer,
    stranger,
    server,
    client: (name) => issuer.issue({ names: [`URI:${clientIdentity(spec.name, name)}`] }),
    caller: (identity, how) => ({ places: envoy.places, ca: issuer.cert, identity, ...how }),
    async end() {
      await envoy.end();
      await model.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Time for a request that slipped through to arrive: what is judged is that nothing did. */
export const settled = (): Promise<void> => sleep(100);

/** Runs something and says how many requests the model server saw of it. */
export async function arrivalsAt<Result>({ model }: House, run: () => Promise<Result>): Promise<[Result, number]> {
  const before = model.received.length;
  const result = await run();
  await settled();
  return [result, model.received.length - before];
}
