import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../planner/check/csv.ts";
import { readTable } from "../../../planner/check/read-table.ts";

describe("comma-separated values", () => {
  it("hold commas, quotes and line breaks in quoted fields, and any line end", () => {
    expect(parseCsv('a,b\r\n1,"x, ""y""\nz"\r\n2,\r\n')).toEqual([
      { a: "1", b: 'x, "y"\nz' },
      { a: "2", b: "" },
    ]);
    expect(parseCsv("")).toEqual([]);
  });
});

describe("a table of start-up logs", () => {
  it("needs its two columns, and a row", () => {
    expect(() => readTable("name,model\nx,y")).toThrow("column id missing; accepted columns: id, model, hf_repo");
    expect(() => readTable("id,model\n")).toThrow("no row");
  });

  it("does not take a word for a number", () => {
    expect(() => readTable("id,model,kv_gib\n7,x,much")).toThrow('case 7: kv_gib is "much"; accepted: a number');
  });

  it("says what a row does not hold", () => {
    const [bare] = readTable("id,model\n7,Qwen/Qwen3-8B");
    expect(bare?.missing).toEqual([
      "parallel layout",
      "KV dtype",
      "max model length",
      "utilization",
      "flags",
      "vLLM release",
      "GPU memory",
    ]);
  });

  it("fills copies in where GPUs are left over, and says so", () => {
    const [row] = readTable("id,model,gpu,n_gpus,tp,vllm\n7,Qwen/Qwen3-8B,H100,8,4,0.11.0");
    expect(row?.settings).toMatchObject({ tensorParallel: 4, dataParallel: 2 });
    expect(row?.assumed).toContain("data parallel 2, because 8 GPUs are more than 4");
    expect(row?.missing).toContain("parallel layout");
  });

  it("tells GPUs apart by their names", () => {
    const gpuOf = (gpu: string) => readTable(`id,model,gpu\n1,x,${gpu}`)[0];
    expect(gpuOf("H200-141G")).toMatchObject({ gpuName: "H200", gpuGiB: 139.81 });
    expect(gpuOf("GH200-96G")).toMatchObject({ gpuName: "GH200-96G", gpuGiB: null });
    expect(gpuOf("RTX5090-32G (32607 MiB)")?.gpuGiB).toBeCloseTo(31.2, 1);
  });
});
