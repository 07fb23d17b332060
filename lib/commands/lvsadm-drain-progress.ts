/** How waiting for a drained real server is shown: a bar on a terminal, else a line now and then; and how it may end badly. */

import { serviceWords } from "../ipvs/words.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Clock } from "../ports/clock.ts";
import type { Environment } from "../ports/environment.ts";
import type { Left, WaitEnd } from "./lvsadm-drain-wait.ts";
import { leftWords } from "./lvsadm-drain-words.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import { Progress } from "./progress.ts";

/** Milliseconds between two lines where there is no terminal. */
const pause = 10_000;

export interface Looks {
  show(left: Left): void;
  /** Takes the bar away. */
  clear(): void;
}

export function showLooks({ stdout, stderr }: Environment, clock: Clock, silent: boolean): Looks {
  const progress = new Progress(stderr, () => clock.now());
  let most = 0;
  let next = clock.now() + pause;
  let told = -1;
  return {
    show: (left) => {
      const count = left.active + left.inactive;
      most = Math.max(most, count);
      progress.show(most === 0 ? 1 : 1 - count / most, leftWords(left));
      if (silent || stderr.isTerminal || count === told || clock.now() < next) return;
      stdout.write(`${leftWords(left)}\n`);
      told = count;
      next = clock.now() + pause;
    },
    clear: () => progress.clear(),
  };
}

/** 128 and the signal's number, as of a shell. */
const signalStatus = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** @param server as the person is to read it. */
export function waitFailure(
  end: Exclude<WaitEnd, { readonly why: "gone" }>,
  server: string,
  seconds: number,
): VerbFailure {
  const details = { why: end.why, connections: { ...end.left } };
  const left = leftWords(end.left);
  switch (end.why) {
    case "timeout":
      return new VerbFailure(`after ${seconds} s ${left}; ${server} stays at weight 0`, 3, details);
    case "SIGHUP":
    case "SIGINT":
    case "SIGTERM":
      return new VerbFailure(
        `${end.why} ends the waiting; ${server} stays at weight 0, ${left}`,
        signalStatus[end.why],
        details,
      );
    case "raised": {
      const { service, destination } = end.place;
      const where = `${formatEndpoint(destination.key)} in ${serviceWords(service)}`;
      return new VerbFailure(`somebody gave ${where} a weight again, so waiting is in vain; ${left}`, 1, details);
    }
  }
}
