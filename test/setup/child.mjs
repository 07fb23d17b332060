// Runs programs for set-up: output is kept and shown only when something fails, the last lines first.
import { spawn } from "node:child_process";

/**
 * Ends with `{ status, stdout, stderr }`; a program that cannot be started has status 127.
 * @param timeout milliseconds after which it is killed
 */
export function run(program, args, { cwd, env, input = "ignore", timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      stdio: [input, "pipe", "pipe"],
      timeout,
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("error", (error) => resolve({ status: 127, stdout, stderr: error.message }));
    child.on("close", (status, signal) => resolve({ status: signal ? 128 : status, stdout, stderr }));
  });
}

/** The last `count` lines that say something: enough of a failed program's output for a person to act on. */
export function lastLines(text, count = 8) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
