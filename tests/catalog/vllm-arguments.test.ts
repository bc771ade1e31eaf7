import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandWords, flagNameOf, flagValue, givenFlags, hasFlag, mayHaveFlag, switchOf } from "../../catalog/vllm-arguments.ts";

describe("the flags of a command line", () => {
  it.each<[string, string[], string | undefined]>([
    ["in one word", ["--uds=/run/server.sock"], "/run/server.sock"],
    ["in two words", ["vllm", "serve", "--uds", "/run/server.sock"], "/run/server.sock"],
    ["with a value that has an equals sign", ["--uds=/run/a=b"], "/run/a=b"],
    ["with an empty value", ["--uds="], ""],
    ["at the end, without a value", ["--uds"], undefined],
    ["before another flag, without a value", ["--uds", "--headless"], undefined],
    ["not at all", ["/weights", "--headless"], undefined],
  ])("%s", (_, words, value) => {
    expect(flagValue(words, "uds")).toBe(value);
  });

  it("the last one counts", { tags: ["last-flag-counts"] }, () => {
    expect(flagValue(["--port=1", "--port", "2"], "port")).toBe("2");
    expect(flagValue(["--port=1", "--port"], "port")).toBeUndefined();
  });

  it("underscores are dashes, but for the key of a field", { tags: ["underscores-are-dashes"] }, () => {
    expect(flagValue(["--max_model_len=8192"], "max-model-len")).toBe("8192");
    expect(flagNameOf("--kernel-config.enable_flashinfer_autotune=False")).toBe("kernel-config.enable_flashinfer_autotune");
  });

  it("a number below zero is a value, and a switch has none", { tags: ["switch-has-no-value"] }, () => {
    expect(flagValue(["--max-model-len", "-1"], "max-model-len")).toBe("-1");
    expect(givenFlags(["--headless", "next", "--no-enable-prefix-caching", "next"]).map(({ value }) => value)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("no other word is a flag", () => {
    for (const word of ["/weights", "-1", "--", "-", "", "value", "a--b"]) expect(flagNameOf(word)).toBeUndefined();
  });

  it("rendered in either way, any flags are read as they were", () => {
    const flag = fc.record({
      name: fc.constantFrom("max-model-len", "port", "host", "uds", "served-model-name"),
      value: fc.stringMatching(/^[a-z0-9/.=]{1,8}$/),
      apart: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(flag), (flags) => {
        const words = flags.flatMap(({ name, value, apart }) => (apart ? [`--${name}`, value] : [`--${name}=${value}`]));
        expect(givenFlags(words).map(({ name, value }) => ({ name, value }))).toEqual(flags.map(({ name, value }) => ({ name, value })));
      }),
    );
  });
});

it("a switch is as the last word sets it", { tags: ["last-switch-counts"] }, () => {
  expect(switchOf(["--enable-prefix-caching", "--no-enable-prefix-caching"], "enable-prefix-caching")).toBe(false);
  expect(switchOf(["--no-enable-prefix-caching", "--enable-prefix-caching"], "enable-prefix-caching")).toBe(true);
  expect(switchOf([], "enable-prefix-caching")).toBeUndefined();
  for (const more of ["--enable-prefix", "--no-enable-prefix", "--config=/etc/vllm.yaml"])
    expect(switchOf(["--no-enable-prefix-caching", more], "enable-prefix-caching"), more).toBeUndefined();
});

it("a flag may be set by an abbreviation, with underscores, or in a file", { tags: ["flag-by-a-beginning"] }, () => {
  for (const word of ["--trust-remote-code", "--trust_remote_code", "--trust-remote", "--config=x.yaml", "--conf"])
    expect(mayHaveFlag([word], "trust-remote-code"), word).toBe(true);
  for (const word of ["--no-trust-remote-code", "--uds=/trust-remote-code", "trust-remote-code"])
    expect(mayHaveFlag([word], "trust-remote-code"), word).toBe(false);
  expect(hasFlag(["--trust-remote"], "trust-remote-code")).toBe(false);
});

it("a command in one text is its words", () => {
  expect(commandWords(`vllm serve /weights --speculative-config {"method":"mtp"} --uds='/run/a b'`)).toEqual([
    "vllm",
    "serve",
    "/weights",
    "--speculative-config",
    '{"method":"mtp"}',
    "--uds='/run/a b'",
  ]);
});

it("a word of one dash abbreviates nothing", () => {
  const words = ["/bin/sh", "-c", "exec vllm serve", "--language-model-only"];
  expect(switchOf(words, "language-model-only")).toBe(true);
  expect(mayHaveFlag(words, "kv-transfer-config")).toBe(false);
});

it("a field of a flag of JSON may set the flag", () => {
  expect(mayHaveFlag(["--kv-transfer-config.kv_connector=NixlConnector"], "kv-transfer-config")).toBe(true);
  expect(mayHaveFlag(["--kernel-config.enable_flashinfer_autotune=true"], "kv-transfer-config")).toBe(false);
});
