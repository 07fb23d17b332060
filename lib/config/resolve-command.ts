/** A command as it is written → Command: who it runs as, where neither it nor its block says so, is script_user. */

import type { Command } from "../vrrp/notify.ts";
import type { Script } from "./argument-forms.ts";

/** `script_user`, or `user` of a block. */
export interface RunsAs {
  readonly user?: string;
  readonly group?: string;
}

/** A user that is written brings its own group along. */
export function resolveCommand({ command, user, group }: Script, otherwise: RunsAs): Command {
  if (user === undefined) return { command, ...otherwise };
  return { command, user, ...(group === undefined ? {} : { group }) };
}
