// How set-up speaks: one line per step that really does something, one sentence when it cannot.

/** A set-up that cannot go on: the message says what is missing and how to get it, and is all that the person sees. */
export class CannotSetUp extends Error {}

/** Announces a step on stderr, so that stdout stays the command's own. */
export function step(text) {
  process.stderr.write(`set-up: ${text}\n`);
}

/** Runs `action` under an announced step and says how long it took when it was more than two seconds. */
export async function timedStep(text, action) {
  step(text);
  const start = performance.now();
  const result = await action();
  const seconds = (performance.now() - start) / 1000;
  if (seconds > 2) step(`  done in ${seconds.toFixed(1)} s`);
  return result;
}
