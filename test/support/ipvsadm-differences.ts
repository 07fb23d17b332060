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
  /** From what ipvsadm did to what lvsadm does, for any command line; unchanged where this difference is not in it. */
  readonly amend?: (result: Result) => Result;
  /** Recorded runs, by name, of which lvsadm does something else: that. */
  readonly recorded?: Readonly<Record<string, Partial<Result>>>;
  readonly examples?: readonly Example[];
  /** The test that holds lvsadm's side where no example can. */
  readonly heldBy?: string;
}

export const differences: readonly Difference[] = [
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
    examples: [
      {
        argv: ["-A", "-t", "10.0.0.1:80", "-b", ","],
        theirs: { exit: 139, stdout: "", stderr: "", saved: "" },
        ours: { exit: 0, stdout: "", stderr: "", saved: "-A -t 10.0.0.1:80 -s wlc\n" },
      },
    ],
  },
  {
    ipvsadm: "prints its own help and version, and needs privilege and IPVS for both",
    lvsadm: "prints its own, and needs neither",
    reason: "who reads the help may be about to find out what is missing",
    heldBy: "test/unit/commands/lvsadm.test.ts",
  },
  {
    ipvsadm: "exits with 0 where its output cannot be written",
    lvsadm: "says so and exits with 1",
    reason: "a save on a full disk is no save",
    heldBy: "test/lab/lvsadm.test.ts",
  },
];

/** @returns what lvsadm does where ipvsadm did this. @param recordedAs the run's name in ipvsadm-golden.json. */
export function asLvsadm(theirs: Result, recordedAs?: string): Result {
  return differences.reduce((result, { amend, recorded }) => {
    const own = recordedAs === undefined ? undefined : recorded?.[recordedAs];
    return { ...(amend?.(result) ?? result), ...own };
  }, theirs);
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
