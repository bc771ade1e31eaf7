import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type LoaderScripts, loaderFiles } from "../../../charts/weights/loader-files.ts";

export const loaderFolder = resolve("charts/weights/loader");

export const loaderScripts = Object.fromEntries(
  loaderFiles.map((file) => [file, readFileSync(`${loaderFolder}/${file}`, "utf8")]),
) as LoaderScripts;
