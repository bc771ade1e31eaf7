import { afterEach, expect, test, vi } from "vitest";
import { destination, towardsEnvironment } from "../../../../dev/sandbox/aws/destination.ts";

afterEach(() => vi.unstubAllEnvs());
const told = { emulator: "http://127.0.0.1:5000", account: "111122223333", kubeconfig: "a", apiServer: "10.0.0.1/32", withoutGpu: false };
const set = (environment: Record<string, string>) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
};

test("the program reads what the command sets; every service has the emulator as its endpoint", () => {
  const environment = towardsEnvironment(told);
  expect(environment["AWS_ENDPOINT_URL"]).toBe(told.emulator);
  set(environment);
  expect(destination()).toEqual(told);
});

test("a program that is told of no emulator on loopback deploys nothing", () => {
  expect(() => destination()).toThrow('MODELKEEP_SANDBOX_DESTINATION names no emulator; accepted: what "npm run sandbox -- --aws" sets');
  set(towardsEnvironment({ ...told, emulator: "https://sts.eu-central-1.amazonaws.com" }));
  expect(() => destination()).toThrow("names no emulator");
});
