import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type Answer, type Asked, type HandOn, type Part, scopeOf } from "./asked.ts";
import { dnsFirewall } from "./dns-firewall.ts";
import { ec2Part } from "./ec2.ts";
import { EksAddOns } from "./eks-add-ons.ts";
import { EksClusters } from "./eks-clusters.ts";
import { FlowLogMemory } from "./flow-logs.ts";
import { Detectors } from "./guard-duty.ts";
import { jsonService } from "./json-service.ts";
import { LaunchTemplates } from "./launch-templates.ts";
import { SubnetAcls } from "./network-acls.ts";
import { queryLogs } from "./query-logs.ts";
import { Tags } from "./tags.ts";
import { trails } from "./trails.ts";
import { VpcEndpoints } from "./vpc-endpoints.ts";

/** Services of which a part is answered here; all else goes on as it comes, whatever its size. */
const own = ["cloudtrail", "ec2", "eks", "guardduty", "route53resolver"];

/** The parts that stand before the emulator, with nothing in them yet. */
export function partsOf(account: string): readonly Part[] {
  const tags = new Tags();
  const resolver = { ...dnsFirewall(tags), ...queryLogs(tags), ...tags.operations };
  return [
    jsonService("Route53Resolver", account, resolver),
    new Detectors(account).part,
    ec2Part({
      ...new SubnetAcls().operations,
      ...new VpcEndpoints().operations,
      ...new LaunchTemplates().operations,
      ...new FlowLogMemory().operations,
    }),
    trails,
    new EksAddOns().part,
    new EksClusters().part,
  ];
}

/** Sends a request on, each over a connection of its own. */
const onward = (emulator: URL, { method, headers }: Pick<Asked, "method" | "headers">, path: string) =>
  request(emulator, { method, path, headers, agent: false });

/**
 * An AWS API that answers what the emulator behind it lacks, mends what it answers otherwise than AWS does, and hands on all else. Takes requests as a
 * server, and as a proxy, for names that lead nowhere here.
 * @param account that it answers for
 * @param report is told of requests that could not be answered
 */
export function front(emulator: URL, account: string, report: (failure: string) => void = console.error): Server {
  const parts = partsOf(account);
  const server = createServer(async (from, to) => {
    const url = new URL(from.url ?? "/", "http://aws");
    const headers = { ...from.headers, ...(from.url?.startsWith("http") && { host: url.host }) };
    const method = from.method ?? "GET";
    const path = url.pathname + url.search;
    const scope = scopeOf(from.headers);
    if (scope === undefined || !own.includes(scope.service)) return handOnAsItComes(emulator, from, to, { method, headers, path });
    try {
      const asked: Asked = { ...scope, method, path, headers, body: await text(from) };
      const { status, type, body } = await answerOf(parts, asked, handOnOf(emulator, asked));
      to.writeHead(status, { "content-type": type }).end(status === 204 ? undefined : body);
    } catch (error) {
      report(`${method} ${path}: ${error}`);
      to.destroy();
    }
  });
  // A connection that was idle for long must not be found closed.
  return Object.assign(server, { keepAliveTimeout: 0 });
}

/** The answer of the first part that has one, or else the emulator's. */
export async function answerOf(parts: readonly Part[], asked: Asked, handOn: HandOn): Promise<Answer> {
  for (const part of parts) {
    const answer = await part(asked, handOn);
    if (answer) return answer;
  }
  return handOn();
}

function handOnAsItComes(
  emulator: URL,
  from: IncomingMessage,
  to: ServerResponse,
  asked: Pick<Asked, "method" | "headers" | "path">,
): void {
  const going = onward(emulator, asked, asked.path);
  going.on("response", (answer) => {
    to.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(to);
  });
  going.on("error", () => to.destroy());
  from.pipe(going);
}

const handOnOf =
  (emulator: URL, asked: Asked): HandOn =>
  (changed = {}) => {
    const { method, path, body, headers } = { ...asked, ...changed };
    const { "accept-encoding": _, "transfer-encoding": __, ...kept } = headers;
    return new Promise((done, failed) => {
      const going = onward(emulator, { method, headers: { ...kept, "content-length": String(Buffer.byteLength(body)) } }, path);
      going.on("error", failed);
      going.on("response", async (answer) => {
        try {
          done({ status: answer.statusCode ?? 500, type: answer.headers["content-type"] ?? "text/plain", body: await text(answer) });
        } catch (error) {
          failed(error);
        }
      });
      going.end(body);
    });
  };
