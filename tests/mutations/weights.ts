import type { Mutation } from "./mutation.ts";

const container = "charts/weights/loader-container.ts";
const chart = "charts/weights/weights-loader.ts";
const lockfile = "charts/weights/lockfile.ts";
const chartTest = "tests/charts/weights/weights-loader.test.ts";
const lockfileTest = "tests/charts/weights/lockfile.test.ts";

/** Edits that would let weights in that nobody has locked; those of the loader's own program are in `loader-mutations.engine.test.ts`. */
export const weightsMutations: Mutation[] = [
  {
    name: "the loader is less confined than the server",
    file: container,
    find: "    securityContext: containerSecurity,\n",
    replace: "",
    test: chartTest,
    fails: "the loader's container (vault) > is as confined as the server",
  },
  {
    name: "the loader can change the claim",
    file: container,
    find: "mountPath: claimMount, readOnly: true",
    replace: "mountPath: claimMount",
    test: chartTest,
    fails: "the loader's container (claim) > writes to the weights and to nothing else",
  },
  {
    name: "the loader runs what the image or the environment adds to Python",
    file: container,
    find: '"-I", "-S", ',
    replace: "",
    test: chartTest,
    fails: "the loader's container (vault) > runs the server's image with Python alone, and takes nothing from the environment",
  },
  {
    name: "a changed lockfile is the same pod",
    file: container,
    find: '"--lockfile-sha256", lockfileSha256',
    replace: '"--lockfile-sha256", "any"',
    test: chartTest,
    fails: "the loader's arguments > hold the digest of the lockfile, so that another one is another pod",
  },
  {
    name: "the server can write to the weights",
    file: "charts/weights/places.ts",
    find: "mountPath: weightsMount, readOnly: true",
    replace: "mountPath: weightsMount, readOnly: false",
    test: chartTest,
    fails: "the loader's volumes > are read-only in the server, which loads the folder that appears last",
  },
  {
    name: "the claim is mounted for writing",
    file: chart,
    find: "claimName: spec.weights.claimName, readOnly: true",
    replace: "claimName: spec.weights.claimName",
    test: chartTest,
    fails: "the loader's volumes > mount a claim read-only",
  },
  {
    name: "the lockfile can be changed in the cluster",
    file: chart,
    find: "    immutable: true,\n",
    replace: "",
    test: chartTest,
    fails: "the loader's ConfigMaps > cannot be changed, are named for their content, and are what the volumes mount",
  },
  {
    name: "the weights' volume has no bound",
    file: chart,
    find: "emptyDir: { sizeLimit:",
    replace: "emptyDir: { unbounded:",
    test: chartTest,
    fails: "the loader's volumes > hold the weights on the node, as large as the lockfile says",
  },
  {
    name: "another model's lockfile is taken",
    file: chart,
    find: "if (model.lockfile.model !== model.name)",
    replace: "if (model.lockfile.model === undefined)",
    test: chartTest,
    fails: "the chart refuses > a lockfile of another model",
  },
  {
    name: "a lockfile may name code as a tokenizer",
    file: lockfile,
    find: "tokenizer[A-Za-z0-9_-]{0,60}\\\\.(json|txt)",
    replace: "tokenizer[A-Za-z0-9_.-]{0,60}",
    test: lockfileTest,
    fails: 'a lockfile > is refused: the path "tokenizer.py"',
  },
  {
    name: "a lockfile's path may climb out",
    file: lockfile,
    find: 'const folder = "[A-Za-z0-9_]',
    replace: 'const folder = "[A-Za-z0-9_.]',
    test: lockfileTest,
    fails: 'a lockfile > is refused: the path "../model.safetensors"',
  },
  {
    name: "the later of two equal keys wins",
    file: lockfile,
    find: "written === countKeys(value) ? []",
    replace: "written >= countKeys(value) ? []",
    test: lockfileTest,
    fails: "a lockfile > is refused: a digest given twice",
  },
  {
    name: "a path may be named twice",
    file: lockfile,
    find: "first.get(path) !== index",
    replace: "first.get(path) === undefined",
    test: lockfileTest,
    fails: "a lockfile > is refused: a path twice",
  },
];
