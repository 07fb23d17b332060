// `npm test`: lint, types, then unit, native and lab tests, then whether anything was left behind. Ends with one line of
// totals over everything; what a stage said in full is kept in .tap/output.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { readTap } from "./tap-summary.mjs";
import { runTestFiles } from "./test-files.mjs";
import { toolsFolder } from "./tools.mjs";
import { markRun, startWatch } from "./traces.mjs";

const totals = { passed: 0, failed: 0, skipped: 0 };

function report(stage, { passed = 0, failed = 0, skipped = 0 }, seconds) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  const words = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  print(`${stage}: ${words.filter(Boolean).join(", ")} (${seconds.toFixed(1)} s)`);
}

const print = (text) => process.stdout.write(`${text}\n`);

/** Runs one stage under the clock; `action` answers with its counts. */
async function stage(name, action) {
  const start = performance.now();
  const counts = await action();
  report(name, counts, (performance.now() - start) / 1000);
}

/** A tool whose exit status is the whole verdict. */
async function tool(name, program, args) {
  const { status, stdout, stderr } = await run(program, args);
  if (status === 0) return { passed: 1 };
  print(`${name} failed:\n${`${stdout}\n${stderr}`.trim()}`);
  return { failed: 1 };
}

/** The compiled tests of one folder, each file bounded by `seconds`. */
async function tests(name, { seconds, env }) {
  const folder = `dist/test/${name}`;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".test.js"));
  const files = names.map((one) => `${folder}/${one}`).sort();
  const { tap, stderr } = await runTestFiles(files, { seconds, env });
  mkdirSync(".tap/output", { recursive: true });
  writeFileSync(join(".tap/output", `${name}.tap`), `${tap}\n${stderr}`);
  const { counts, failures, skips } = readTap(tap);
  for (const text of failures) print(text);
  for (const [why, times] of skips) print(`skipped: ${why}${times > 1 ? ` (${times} times)` : ""}`);
  return counts;
}

async function main() {
  const mark = markRun();
  const watch = startWatch(mark);
  const env = { ...process.env, ...mark.env, PATH: `${process.env.PATH}:${await toolsFolder(mark.folder)}` };
  await stage("lint", () => tool("biome ci", "node_modules/.bin/biome", ["ci", "."]));
  await stage("types", () => tool("tsc", process.execPath, ["node_modules/typescript/bin/tsc", "-p", ".", "--noEmit"]));
  await stage("unit", () => tests("unit", { seconds: 240, env }));
  await stage("native", () => tests("native", { seconds: 120, env }));
  await stage("lab", () => tests("lab", { seconds: 420, env }));
  await stage("nothing left behind", async () => {
    const left = await watch.leftBehind();
    if (left.length > 0) print(`left behind on this machine:\n${left.map((one) => `  ${one}`).join("\n")}`);
    return left.length > 0 ? { failed: 1 } : { passed: 1 };
  });
  mark.remove();
  print(`${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ""}`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
}

await main();
