/** One row of a command's option table; the table feeds parsing, --help, completion, the man-page check and the tests. */

export interface OptionRow {
  /** Long name without dashes, as written: `tcp-service`. */
  readonly long: string;
  /** One letter. */
  readonly short?: string;
  /** Name of the value for help (`HOST:PORT`); absent: a switch. */
  readonly value?: string;
  /** The value may be left out. */
  readonly optionalValue?: boolean;
  /** May be given more than once. */
  readonly repeatable?: boolean;
  /** One line, imperative, without a full stop. */
  readonly help: string;
}
