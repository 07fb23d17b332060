/** The kernel's table for the length of one verb, and a refusal for want of privilege said as what the person can do. */

import { SystemError } from "../diag/errors.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts } from "./lvsadm-verb-ports.ts";

/**
 * @param status of the failure where the table cannot be used.
 * @throws VerbFailure that says why
 */
export async function withTable<T>(
  { openTable }: Pick<VerbPorts, "openTable">,
  status: number,
  work: (table: IpvsTable) => Promise<T>,
): Promise<T> {
  let table: IpvsTable | undefined;
  try {
    table = await openTable();
    return await work(table);
  } catch (error) {
    throw explained(error, status);
  } finally {
    table?.close();
  }
}

/** The kernel's table asks for a capability, files for their owner. */
const hints: Readonly<Record<string, string>> = {
  EPERM: ": it takes root, or CAP_NET_ADMIN",
  EACCES: ": it takes root",
};

function explained(error: unknown, status: number): unknown {
  if (!(error instanceof SystemError)) return error;
  return new VerbFailure(`${error.message}${hints[error.code] ?? ""}`, status, {}, { cause: error });
}
