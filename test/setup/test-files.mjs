// Runs compiled test files as programs, two at a time. Not through tap's own runner, which loads every module of every file
// through a second thread to measure coverage: that costs more than most of the files do.
import { run } from "./child.mjs";

const jobs = 2;

/**
 * @param files paths of compiled tests; @param seconds after which a file is ended; one that does not even notice that is killed
 * @returns their output as one text, each file a subtest: what `readTap` reads; and what they wrote to standard error
 */
export async function runTestFiles(files, { seconds, env }) {
  const results = [];
  const waiting = [...files.entries()];
  const work = async (job) => {
    // The lab's machines, which want a CPU each, choose theirs by it.
    const own = { ...env, LVSKIT_JOB: String(job) };
    for (let next = waiting.shift(); next; next = waiting.shift())
      results[next[0]] = await runFile(next[1], { seconds, env: own });
  };
  await Promise.all(Array.from({ length: jobs }, (_, job) => work(job)));
  return {
    tap: ["TAP version 14", ...results.map(({ tap }, i) => tap(i + 1)), `1..${files.length}`, ""].join("\n"),
    stderr: results.map(({ stderr }) => stderr).join(""),
  };
}

async function runFile(file, { seconds, env }) {
  const begin = performance.now();
  // A little longer than the file's own limit, which tells more.
  const options = { env: { ...env, TAP: "1", TAP_TIMEOUT: String(seconds) }, timeout: (seconds + 10) * 1000 };
  const { status, stdout, stderr } = await run(process.execPath, ["--enable-source-maps", file], options);
  const time = (performance.now() - begin).toFixed(0);
  const inner = stdout
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "TAP version 14")
    .map((line) => (line === "" ? "" : `    ${line}`));
  const verdict = (number) =>
    status === 0
      ? [`ok ${number} - ${file} # time=${time}ms`]
      : [`not ok ${number} - ${file} # time=${time}ms`, "  ---", `  exitCode: ${status}`, ...detail(stderr), "  ..."];
  return { tap: (number) => [`# Subtest: ${file}`, ...inner, ...verdict(number)].join("\n"), stderr };
}

/** The last words of a file that ended badly. */
function detail(stderr) {
  const lines = stderr.trimEnd().split("\n").slice(-20);
  return stderr.trim() === "" ? [] : ["  stderr: |", ...lines.map((line) => `    ${line}`)];
}
