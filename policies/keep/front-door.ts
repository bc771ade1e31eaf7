import { Fact } from "../shape/fact.ts";
import { inAnyOrder, json } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { bootstrap } from "./bootstrap.ts";
import { identityOf } from "./client.ts";
import { sha256 } from "./digest.ts";
import { asText, factOf } from "./find.ts";
import { type Side, sidesOf } from "./front-door-side.ts";
import type { Keep, KeepServer as Server } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { type KeepObject, object } from "./object.ts";

const folder = "/etc/modelkeep";
const file = (path: string): Shape => ({ filename: `${folder}/${path}` });

/** A secret as Envoy finds it in a file, and reads anew when its folder changes. */
const discovered = (secret: string, content: Readonly<Record<string, Shape>>): Shape =>
  json({ resources: [{ "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret", name: secret, ...content }] });

/** The clients accepted at a side: certificates of the clients' CA, not revoked, with the name of one of its clients. */
function admitted(keep: Keep, { name: side, clients }: Side): Shape {
  const identities = keep.name.as((own) =>
    clients.length > 0 ? clients.map((client) => identityOf(own, client)) : [`spiffe://modelkeep/${own}/nobody`],
  );
  return discovered(`clients-${side}`, {
    validation_context: {
      trusted_ca: file("client-ca/ca.pem"),
      crl: file("client-ca/ca.pem"),
      watched_directory: { path: `${folder}/client-ca` },
      match_typed_subject_alt_names: identities.as(
        (all): Shape => inAnyOrder(...all.map((exact): Shape => ({ san_type: "URI", matcher: { exact } }))),
      ),
    },
  });
}

/** The configuration of each server's front door: its bootstrap, and where its certificates and those of its clients are found. */
export const frontDoors = (keep: Keep): KeepObject[] =>
  keep.servers.map((server) =>
    object("front-door", "kubernetes:core/v1:ConfigMap", keep.serving, server.frontDoor, () => ({
      metadata: metadata(keep, "front-door", server.frontDoor, keep.serving),
      data: server.model.clients.as(
        (clients): Shape => ({
          "bootstrap.json": json(bootstrap(server)),
          "server.json": discovered("server", {
            tls_certificate: {
              certificate_chain: file("server/tls.crt"),
              private_key: file("server/tls.key"),
              watched_directory: { path: `${folder}/server` },
            },
          }),
          ...Object.fromEntries(sidesOf(clients).map((side) => [`clients-${side.name}.json`, admitted(keep, side)])),
        }),
      ),
    })),
  );

/** SHA-256 of all its files: the pods name it, so that they start anew when a byte changes. */
export function frontDoorDigest({ keep, frontDoor, model: { clients } }: Server): Fact<string> {
  const data = keep.data(frontDoor);
  return clients.chain((all) => {
    const files = ["bootstrap.json", "server.json", ...sidesOf(all).map((side) => `clients-${side.name}.json`)];
    return Fact.all(...files.map((one) => factOf(data.at(one), `the front door's ${one}`, asText))).as((texts) =>
      sha256(JSON.stringify(Object.fromEntries(files.map((one, i) => [one, texts[i]])))),
    );
  });
}
