/** The closed registry of diagnostic codes: stable for ever, never reused. */

export const diagnosticCodes = {
  LK0001: "unknown keyword",
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;
