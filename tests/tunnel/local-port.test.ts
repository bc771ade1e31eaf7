import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { assertFree, portNumber } from "../../tunnel/local-port.ts";
import { freePort } from "./free-port.ts";

test("a port is a number from 1 to 65535", () => {
  expect(portNumber("8443")).toBe(8443);
  for (const text of ["0", "65536", "84x", "-1", "", "8443.5"]) expect(() => portNumber(text)).toThrow(`--port is "${text}"; accepted:`);
});

test("a free port is left free; one in use is told of, and the way out", { tags: ["local-port-in-use-told"] }, async () => {
  const free = await freePort();
  await assertFree(free);
  await assertFree(free);
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const { port } = server.address() as AddressInfo;
  await expect(assertFree(port)).rejects.toThrow(`local port ${port} is in use by another tunnel or program; accepted: a free one`);
  server.close();
});
