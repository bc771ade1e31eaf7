import { Fact } from "../shape/fact.ts";
import { json } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { bootstrap } from "./bootstrap.ts";
import { sha256 } from "./digest.ts";
import { asText, factOf } from "./find.ts";
import type { Keep } from "./keep.ts";
import { metadata, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const name = "front-door";

/** Files of the front door's ConfigMap, in the order in which their digest is made. */
const files = ["bootstrap.json", "server.json", "client-ca.json"] as const;

/** A secret as Envoy finds it in a file, and reads anew when its folder changes. */
const discovered = (secret: string, content: Readonly<Record<string, Shape>>): Shape =>
  json({ resources: [{ "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret", name: secret, ...content }] });

/** The front door's configuration: its bootstrap, and where its certificates are found. */
export function frontDoor(keep: Keep): KeepObject[] {
  const folder = "/etc/modelkeep";
  const file = (path: string): Shape => ({ filename: `${folder}/${path}` });
  return [
    object("front-door", "kubernetes:core/v1:ConfigMap", servingNamespace, name, () => ({
      metadata: metadata(keep, name, name, servingNamespace),
      data: {
        "bootstrap.json": json(bootstrap(keep)),
        "server.json": discovered("server", {
          tls_certificate: {
            certificate_chain: file("server/tls.crt"),
            private_key: file("server/tls.key"),
            watched_directory: { path: `${folder}/server` },
          },
        }),
        "client-ca.json": discovered("client-ca", {
          validation_context: { trusted_ca: file("client-ca/ca.crt"), watched_directory: { path: `${folder}/client-ca` } },
        }),
      },
    })),
  ];
}

/** SHA-256 of all its files: the pods name it, so that they start anew when a byte changes. */
export function frontDoorDigest(keep: Keep): Fact<string> {
  const data = keep.data(name);
  return Fact.all(...files.map((file) => factOf(data.at(file), `the front door's ${file}`, asText))).as((texts) =>
    sha256(JSON.stringify(Object.fromEntries(files.map((file, i) => [file, texts[i]])))),
  );
}
