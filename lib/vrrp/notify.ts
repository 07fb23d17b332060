/** Whom an instance or sync group tells of its changes: scripts and mail. Plain data. */

/** A command line, and as whom it runs; absent: as the daemon chooses. */
export interface Command {
  readonly command: string;
  readonly user?: string;
  readonly group?: string;
}

/** Changes that may have a script of their own. */
export type Notified = "master" | "backup" | "fault" | "stop" | "deleted" | "masterRxLowerPri";

export interface Notify {
  readonly scripts: { readonly [N in Notified]?: Command };
  /** Runs on every change, and is told which. */
  readonly always?: Command;
  /** Changes of the priority are told too. */
  readonly priorityChanges: boolean;
  readonly mail: boolean;
}
