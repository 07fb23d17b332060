/**
 * Every deliberate difference between lvsadm and Debian 12's ipvsadm 1.31, with its reason: whatever else differs is a defect.
 * The tests that compare the two read this list: recorded runs, generated ones, and each example in the lab on both programs.
 */

/** What a command line did. */
export interface Result {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The table afterwards as `ipvsadm -S -n` prints it. */
  readonly saved?: string;
}

/** A command line on a table that is made by `setup`, and what each program does with it. */
export interface Example {
  readonly setup?: readonly (readonly string[])[];
  readonly argv: readonly string[];
  readonly stdin?: string;
  /** Text of /proc/net/ip_vs_conn. */
  readonly conn?: string;
  readonly theirs: Result;
  readonly ours: Result;
}

export interface Difference {
  readonly ipvsadm: string;
  readonly lvsadm: string;
  readonly reason: string;
  /**
   * From what ipvsadm did to what lvsadm does, for any command line; unchanged where this difference is not in it.
   * Status 124 is that of a program that timeout(1) had to end.
   */
  readonly amend?: (result: Result) => Result;
  /** Recorded runs, by name, of which lvsadm does something else: that. */
  readonly recorded?: Readonly<Record<string, Partial<Result> | ((theirs: Result) => Partial<Result>)>>;
  readonly examples?: readonly Example[];
  /** Whether it can come of a command line without showing in what ipvsadm did, so that the two cannot be compared. */
  readonly hidden?: (argv: readonly string[]) => boolean;
  /** The test that holds lvsadm's side where no example can. */
  readonly heldBy?: string;
}

export const differences: readonly Difference[] = [
  {
    ipvsadm: "refuses every call that begins with a word, with a pointer to its help",
    lvsadm:
      "says before that which of its verbs a word was perhaps meant to be, and where the kernel has no IPVS after that",
    reason: "lvsadm has verbs, and they are typed in a hurry",
    heldBy: "test/unit/commands/lvsadm.test.ts",
    examples: [
      {
        argv: ["drian", "10.0.0.1"],
        theirs: {
          exit: 255,
          stdout: "",
          stderr: "Try `ipvsadm -h' or 'ipvsadm --help' for more information.\n",
          saved: "",
        },
        ours: {
          exit: 255,
          stdout: "",
          stderr:
            "ipvsadm: \"drian\" is no verb; did you mean drain?\nTry `ipvsadm -h' or 'ipvsadm --help' for more information.\n",
          saved: "",
        },
      },
    ],
  },
  {
    ipvsadm: "prints a mark of 2147483648 or more as a negative number",
    lvsadm: "prints it as it was given",
    reason: "a negative mark is refused by -R, so a saved table could not be restored",
    amend: (result) => ({ ...result, ...texts(result, withUnsignedMarks) }),
  },
  {
    ipvsadm: "leaves out flag-3 with the schedulers sh and mh: `()` in a listing, `-b` without a value in a save",
    lvsadm: "prints flag-3",
    reason: "-b without a value is refused by -R or swallows the next word",
    amend: (result) => ({
      ...result,
      ...texts(result, (text) => text.replace(/ \(\)( |$)/gm, " (flag-3)$1").replace(/ -b $/gm, " -b flag-3")),
    }),
  },
  {
    ipvsadm: "is ended by a signal (null pointer) at a list of flags that is nothing but commas",
    lvsadm: "takes it for no flags",
    reason: "so does ipvsadm with an empty list, and with a comma too many beside a flag",
    hidden: (argv) => argv.some((word) => /^(-b=?|--sched-flags=)?,+$/.test(word)),
    examples: [
      {
        argv: ["-A", "-t", "10.0.0.1:80", "-b", ","],
        theirs: { exit: 139, stdout: "", stderr: "", saved: "" },
        ours: { exit: 0, stdout: "", stderr: "", saved: "-A -t 10.0.0.1:80 -s wlc\n" },
      },
    ],
  },
  {
    ipvsadm: "leaves thresholds out of what -S prints",
    lvsadm: "prints -x and -y where they are not 0",
    reason: "a table that is restored is the one that was saved; ipvsadm -R reads them too",
    recorded: {
      "save-all-numeric": withThresholds,
      "save-all-names": withThresholds,
      "save-long": withThresholds,
    },
    examples: [
      {
        setup: [
          ["-A", "-f", "7"],
          ["-a", "-f", "7", "-r", "10.0.0.2", "-x", "9", "-y", "5"],
          ["-a", "-f", "7", "-r", "10.0.0.3", "-x", "9", "-i"],
        ],
        argv: ["-S", "-n"],
        theirs: {
          exit: 0,
          stdout: "-A -f 7 -s wlc\n-a -f 7 -r 10.0.0.2:0 -g -w 1\n-a -f 7 -r 10.0.0.3:0 -i -w 1 --tun-type ipip\n",
          stderr: "",
        },
        ours: {
          exit: 0,
          stdout:
            "-A -f 7 -s wlc\n-a -f 7 -r 10.0.0.2:0 -g -w 1 -x 9 -y 5\n" +
            "-a -f 7 -r 10.0.0.3:0 -i -w 1 -x 9 --tun-type ipip\n",
          stderr: "",
        },
      },
    ],
  },
  {
    ipvsadm: "-R says what is wrong without saying where",
    lvsadm: "puts the number of the line before it, and says where it stopped",
    reason: "a file of rules has thousands of lines",
    recorded: {
      "restore-absolute-path-not-dropped": {
        stderr: "line 1: unexpected argument /sbin/ipvsadm (stopped here)\n",
      },
      "restore-comment-at-end-of-line": { stderr: "line 1: unexpected argument # (stopped here)\n" },
      "restore-quotes-not-special": {
        stderr: "line 1: illegal virtual server address[:port] specified (stopped here)\n",
      },
      "restore-last-error-decides-exit": { stderr: "line 2: Service already exists\n" },
      "restore-usage-error-stops": {
        stderr:
          "line 2: You need to supply the 'service-address' option for the 'add-service' command (stopped here)\n",
      },
      "restore-unknown-command-stops": {
        stderr: "line 1: it does not begin with a command such as -A or -a (stopped here)\n",
      },
      "restore-nested": { stderr: "line 2: -R does not stand within -R (stopped here)\n" },
      "restore-error-has-no-line-number": { stderr: "line 2: illegal weight specified (stopped here)\n" },
      "restore-negative-fwmark-from-save": {
        stderr: "line 1: invalid fwmark value `-1294967296' specified (stopped here)\n",
      },
    },
  },
  {
    ipvsadm: "ends -R with the status of the last line, so with 0 after lines that were refused",
    lvsadm: "ends with that of the last line that failed, and says which lines did",
    reason: "a half restored table is no success",
    recorded: {
      "restore-kernel-error-continues": {
        exit: 255,
        stderr: "line 2: Service already exists\nline 3: Service not defined\n",
      },
    },
  },
  {
    ipvsadm: "stops -R at a line of comment, which ipvsadm-restore leaves out",
    lvsadm: "passes over lines that begin with #",
    reason: "a file of rules then needs no second program",
    recorded: {
      "restore-comment-stops": {
        exit: 0,
        stderr: "",
        saved: "-A -t 10.0.0.1:80 -s wlc\n-A -t 10.0.0.1:81 -s wlc\n",
      },
    },
  },
  {
    ipvsadm: "loses the last line of -R where it has no end but two blanks or more",
    lvsadm: "carries it out",
    reason: "what is read is done",
    examples: [
      {
        argv: ["-R"],
        stdin: "-A -f 1\n-A -f 2  ",
        theirs: { exit: 0, stdout: "", stderr: "", saved: "-A -f 1 -s wlc\n" },
        ours: { exit: 0, stdout: "", stderr: "", saved: "-A -f 1 -s wlc\n-A -f 2 -s wlc\n" },
      },
    ],
  },
  {
    ipvsadm: "exits with 0 where -R can read nothing, as from a folder",
    lvsadm: "says so and exits with 1",
    reason: "nothing was restored",
    heldBy: "test/lab/lvsadm-bulk.test.ts",
  },
  {
    ipvsadm: "takes a connection whose line is longer than 255 characters for two, or is ended by a signal",
    lvsadm: "reads the whole line",
    reason: "a long Call-ID of SIP between IPv6 addresses is one",
    heldBy: "test/lab/lvsadm-connections.test.ts",
  },
  {
    ipvsadm:
      "can wait for ever after --stop-daemon, because the kernel answers nothing where the daemon had not run yet",
    lvsadm: "ends at once",
    reason: "the daemon is stopped",
    amend: (result) => (result.exit === 124 ? { ...result, exit: 0 } : result),
    heldBy: "test/lab/lvsadm.test.ts",
  },
  {
    ipvsadm: "says nothing where -L --timeout or --daemon cannot ask the kernel",
    lvsadm: "says what failed, and exits with 1 as well",
    reason: "an empty list of daemons is an answer too",
    heldBy: "test/unit/commands/lvsadm.test.ts",
  },
  {
    ipvsadm: "prints its own help and version, and needs privilege and IPVS for both",
    lvsadm: "prints its own, and needs neither",
    reason: "who reads the help may be about to find out what is missing",
    hidden: (argv) => /^(-[hv]|--help$|--version$)/.test(argv.find((word) => word.startsWith("-")) ?? ""),
    heldBy: "test/unit/commands/lvsadm.test.ts",
  },
  {
    ipvsadm: "exits with 0 where its output cannot be written",
    lvsadm: "says so and exits with 1",
    reason: "a save on a full disk is no save",
    heldBy: "test/lab/lvsadm.test.ts",
  },
  {
    ipvsadm: "refuses a call whose first word is none of its options",
    lvsadm: "takes a few such words for verbs of its own",
    reason: "no call that does anything with ipvsadm begins with a word",
    heldBy: "test/unit/commands/lvsadm-verbs.test.ts",
  },
  {
    ipvsadm: "does not know --json",
    lvsadm: "prints one JSON object with it: a listing, or whether the command was done",
    reason: "what is parsed should be made for it",
    recorded: {
      "list-unknown-option": {
        exit: 0,
        stdout: '{"version":"1.2.1","connectionTableSize":4096,"services":[]}\n',
        stderr: "",
      },
    },
    heldBy: "test/unit/commands/lvsadm-json.test.ts",
  },
];

/** @returns what lvsadm does where ipvsadm did this. @param recordedAs the run's name in ipvsadm-golden.json. */
export function asLvsadm(theirs: Result, recordedAs?: string): Result {
  return differences.reduce((result, { amend, recorded }) => {
    const own = recordedAs === undefined ? undefined : recorded?.[recordedAs];
    const amended = amend?.(result) ?? result;
    return { ...amended, ...(typeof own === "function" ? own(amended) : own) };
  }, theirs);
}

/** @returns whether what lvsadm does follows from what ipvsadm does. */
export function isComparable(argv: readonly string[]): boolean {
  return !differences.some(({ hidden }) => hidden?.(argv));
}

/** @returns the table after a recorded run as `ipvsadm -S -n` prints it where lvsadm leaves another one than ipvsadm. */
export function tableOfLvsadm(recordedAs: string): string | undefined {
  for (const { recorded } of differences) {
    const own = recorded?.[recordedAs];
    if (typeof own === "object" && own.saved !== undefined) return own.saved;
  }
  return undefined;
}

/** @param saved by lvsadm -S. @returns what ipvsadm -S would have made of the same table. */
export function asSavedByIpvsadm(saved: string): string {
  return saved.replace(/ -[xy] \d+/g, "");
}

/** Of the servers that the recorded runs of -S have: 10.0.0.3, which has a name in one of them, and one of IPv6. */
function withThresholds({ stdout }: Result): Partial<Result> {
  return {
    stdout: stdout.replace(/ -m -w 5$/gm, "$& -x 1000 -y 700").replace(/ -m -w 1000000$/gm, "$& -x 100000"),
  };
}

function texts({ stdout, saved }: Result, change: (text: string) => string): Pick<Result, "stdout" | "saved"> {
  return { stdout: change(stdout), ...(saved === undefined ? {} : { saved: change(saved) }) };
}

/** In a listing of columns the blanks after the mark make up for its new width. */
function withUnsignedMarks(text: string): string {
  return text.replace(/^(FWM {2}|.*? -f )(-\d+)( IPv6)?( *)/gm, (whole, before: string, mark, family = "", blanks) => {
    const unsigned = `${before}${Number(mark) + 2 ** 32}${family}`;
    return blanks.length > 1 ? unsigned.padEnd(whole.length) : unsigned + blanks;
  });
}
