import { expect, it } from "vitest";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { modelServerName } from "../../../charts/names.ts";
import { containerArguments } from "../../../dev/gpu-check/container-command.ts";
import { parts } from "../../charts/inference/pod-parts.ts";
import { onAws, onTwoNodes } from "../../charts/keep-specs.ts";

const places = { checkpoint: "/data/model", programs: "/tmp/programs", sockets: "/tmp/sockets" };
const pod = serverPod(onAws, parts, "single").spec;
const server = pod.containers.find(({ name }) => name === modelServerName)!;
const words = containerArguments(pod, server, "check", places);
const after = (flag: string) => words.flatMap((word, i) => (word === flag ? [words[i + 1]] : []));

it("runs the rendered container on this machine under its own constraints", () => {
  expect(after("--user")).toEqual(["2000:2000"]);
  expect(after("--network")).toEqual(["none"]);
  expect(after("--cap-drop")).toEqual(["ALL"]);
  expect(after("--gpus")).toEqual(["4"]);
  expect(after("--shm-size")).toEqual(["5g"]);
  expect(words).toContain("--read-only");
  expect(after("--volume")).toEqual(
    expect.arrayContaining([
      "/data/model:/weights/checkpoint:ro",
      "/tmp/programs:/etc/modelkeep/programs:ro",
      "/tmp/sockets:/run/modelkeep",
    ]),
  );
  expect(after("--env")).toContain("HF_HUB_OFFLINE=1");
  const image = words.indexOf(onAws.images.server);
  expect([...after("--entrypoint"), ...words.slice(image + 1)]).toEqual([...server.command!, ...server.args!]);
});

it("refuses what is known in a cluster only, and volumes that nothing stands for", () => {
  const group = serverPod(onTwoNodes, parts, "leader").spec;
  const leader = group.containers.find(({ name }) => name === modelServerName)!;
  expect(() => containerArguments(group, leader, "check", places)).toThrow("VLLM_HOST_IP is known in a cluster only");
  const strange = { ...server, volumeMounts: [{ name: "other", mountPath: "/other" }] };
  expect(() => containerArguments(pod, strange, "check", places)).toThrow("nothing stands for the volume other");
});
