/**
 * What every daemon does with signals: SIGHUP reads the configuration again and hands it over if it is sound; SIGTERM and
 * SIGINT end it, once, after a reload under way. Knows nothing of what the daemon does.
 */

import type { Log } from "../ports/log.ts";
import type { Signals } from "../ports/signals.ts";

export interface Daemon<Wanted> {
  /** Changes over to `wanted`, touching only what differs. */
  reload(wanted: Wanted): Promise<void>;
  /** Leaves the system as it should be without the daemon. */
  stop(): Promise<void>;
}

export interface ServeOptions<Wanted> {
  readonly daemon: Daemon<Wanted>;
  readonly signals: Signals;
  readonly log: Log;
  /** Settled when the daemon has begun: signals that come before are heeded then. Whoever began it handles its failure. */
  readonly begun: Promise<void>;
  /** Reads and validates; has said what is wrong where it returns undefined. */
  readonly load: () => Promise<Wanted | undefined>;
}

/** @returns after the daemon has stopped: whether it left everything as it should be. */
export function serve<Wanted>({ daemon, signals, log, begun, load }: ServeOptions<Wanted>): Promise<boolean> {
  let busy = begun.then(
    () => true,
    () => false,
  );
  const inTurn = (task: () => Promise<void>): Promise<boolean> => {
    busy = busy.then(task).then(
      () => true,
      (failure: unknown) => {
        log.write("error", failure instanceof Error ? failure.message : String(failure));
        return false;
      },
    );
    return busy;
  };
  const reload = async () => {
    log.write("notice", "reloading the configuration");
    const wanted = await load();
    if (wanted === undefined) log.write("error", "the new configuration has errors: running on with the old one");
    else await daemon.reload(wanted);
  };
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      void inTurn(() => daemon.stop()).then(resolve);
    };
    signals.on("SIGHUP", () => {
      if (!stopping) void inTurn(reload);
    });
    signals.on("SIGTERM", stop);
    signals.on("SIGINT", stop);
  });
}
