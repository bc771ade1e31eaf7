import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { keepPhases } from "../../charts/keep.ts";
import { SECRET, UNKNOWN } from "../../engine/preview.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { helmEscaped } from "../../render/helm-chart.ts";
import { keepSteps } from "../../render/manifest-path.ts";
import { manifestText } from "../../render/manifest-text.ts";
import { formats, renderedFiles } from "../../render/rendered-files.ts";
import { onAws, onLaptop } from "../charts/keep-specs.ts";
import { previewOf, registered } from "./previewed.ts";

/** A whole keep as its program registers it: each phase after the one before. In the order of a preview, which knows no phases. */
function keep(spec = onLaptop) {
  let before: ReturnType<typeof registered>[] = [];
  const resources = keepPhases([spec], chartTexts()).map(({ objects }) => {
    const after = before;
    before = objects.map((object) => registered(object, after));
    return before;
  });
  return previewOf(...resources.flat().sort((one, other) => (one.urn < other.urn ? -1 : 1)));
}
const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "home" } };
const config = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c", namespace: "home" }, data: { text: "{{ .Values.a }}" } };

/** What Helm's template language prints for a text whose only actions print a constant. */
const helmPrints = (text: string) =>
  text.replaceAll(/\{\{(.*?)\}\}/gs, (_, action: string) => {
    const [, constant] = /^ "([^"\\]*)" $/.exec(action) ?? [];
    if (constant === undefined) throw new Error(`not a constant: ${action}`);
    return constant;
  });

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

describe.each(formats)("%s", (format) => {
  it("is the same byte for byte, whatever the order of resources and keys", () => {
    const { resources } = keep();
    const other = previewOf(...resources.map((resource) => ({ ...resource, inputs: reversed(resource.inputs) as typeof resource.inputs })));
    expect([...renderedFiles(other, format).files]).toEqual([...renderedFiles(keep(), format).files]);
  });
});

describe("manifests", () => {
  test.each([onLaptop, onAws])("of $name are the very objects, phase by phase", (spec) => {
    const { files } = renderedFiles(keep(spec), "manifests");
    const wanted = keepPhases([spec], chartTexts());
    expect([...new Set([...files.keys()].map((path) => path.split("/")[0]))]).toEqual(
      keepSteps.map((name, index) => `${index + 1}0-${name}`),
    );
    for (const { name, objects } of wanted) {
      const texts = [...files].filter(([path]) => path.includes(`-${name}/`)).map(([, text]) => JSON.stringify(parse(text)));
      expect(texts.map((text) => JSON.parse(text))).toEqual(expect.arrayContaining(JSON.parse(JSON.stringify(objects))));
      expect(texts).toHaveLength(objects.length);
    }
  });

  it("have the names of a keep's phases", () => {
    expect(keepPhases([onLaptop], chartTexts()).map(({ name }) => name)).toEqual([...keepSteps]);
  });

  it("are one object a file, with what it is first", () => {
    const { files } = renderedFiles(previewOf(registered(namespace), registered(config, [registered(namespace)])), "manifests");
    expect(files).toEqual(
      new Map([
        ["10/namespace-home.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: home\n"],
        [
          "20/configmap-home.c.yaml",
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  namespace: home\ndata:\n  text: "{{ .Values.a }}"\n',
        ],
      ]),
    );
  });

  it("carry no annotation that only Pulumi reads, and every other one", { tags: ["manifests-without-pulumi-annotations"] }, () => {
    const metadata = (annotations: Record<string, string>) => ({ ...config.metadata, annotations });
    const said = (annotations: Record<string, string>) => {
      const { files } = renderedFiles(previewOf(registered({ ...config, metadata: metadata(annotations) })), "manifests");
      return [...files.values()].map((text) => parse(text).metadata);
    };
    expect(said({ "pulumi.com/waitFor": "condition=Ready" })).toEqual([config.metadata]);
    expect(said({ "pulumi.com/waitFor": "condition=Ready", "a.example/pulumi.com": "b" })).toEqual([
      metadata({ "a.example/pulumi.com": "b" }),
    ]);
  });

  it("say any object so that YAML 1.2 and 1.1 both read it", { tags: ["manifests-for-both-yaml"] }, () => {
    const tricky = fc.constantFrom(
      "yes",
      "off",
      "~",
      "0o7",
      "012",
      "1_000",
      "12:30:45",
      "2026-11-22",
      "<<",
      "=",
      ".inf",
      "- a",
      "a: b",
      "#",
      " x\n",
      "\t",
    );
    const text = fc.oneof(
      tricky,
      fc.string(),
      fc.string({ unit: fc.constantFrom("a", " ", "\n", "\t", "\r", ":", "#", "{", "-", "é", "\u2028") }),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("any")),
        fc.dictionary(text, tie("any")),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(text, value, { noNullPrototype: true }), (object) => {
        const written = manifestText(object);
        const wanted = JSON.parse(JSON.stringify(object));
        expect(JSON.parse(JSON.stringify(parse(written)))).toEqual(wanted);
        expect(JSON.parse(JSON.stringify(parse(written, { version: "1.1" })))).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a Helm chart", () => {
  it("prints every manifest as it stands", () => {
    const manifests = renderedFiles(keep(), "manifests").files;
    const chart = renderedFiles(keep(), "helm").files;
    expect([...chart.keys()]).toEqual(["Chart.yaml", "values.yaml", ...[...manifests.keys()].map((path) => `templates/${path}`)]);
    for (const [path, text] of manifests) expect(helmPrints(chart.get(`templates/${path}`)!)).toBe(text);
    expect(parse(chart.get("Chart.yaml")!)).toMatchObject({ apiVersion: "v2", version: "0.1.0" });
    expect(parse(chart.get("values.yaml")!)).toEqual({});
  });

  it("prints any run of braces as it stands, and never evaluates one", { tags: ["helm-braces-as-they-stand"] }, () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("{", "}", "-", " ", '"', "a", "\n", '{{ "a" }}') }), (text) => {
        expect(helmPrints(helmEscaped(text))).toBe(text);
      }),
    );
    expect(() => helmPrints(config.data.text)).toThrow("not a constant");
  });
});

it("a kustomization lists every file, in order, and asks to keep it", () => {
  const { files } = renderedFiles(keep(), "kustomize");
  const { resources, sortOptions } = parse(files.get("kustomization.yaml")!);
  expect(resources).toEqual([...files.keys()].filter((path) => path !== "kustomization.yaml"));
  expect(sortOptions).toEqual({ order: "fifo" });
});

describe("what stands before what", () => {
  it("goes through resources that are none of Kubernetes", () => {
    const bucket = { ...registered(config), urn: "bucket", type: "aws:s3/bucket:Bucket", dependencies: [registered(namespace).urn] };
    const { files } = renderedFiles(previewOf(registered(config, [bucket]), bucket, registered(namespace)), "manifests");
    expect([...files.keys()]).toEqual(["10/namespace-home.yaml", "20/configmap-home.c.yaml"]);
  });
});

describe("an object that a file cannot say is refused by its name", () => {
  test.each([
    ["a secret", registered({ ...config, data: { a: { b: SECRET } } }), /ConfigMap home\/c has a secret in data\.a\.b/],
    [
      "a value known later",
      registered({ ...config, data: { a: `x-${UNKNOWN}` } }),
      /ConfigMap home\/c has a value in data\.a that is known only/,
    ],
    ["a component", { ...registered(config), custom: false }, /ConfigMap home\/c is more than one object/],
    ["a patch", { ...registered(config), type: "kubernetes:core/v1:ConfigMapPatch" }, /ConfigMapPatch home\/c is more than one object/],
    [
      "a chart",
      { ...registered(config), type: "kubernetes:helm.sh/v4:Chart", inputs: { chart: "x" } },
      /Chart home\/c is more than one object/,
    ],
  ])("%s", { tags: ["unsayable-objects-refused"] }, (_, resource, message) => {
    expect(() => renderedFiles(previewOf(registered(namespace), resource), "manifests")).toThrow(message);
  });

  test("two objects of one name", () => {
    const twin = { ...registered({ ...namespace, metadata: { name: "home", labels: {} } }), urn: "twin" };
    expect(() => renderedFiles(previewOf(registered(namespace), twin), "helm")).toThrow(
      "two objects would be written to 10/namespace-home.yaml",
    );
  });

  test("but what is only read is left out", () => {
    expect(renderedFiles(previewOf({ ...registered(config), readId: "home/c" }), "manifests").files.size).toBe(0);
  });
});
