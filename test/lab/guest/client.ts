/** A person's way to ask a web server: curl on some host. */

import type { Host } from "./host.ts";
import { delay, now, type WaitBound, waitFor } from "./wait.ts";

export interface Answer {
  readonly body: string;
  /** The moment the answer was complete, ms, see now(). */
  readonly at: number;
}

/** One GET on a fresh connection; undefined when there is no answer with status 2xx within `seconds`. */
export async function ask(client: Host, url: string, seconds = 1): Promise<Answer | undefined> {
  const { status, stdout } = await client.run(["curl", "--silent", "--fail", "--max-time", `${seconds}`, url]);
  return status === 0 ? { body: stdout, at: now() } : undefined;
}

/** Asks again and again until an answer satisfies `wanted`. */
export function askUntil(
  client: Host,
  url: string,
  wanted: (answer: Answer) => boolean,
  bound: WaitBound,
): Promise<Answer> {
  return waitFor(
    `${client.name} gets the wanted answer from ${url}`,
    async () => {
      const answer = await ask(client, url);
      return answer !== undefined && wanted(answer) ? answer : undefined;
    },
    bound,
  );
}

/**
 * The first answer that is complete after `since`, asking anew every 100 ms without waiting for the requests before: a
 * request that fell into the gap would otherwise hide when service came back.
 */
export async function firstAnswerAfter(
  client: Host,
  url: string,
  since: () => number,
  within: number,
): Promise<Answer> {
  const deadline = now() + within;
  let found: Answer | undefined;
  const asked: Promise<void>[] = [];
  while (found === undefined) {
    if (now() > deadline) throw new Error(`${client.name} got no answer from ${url} within ${within} ms`);
    asked.push(
      ask(client, url).then((answer) => {
        if (answer !== undefined && answer.at > since() && answer.at < (found?.at ?? Number.POSITIVE_INFINITY))
          found = answer;
      }),
    );
    await delay(100);
  }
  await Promise.all(asked);
  return found;
}

/** The MAC that `client` holds for an address in its neighbour table, or undefined. */
export async function neighbourOf(client: Host, address: string): Promise<string | undefined> {
  const { stdout } = await client.run(["ip", "neighbour", "show", address]);
  return / lladdr ([0-9a-f:]{17})/.exec(stdout)?.[1];
}
