import type { init } from "z3-solver";

type Api = Awaited<ReturnType<typeof init>>;

/** Longest time for one question, in milliseconds. */
const patience = 60_000;

let loading: Promise<Api> | undefined;
/** Answers to questions asked before: policies of a stack are often alike, and a comparison asks most of them twice. */
const answers = new Map<string, Promise<ReadonlyMap<string, string> | undefined>>();
const remembered = 2000;

/** One question at a time: the solver has one thread, which does not keep a process alive. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Asks the SMT solver Z3 whether the assertions of a text in SMT-LIB can all hold. It is compiled to WebAssembly (35 MB, half a second)
 * and loaded by the first question, by nothing else.
 * @returns the solver's words for the values of the variables, by name; a variable that does not matter is not among them. Undefined where
 * the assertions cannot hold
 * @throws Error where the solver gives up or does not understand
 */
export function askZ3(assertions: string): Promise<ReadonlyMap<string, string> | undefined> {
  const known = answers.get(assertions);
  if (known) return known;
  const asked = last.then(() => answered(assertions));
  last = asked.catch(() => undefined);
  if (answers.size >= remembered) answers.clear();
  answers.set(assertions, asked);
  return asked;
}

/** Each question has a context of its own, whose memory goes with it: objects of the package's upper layer are freed too late for thousands. */
async function answered(assertions: string): Promise<ReadonlyMap<string, string> | undefined> {
  loading ??= import("z3-solver").then(({ init }) => init());
  const [{ Z3 }, { Z3_ast_print_mode, Z3_lbool }] = await Promise.all([loading, import("z3-solver")]);
  const settings = Z3.mk_config();
  Z3.set_param_value(settings, "timeout", String(patience));
  const context = Z3.mk_context(settings);
  Z3.del_config(settings);
  try {
    Z3.set_ast_print_mode(context, Z3_ast_print_mode.Z3_PRINT_SMTLIB2_COMPLIANT);
    const solver = Z3.mk_solver(context);
    Z3.solver_inc_ref(context, solver);
    Z3.solver_from_string(context, solver, assertions);
    const verdict = await Z3.solver_check(context, solver);
    if (verdict === Z3_lbool.Z3_L_FALSE) return undefined;
    if (verdict !== Z3_lbool.Z3_L_TRUE) throw new Error(`the solver gave up: ${Z3.solver_get_reason_unknown(context, solver)}`);
    const model = Z3.solver_get_model(context, solver);
    Z3.model_inc_ref(context, model);
    return readModel(Z3.model_to_string(context, model));
  } finally {
    Z3.del_context(context);
  }
}

/** Reads lines such as `(define-fun |a b| () Bool true)`. */
export function readModel(text: string): ReadonlyMap<string, string> {
  const definitions = text.split("(define-fun ").slice(1);
  return new Map(
    definitions.map((definition) => {
      const [, quoted, plain, value] = /^(?:\|([^|]*)\||(\S+)) \(\) (?:\([^)]*\)|\S+)\s+([\s\S]*)\)\s*$/.exec(definition) ?? [];
      if (value === undefined) throw new Error(`the solver's answer cannot be read: ${definition}`);
      return [quoted ?? plain!, value.trim()];
    }),
  );
}
