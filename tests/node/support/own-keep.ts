import { join } from "node:path";
import { serviceHost } from "../../../charts/front-door/certificate.ts";
import { clientPod, clientProgram } from "../../../dev/sandbox/client.ts";
import { weightsVolume } from "../../../dev/sandbox/weights-volume.ts";
import { KeepOnNode, type NodeRun } from "./run.ts";
import { type TestWeights, weightsLockfile, writeWeights } from "./weights.ts";

/** Seconds that a client of a keep of a file's own waits for a connection or an answer. */
const patience = 15;

/** Path of the lockfile of a server's weights from the project's root. */
export const lockOf = (server: string): string => `models/${server}.lock.json`;

/** A client's pod, and whose label and certificate it has where they are not its own. */
export interface Caller {
  name: string;
  /** Memory that it asks for. */
  memory?: string;
  labelled?: string;
  certificate?: string;
}

/** The keep of one test file, beside the suite's own: with a volume, and clients in a namespace of their own. It stays when the file has ended. */
export class OwnKeep<Server extends string> extends KeepOnNode {
  /** Namespace of the clients. */
  readonly clients: string;
  readonly volume: string;
  readonly #weights: Readonly<Record<Server, TestWeights>>;

  /** @param weights of each server; a next version is called `MODEL-next` */
  constructor(run: NodeRun, name: string, models: readonly string[], weights: Readonly<Record<Server, TestWeights>>) {
    const clients = `clients-of-${name}`;
    super(run.folder, run.node, { name, models, clientNamespaces: [clients], state: `keep-${name}` });
    this.clients = clients;
    this.volume = `weights-of-${name}`;
    this.#weights = weights;
  }

  /** Makes what is there before a keep: the weights on their volume, and the clients' namespace. */
  async prepare(): Promise<void> {
    for (const server of Object.keys(this.#weights) as Server[]) this.write(server);
    await this.node.kubectl.apply(
      weightsVolume(join(this.folder, this.volume), this.volume),
      { apiVersion: "v1", kind: "Namespace", metadata: { name: this.clients } },
      clientProgram(this.clients),
    );
  }

  /** Writes the weights of a server. @param flip one bit is another */
  write(server: Server, flip = false): void {
    writeWeights(join(this.folder, this.volume), flip, this.#weights[server]);
  }

  /** Lockfiles of all weights, by path. */
  get lockfiles(): Record<string, string> {
    return Object.fromEntries(Object.entries<TestWeights>(this.#weights).map(([server, of]) => [lockOf(server), weightsLockfile(of)]));
  }

  /** Starts pods of clients, which wait to be told to ask. */
  async addCallers(...callers: readonly Caller[]): Promise<void> {
    const { kubectl } = this.node;
    const pod = { keep: this.keep.name, namespace: this.clients, image: this.images.python };
    await kubectl.apply(
      ...[...new Set(callers.map(({ name, certificate = name }) => certificate))].map((of) => this.keep.clientSecret(of, this.clients)),
      ...callers.map(({ name, labelled = name, certificate = name, ...more }) =>
        clientPod({ ...pod, ...more, name, labelled, secret: `modelkeep-${certificate}` }),
      ),
    );
    await kubectl.run(["-n", this.clients, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=300s"]);
  }

  /** Has a client's pod ask a model so often. @returns how many answers had which status, and which errors there were */
  async ask(pod: string, model: Server, times = 1): Promise<Record<string, number>> {
    const how = [serviceHost(this.keep.name, model), "times", this.#weights[model].model, String(times), String(patience)];
    return JSON.parse(await this.node.kubectl.run(["-n", this.clients, "exec", pod, "--", "python3", "/ask/ask.py", ...how])) as Record<
      string,
      number
    >;
  }
}
