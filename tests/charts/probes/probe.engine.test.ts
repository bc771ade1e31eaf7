import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type ProbePlan, probePlan } from "../../../charts/probes/plan.ts";
import { onAws } from "../keep-specs.ts";
import { closedBefore, Ports, type ProbeRun, planOf, runProbe, script, short, way } from "./probe-run.ts";

// The script runs for real, by python3, against sockets of this machine.
const ports = new Ports();
afterEach(() => ports.close());

const control = async () => way("control", await ports.open());
/** The script, where a control at a port has broken before it is tried again. */
const breaksWhileTried = (port: number) => closedBefore("    # Again after the ways,", port);
const how = ({ result }: ProbeRun) => result.ways!.map(({ name, outcome, how }) => `${name}: ${outcome}, ${how}`);

describe("closed", () => {
  test("every way is closed and the control works: status 0", { tags: ["shows-D1"] }, async () => {
    const ways = [way("refused", await ports.closed()), way("silent", await ports.udp(false), { protocol: "dns" })];
    const run = await runProbe(planOf([await control()], ways, short));
    expect(run.status).toBe(0);
    expect(run.result).toMatchObject({ verdict: "closed", open: [], unjudged: [], brokenControls: [], openAtStart: [] });
    expect(how(run)).toEqual(["refused: closed, refused", "silent: closed, timeout"]);
    expect(run.report).toEqual({ verdict: "closed", open: [], unjudged: [], brokenControls: [], openAtStart: [] });
  });

  test("a name of the internet that does not resolve is a closed way", async () => {
    const run = await runProbe(planOf([await control()], [way("by name", 443, { host: "nowhere.invalid" })]));
    expect([run.status, ...how(run)]).toEqual([0, "by name: closed, no such name"]);
  });

  test("a way that was open before policies took hold is told apart", async () => {
    const early = await ports.open(1);
    const text = closedBefore("    for _ in range(", early);
    const run = await runProbe(planOf([await control()], [way("early", early)]), { text });
    expect([run.status, run.result.verdict, run.result.openAtStart]).toEqual([0, "closed", ["early"]]);
  });
});

describe("open", () => {
  test("one open port among closed ones: status 1 and its name", async () => {
    const ways = [way("shut", await ports.closed()), way("ajar", await ports.open()), way("also shut", await ports.closed())];
    const run = await runProbe(planOf([await control()], ways));
    expect([run.status, run.result.verdict, run.result.open]).toEqual([1, "open", ["ajar"]]);
    expect(run.report).toMatchObject({ verdict: "open", open: ["ajar"] });
  });

  test("an answer over UDP", async () => {
    const run = await runProbe(planOf([await control()], [way("resolver", await ports.udp(true), { protocol: "dns" })]));
    expect([run.status, run.result.open]).toEqual([1, ["resolver"]]);
  });

  test("it stays open where a control is broken or another way cannot be judged", async () => {
    const ways = [way("ajar", await ports.open()), way("unknown", 443, { host: "nowhere.invalid", mustResolve: true })];
    const run = await runProbe(planOf([way("dead", await ports.closed())], ways));
    expect([run.status, run.result.verdict, run.result.brokenControls, run.result.unjudged]).toEqual([1, "open", ["dead"], ["unknown"]]);
  });

  test("any of the addresses of a name will do, also the last", async () => {
    const [shut, ajar] = [await ports.closed(), await ports.open()];
    // The name server of this test: one name with two addresses, of which the second answers.
    const lookup = `socket.getaddrinfo = lambda host, port, type: [(socket.AF_INET, type, 6, "", ("127.0.0.1", p)) for p in (${shut}, port)]\n`;
    const text = script.replace("def answers(", `${lookup}\n\ndef answers(`);
    const run = await runProbe(planOf([await control()], [way("replicas", ajar, { host: "replicas.example" })]), { text });
    expect([run.status, run.result.open]).toEqual([1, ["replicas"]]);
  });
});

describe("cannot judge", () => {
  test("a broken control: status 2 and its name, although every way is closed", async () => {
    const controls = [await control(), way("cluster DNS", await ports.closed())];
    const run = await runProbe(planOf(controls, [way("shut", await ports.closed())]));
    expect([run.status, run.result.verdict, run.result.brokenControls]).toEqual([2, "unjudged", ["cluster DNS"]]);
  });

  test("a control that breaks while the ways are tried", async () => {
    const dns = await ports.open(1);
    const run = await runProbe(planOf([way("cluster DNS", dns)], [way("shut", await ports.closed())]), { text: breaksWhileTried(dns) });
    expect([run.status, run.result.brokenControls]).toEqual([2, ["cluster DNS"]]);
  });

  test("a name of which one address cannot be tried, although the others are closed", async () => {
    const shut = await ports.closed();
    // The name server of this test: the second address is none, so that nothing can be said of it.
    const lookup = `socket.getaddrinfo = lambda host, port, type: [(socket.AF_INET, type, 6, "", (a, port)) for a in ("127.0.0.1", "nowhere.invalid")]\n`;
    const text = script.replace("def answers(", `${lookup}\n\ndef answers(`);
    const run = await runProbe(planOf([await control()], [way("replicas", shut, { host: "replicas.example" })]), { text });
    expect([run.status, run.result.unjudged]).toEqual([2, ["replicas"]]);
  });

  test("a name of the cluster that does not resolve: the front door is not up", async () => {
    const ways = [way("front door", 8443, { host: "nowhere.invalid", mustResolve: true })];
    const run = await runProbe(planOf([await control()], ways));
    expect([run.status, run.result.unjudged]).toEqual([2, ["front door"]]);
  });

  test("a variable that is not set, a resolv.conf without a name server, an unknown protocol, an impossible port", async () => {
    const ways = [
      way("node port", 30443, { host: "$NODE_ADDRESS" }),
      way("resolver", 53, { host: "@/dev/null" }),
      { ...way("sctp", 1), protocol: "sctp" as "tcp" },
      way("typing error", 84_433),
    ];
    const run = await runProbe(planOf([await control()], ways));
    expect([run.status, run.result.unjudged]).toEqual([2, ["node port", "resolver", "sctp", "typing error"]]);
  });

  test("a plan that tries nothing, has no control, is no JSON", async () => {
    const closed = way("shut", await ports.closed());
    for (const plan of [planOf([], [closed]), planOf([await control()], []), "{"]) {
      const run = await runProbe(plan);
      expect([run.status, run.result.verdict]).toEqual([2, "unjudged"]);
      expect(run.result.error).toBeTruthy();
    }
  });

  test("a pod without any network: the real plan in an empty network namespace", async () => {
    const plan = { ...probePlan(onAws), settleSeconds: 0, controlAttempts: 1, timeoutSeconds: 1 };
    const run = await runProbe(plan, { env: { NODE_ADDRESS: "10.64.2.7" }, through: ["unshare", "--user", "--map-root-user", "--net"] });
    expect([run.status, run.result.verdict, run.result.open]).toEqual([2, "unjudged", []]);
    expect(run.result.brokenControls).toEqual(["the probe sees an open port", "cluster DNS over TCP", "cluster DNS over UDP"]);
    expect(run.result.unjudged).toEqual(["Kubernetes API", "front door", "front door, each replica"]);
    expect(run.result.ways).toHaveLength(plan.ways.length);
  });
});

describe("where a host is looked up", () => {
  test("a name that must resolve is waited for, so that a probe that starts before the first replica judges it", async () => {
    const port = await ports.open();
    const plan = planOf([await control()], [way("replica", port, { host: "replica.test", mustResolve: true })]);
    const found = [
      "looked_up = socket.getaddrinfo",
      "asked = []",
      "def later(host, *more, **named):",
      "    asked.append(host)",
      '    if host == "replica.test" and asked.count(host) < 4:',
      '        raise socket.gaierror("no such name")',
      '    return looked_up("127.0.0.1" if host == "replica.test" else host, *more, **named)',
      "socket.getaddrinfo = later",
      "",
      "# What the kernel answers",
    ].join("\n");
    const text = script.replace("# What the kernel answers", found);
    expect((await runProbe({ ...plan, resolveSeconds: 600 }, { text })).result.verdict).toBe("open");
    expect((await runProbe(plan, { text })).result.verdict).toBe("unjudged");
  });

  test("from a variable", async () => {
    const plan = planOf([await control()], [way("node port", await ports.open(), { host: "$NODE_ADDRESS" })]);
    expect((await runProbe(plan, { env: { NODE_ADDRESS: "127.0.0.1" } })).result.open).toEqual(["node port"]);
  });

  test("from the first name server of a resolv.conf", async () => {
    const folder = await mkdtemp(join(tmpdir(), "resolv-"));
    const file = join(folder, "resolv.conf");
    writeFileSync(file, "# nameserver 192.0.2.9\nsearch svc.cluster.local\nnameserver 127.0.0.1\nnameserver 192.0.2.8\noptions ndots:5\n");
    const plan = planOf([way("DNS", await ports.udp(true), { host: `@${file}`, protocol: "dns" })], [way("shut", await ports.closed())]);
    expect((await runProbe(plan)).status).toBe(0);
    await rm(folder, { recursive: true });
  });
});

// What the script must not lose: each edit makes a probe that is content with less, and the case beside it notices.
describe("mutations of the script", () => {
  const mutations: [string, string, string, () => Promise<ProbePlan>, number][] = [
    ["an open way is ignored", '"open" if is_open else ', "", async () => planOf([await control()], [way("ajar", await ports.open())]), 1],
    [
      "broken controls are ignored",
      "unjudged or broken",
      "unjudged",
      async () => planOf([way("dead", await ports.closed())], [way("shut", await ports.closed())]),
      2,
    ],
    [
      "controls are not tried again",
      "broken = broken or broken_controls(plan)",
      "pass",
      async () => planOf([way("DNS", await ports.open(1))], [way("shut", await ports.closed())]),
      2,
    ],
    [
      "a name that is not there always counts as closed",
      '"unjudged" if way.get("mustResolve") else "closed"',
      '"closed"',
      async () => planOf([await control()], [way("front door", 8443, { host: "nowhere.invalid", mustResolve: true })]),
      2,
    ],
    ["a failure of the script counts as success", "    status = 2\n", "    status = 0\n", async () => planOf([], []), 2],
    [
      "UDP counts without an answer",
      "            connection.recv(512)\n",
      "",
      async () => planOf([await control()], [way("silent", await ports.udp(false), { protocol: "dns" })], short),
      0,
    ],
  ];
  for (const [name, find, replace, plan, status] of mutations)
    test(name, async () => {
      expect(script.split(find)).toHaveLength(2);
      const played = async (edit: (text: string) => string) => {
        const made = await plan();
        const [control] = made.controls;
        const text = control?.name === "DNS" ? breaksWhileTried(control.port) : script;
        return (await runProbe(made, { text: edit(text) })).status;
      };
      expect(await played((text) => text)).toBe(status);
      expect(await played((text) => text.replace(find, replace))).not.toBe(status);
    });
});
