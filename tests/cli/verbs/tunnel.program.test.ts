import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { limits } from "../../support/limits.ts";
import { until } from "../../support/until.ts";
import { type ClusterEndpoint, host, startClusterEndpoint } from "../../tunnel/cluster-endpoint.ts";
import { freePort } from "../../tunnel/free-port.ts";
import { endAll, StandInAws } from "../../tunnel/stand-in-aws.ts";

const root = resolve(import.meta.dirname, "../../..");
const named = ["--instance", "i-0123456789abcdef0", "--host", host, "--wait", String(limits.wait / 1000)];
let certificates: string;
let endpoint: ClusterEndpoint;
let aws: StandInAws;
let port: string;

beforeAll(async () => {
  certificates = mkdtempSync(join(tmpdir(), "tunnel-certificates-"));
  endpoint = await startClusterEndpoint(certificates);
});
afterAll(() => {
  endpoint.stop();
  rmSync(certificates, { recursive: true });
});
beforeEach(async () => {
  aws = new StandInAws(mkdtempSync(join(tmpdir(), "tunnel-verb-")));
  port = String(await freePort());
});
afterEach(() => {
  endAll(aws);
  rmSync(aws.folder, { recursive: true });
});

/** The verb in a process of its own, alone, so that it does not wait for the rest of the command to load. */
class Verb {
  readonly process: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  out = "";
  err = "";

  constructor(args: string[], env: Record<string, string> = {}) {
    const code = `import { tunnelVerb } from ${JSON.stringify(join(root, "cli/verbs/tunnel.ts"))}; await tunnelVerb().parseAsync(${JSON.stringify(args)}, { from: "user" });`;
    this.process = spawn(process.execPath, ["--input-type=module", "--eval", code], {
      env: { PATH: `${aws.folder}:/usr/bin:/bin`, STAND_IN_BEHIND: String(endpoint.port), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.process, "close");
    this.process.stdout!.on("data", (text) => {
      this.out += text;
    });
    this.process.stderr!.on("data", (text) => {
      this.err += text;
    });
  }

  async printed(text: string): Promise<void> {
    await until(`the verb prints ${text}`, () => (this.out + this.err).includes(text));
  }

  /** Its exit status, or the signal that ended it. */
  async ended(): Promise<number | string> {
    const [status, signal] = await this.#ended;
    return (status ?? signal) as number | string;
  }
}

/** The body of the cluster's answer through the tunnel, its certificate checked as a client does. */
function answer(): Promise<string> {
  return new Promise((done, failed) => {
    const options = { host: "localhost", port, servername: host, ca: endpoint.authority, agent: false };
    get(options, (response) => response.on("data", (text) => done(String(text)))).on("error", failed);
  });
}

const refused = async () => expect(await answer().catch(({ code }) => code)).toBe("ECONNREFUSED");

describe("without a command", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("is open until %s, and leaves nothing behind", async (signal) => {
    const verb = new Verb([...named, "--port", port]);
    await verb.printed(`export MODELKEEP_KUBERNETES_API=https://localhost:${port}\n`);
    expect(await answer()).toBe('{"major":"1"}');
    expect(aws.running).toHaveLength(2);
    verb.process.kill(signal);
    expect([await verb.ended(), verb.out]).toEqual([0, `export MODELKEEP_KUBERNETES_API=https://localhost:${port}\n`]);
    expect(verb.err).toContain(`--tls-server-name ${host}\nClosed.\n`);
    expect([aws.running, aws.saidGoodbye]).toEqual([[], true]);
    await refused();
  });

  it("asks Session Manager for the endpoint's port, through the host, in its region", async () => {
    const verb = new Verb([...named, "--region", "eu-central-1", "--port", port]);
    await verb.printed("export ");
    verb.process.kill("SIGINT");
    await verb.ended();
    const parameters = JSON.stringify({ host: [host], portNumber: ["443"], localPortNumber: [port] });
    expect(aws.asked).toEqual([
      ...["ssm", "start-session", "--target", "i-0123456789abcdef0", "--document-name", "AWS-StartPortForwardingSessionToRemoteHost"],
      ...["--parameters", parameters, "--region", "eu-central-1"],
    ]);
  });

  it("says that the tunnel has closed by itself, and leaves nothing behind", async () => {
    const verb = new Verb([...named, "--port", port]);
    await verb.printed("export ");
    // The AWS CLI alone is ended: its plugin would live on and hold the port.
    process.kill(aws.pids[0]!, "SIGKILL");
    expect(await verb.ended()).toBe(1);
    expect(verb.err).toContain("error: the tunnel closed by itself: the AWS CLI ended with SIGKILL\naws said:\n  Port");
    expect(aws.running).toEqual([]);
  });

  it("leaves nothing behind even where it has no time to close it", async () => {
    const verb = new Verb([...named, "--port", port]);
    await verb.printed("export ");
    verb.process.kill("SIGKILL");
    expect(await verb.ended()).toBe("SIGKILL");
    await until("nothing is left", () => aws.running.length === 0);
    expect(aws.saidGoodbye).toBe(true);
  });
});

describe("with a command", () => {
  const node = (code: string) => ["--", process.execPath, "--eval", code];

  it("runs it with the way to the cluster, ends with its status, and closes", async () => {
    const script = `fetch(process.env.MODELKEEP_KUBERNETES_API).catch(({ cause }) => { console.log(process.env.MODELKEEP_KUBERNETES_API, cause.code); process.exitCode = 7; })`;
    const verb = new Verb([...named, "--port", port, ...node(script)]);
    expect(await verb.ended()).toBe(7);
    // fetch has reached the endpoint and refused its certificate, which names the endpoint and not localhost.
    expect([verb.out, verb.err]).toEqual([expect.stringMatching(`^https://localhost:${port} (?!ECONN)\\w+\n$`), ""]);
    expect(aws.running).toEqual([]);
  });

  it("passes on the wish to end, and waits for the command", async () => {
    const script = `process.on("SIGTERM", () => setTimeout(() => { console.log("put in order"); process.exit(3); }, 200)); setInterval(() => {}, 1e6); console.log("begun")`;
    const verb = new Verb([...named, "--port", port, ...node(script)]);
    await verb.printed("begun");
    verb.process.kill("SIGTERM");
    expect([await verb.ended(), verb.out]).toEqual([3, "begun\nput in order\n"]);
    expect(aws.running).toEqual([]);
  });

  it("says at once that the tunnel has closed, and leaves the command to end by itself", async () => {
    const end = join(aws.folder, "end");
    const script = `console.log("begun"); setInterval(() => require("node:fs").existsSync(${JSON.stringify(end)}) && process.exit(5), 20)`;
    const verb = new Verb([...named, "--port", port, ...node(script)]);
    await verb.printed("begun");
    process.kill(aws.pids[1]!, "SIGKILL");
    await verb.printed("the tunnel closed while ");
    expect(verb.process.exitCode).toBeNull();
    writeFileSync(end, "");
    expect(await verb.ended()).toBe(5);
    expect(aws.running).toEqual([]);
  });

  it("that is not there is one message, and closes", async () => {
    const verb = new Verb([...named, "--port", port, "--", "no-such-program"]);
    expect([await verb.ended(), verb.err]).toEqual([1, "error: no-such-program is not on PATH\n"]);
    expect(aws.running).toEqual([]);
  });
});

describe("what keeps it from opening is one message, a status that is not 0, and nothing left behind", () => {
  const connected = "An error occurred (TargetNotConnected) when calling the StartSession operation: i-0123456789abcdef0 is not connected.";
  const expired = "An error occurred (ExpiredTokenException) when calling the StartSession operation: The security token is expired";

  test.each([
    ["no AWS CLI", [], { PATH: "/nowhere" }, "error: the AWS CLI is not installed: aws is not on PATH; to install it see https://"],
    [
      "an expired login",
      [],
      { STAND_IN_SAYS: expired },
      `error: the AWS CLI has no valid credentials: log in, until aws sts get-caller-identity shows a role that may open the tunnel\naws said:\n  ${expired}\n`,
    ],
    [
      "a host that is not there",
      [],
      { STAND_IN_SAYS: connected },
      "error: instance i-0123456789abcdef0 is not running, has not yet registered",
    ],
    [
      "an endpoint that does not answer",
      ["--wait", "0.5"],
      { STAND_IN_BEHIND: "9" },
      // Refused or reset: whether the plugin listens by then, its time is too short to tell.
      `error: ${host} did not answer through the tunnel in 0.5 s (ECONN`,
    ],
    ["a port that is none", ["--port", "https"], {}, 'error: --port is "https"; accepted: a port from 1 to 65535\n'],
    ["a wait that is none", ["--wait", "long"], {}, 'error: --wait is "long"; accepted: a number of seconds above 0\n'],
  ])("%s", async (_what, args, env, message) => {
    const verb = new Verb([...named, "--port", port, ...args], env as Record<string, string>);
    expect(await verb.ended()).toBe(message.includes("; accepted: a ") ? 2 : 1);
    expect(verb.err).toContain(message);
    expect([verb.out, verb.err.includes("    at ")]).toEqual(["", false]);
    expect(aws.running).toEqual([]);
  });

  test("no Session Manager plugin", async () => {
    rmSync(join(aws.folder, "session-manager-plugin"));
    const verb = new Verb([...named, "--port", port]);
    expect(await verb.ended()).toBe(1);
    expect(verb.err).toContain("error: the AWS CLI lacks its Session Manager plugin (session-manager-plugin on PATH): see https://");
  });

  test("a port in use: no session is opened", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(Number(port), "localhost", done));
    const verb = new Verb([...named, "--port", port]);
    expect([await verb.ended(), verb.err]).toEqual([1, expect.stringContaining(`error: local port ${port} is in use`)]);
    expect(aws.pids).toEqual([]);
    other.close();
  });

  test("an endpoint of another cluster", async () => {
    const verb = new Verb(["--instance", "i-0123456789abcdef0", "--host", "other.eks.amazonaws.com", "--port", port]);
    expect(await verb.ended()).toBe(1);
    expect(verb.err).toContain(`error: the server at localhost:${port} is not other.eks.amazonaws.com`);
    expect(aws.running).toEqual([]);
  });

  test("the user, who has changed their mind", async () => {
    const verb = new Verb([...named, "--port", port], { STAND_IN_BEHIND: "9" });
    await until("both programs are there", () => aws.pids.length === 2);
    verb.process.kill("SIGINT");
    expect([await verb.ended(), verb.err]).toEqual([1, "error: stopped before the tunnel was open\n"]);
    expect(aws.running).toEqual([]);
  });

  test("half a destination", async () => {
    const verb = new Verb(["--host", host, "--port", port]);
    expect([await verb.ended(), verb.err]).toEqual([2, expect.stringContaining("--instance and --host must be given together")]);
  });
});
