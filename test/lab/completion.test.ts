/**
 * The completion that lvsadm prints, in a real bash and a real zsh on a pseudo-terminal, with the real command behind it: what is
 * on the command line after Tab. Needs python3 for the terminal.
 */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { labTest } from "./lab-test.ts";

/** The sources are beside the build. */
const driver = fileURLToPath(new URL("../../../test/lab/pty.py", import.meta.url));

interface Shell {
  readonly argv: readonly [string, ...string[]];
  /** Lines that make it ready; the key Ctrl-T prints the command line in angle brackets. */
  readonly setUp: readonly string[];
  /** How many lines are tried: all, but where only the way of loading is another. */
  readonly most?: number;
}

const shells: Readonly<Record<string, Shell>> = {
  bash: {
    argv: ["bash", "--norc", "--noprofile", "-i"],
    setUp: [
      "bind 'set enable-bracketed-paste off'",
      `bind -x '"\\C-t": printf "<%s>\\n" "$READLINE_LINE"'`,
      'eval "$(lvsadm completion bash)"',
    ],
  },
  "zsh, sourced": {
    argv: ["zsh", "-f", "-i"],
    setUp: [
      "show() { print -r -- \"<$BUFFER>\" }; zle -N show; bindkey '^T' show",
      "autoload -Uz compinit; compinit -u -D",
      'eval "$(lvsadm completion zsh)"',
    ],
  },
  "zsh, by its folder of functions": {
    argv: ["zsh", "-f", "-i"],
    setUp: [
      "show() { print -r -- \"<$BUFFER>\" }; zle -N show; bindkey '^T' show",
      "mkdir -p /tmp/functions; lvsadm completion zsh >/tmp/functions/_lvsadm; fpath=(/tmp/functions $fpath)",
      "autoload -Uz compinit; compinit -u -D",
    ],
    most: 3,
  },
};

/** What is typed before Tab, and the line afterwards; a blank at the end says that the word is whole. */
const lines: readonly (readonly [string, string])[] = [
  ["lvsadm -d -t 10.0.0.9:8", "lvsadm -d -t 10.0.0.9:80 "],
  ["lvsadm -d -t 10.0.0.9:80 -r 10.0", "lvsadm -d -t 10.0.0.9:80 -r 10.0.0.1:80 "],
  ["lvsadm und", "lvsadm undrain "],
  ["lvsadm -A -t 1.2.3.4:80 --scheduler=wr", "lvsadm -A -t 1.2.3.4:80 --scheduler=wrr "],
  ["lvsadm apply /etc/hostn", "lvsadm apply /etc/hostname "],
  ["checkd --use-file=/etc/hostn", "checkd --use-file=/etc/hostname "],
  ["lvsadm -d -t 11", "lvsadm -d -t 11"],
];

/** Brackets are a pattern to zsh, which completes them only where they are quoted. */
const ofIpv6: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  bash: [["lvsadm -D -t [20", "lvsadm -D -t [2001:db8::9]:80 "]],
  zsh: [
    ["lvsadm -D -t \\[20", "lvsadm -D -t \\[2001:db8::9\\]:80 "],
    ["lvsadm -D -t '[20", "lvsadm -D -t '[2001:db8::9]:80' "],
  ],
};

await labTest(
  import.meta.url,
  async (lab) => {
    if ((await lab.run(["python3", "-c", "import pty"])).status !== 0) {
      lab.skip("completion in a shell", "there is no python3 to make a pseudo-terminal with");
      return;
    }
    const table = `-A -t 10.0.0.9:80 -s rr\n-a -t 10.0.0.9:80 -r 10.0.0.1:80 -m\n-A -t [2001:db8::9]:80 -s rr\n`;
    await lab.run(["ipvsadm", "-R"], { input: table });

    /** @returns the command line after each. */
    async function completed({ argv, setUp }: Shell, typed: readonly string[]): Promise<string[]> {
      const steps = [
        ...setUp.map((line) => ({ send: `${line}\n` })),
        { send: "echo re''ady\n" },
        { expect: "\\nready" },
        ...typed.flatMap((line) => [{ send: `${line}\t\u0014` }, { expect: "<[^>]*>" }, { send: "\u0015" }]),
        { send: "exit\n" },
        { ended: true },
      ];
      const { status, stdout, stderr } = await lab.run(["python3", driver, ...argv], {
        input: JSON.stringify(steps),
        within: 120_000,
      });
      assert.equal(status, 0, stderr);
      const { output } = JSON.parse(stdout) as { output: string };
      return [...output.matchAll(/<([^<>\n]*)>\r?\n/g)].map(([, line = ""]) => line);
    }

    for (const [name, shell] of Object.entries(shells))
      await lab.check(
        `${name}: options, addresses, verbs and files`,
        async () => {
          const all = [...lines, ...(ofIpv6[shell.argv[0]] ?? [])].slice(0, shell.most);
          const seen = await completed(
            shell,
            all.map(([typed]) => typed),
          );
          assert.deepEqual(
            seen,
            all.map(([, wanted]) => wanted),
          );
        },
        { within: 150_000 },
      );
  },
  { secondsLimit: 500 },
);
