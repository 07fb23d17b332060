/** What must be done before this process ends, whether by itself or by a signal. Knows nothing of what that is. */

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * @param cleanUp runs once, synchronously, at the end or at the first signal.
 * @returns how to stop caring.
 */
export function atOurEnd(cleanUp: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    // Still deaf meanwhile: one Ctrl-C comes twice, from the terminal and from the set-up that passes it on.
    cleanUp();
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    process.off("exit", cleanUp);
    for (const name of signals) process.off(name, onSignal);
  };
  process.on("exit", cleanUp);
  for (const name of signals) process.on(name, onSignal);
  return release;
}
