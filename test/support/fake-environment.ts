/** A command's outside world in memory: the words go in, what it printed comes out. */

import type { Environment, Input, Output } from "../../lib/ports/environment.ts";

export class FakeEnvironment implements Environment {
  readonly argv: readonly string[];
  readonly name: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** What the command may still read; each is what one read gives. */
  input: Uint8Array[] = [];
  readonly stdin: Input = {
    size: undefined,
    read: async () => this.input.shift(),
  };
  out = "";
  err = "";
  readonly stdout: Output = {
    isTerminal: false,
    write: (text) => {
      this.out += text;
    },
  };
  readonly stderr: Output = {
    isTerminal: false,
    write: (text) => {
      this.err += text;
    },
  };

  constructor(name: string, argv: readonly string[], variables: Readonly<Record<string, string | undefined>> = {}) {
    this.name = name;
    this.argv = argv;
    this.variables = variables;
  }
}
