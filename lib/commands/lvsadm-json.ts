/** ipvsadm's commands with `--json`: listings as one JSON object, and of the others whether they were done. Loaded only then. */

import { jsonText } from "../diag/json.ts";
import type { Connection } from "../ipvs/connection.ts";
import type { ListedService } from "../ipvs/listing.ts";
import type { IpvsInfo } from "../ipvs/model.ts";
import { listingRecord, tableRecord } from "../ipvs/table-json.ts";
import type { Environment, ExitStatus, Output } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { ListServices, ListSettings, SaveTable } from "./lvsadm-asked.ts";

/** A listing has everything that any format shows; what is saved is what a person sets, for `lvsadm apply`. */
export function tableJson(request: ListServices | SaveTable, info: IpvsInfo, listed: readonly ListedService[]): string {
  if (request.do === "list") return `${jsonText(listingRecord(request.service ? undefined : info, listed))}\n`;
  const services = listed.map(({ service: { key, settings }, destinations }) => ({ key, settings, destinations }));
  return `${jsonText(tableRecord(services))}\n`;
}

export async function settingsJson(request: ListSettings, table: IpvsTable): Promise<string> {
  if (request.do === "list-timeouts") return `${jsonText({ timeouts: { ...(await table.timeouts()) } })}\n`;
  const daemons = await table.daemons();
  return `${jsonText({ daemons: daemons.map((daemon) => ({ ...daemon })) })}\n`;
}

/** Written as it is read: there can be millions. @throws SystemError where the connections cannot be read. */
export function writeConnectionsJson(table: IpvsTable, stdout: Output): void {
  let before = '{"connections":[';
  for (const connection of table.connections()) {
    stdout.write(`${before}\n${connectionText(connection)}`);
    before = ",";
  }
  stdout.write(`${before.startsWith("{") ? before : ""}]}\n`);
}

/** @param of expires in seconds. */
function connectionText({ protocol, client, virtual, destination, state, expires, engine }: Connection): string {
  const places = { client: { ...client }, virtual: { ...virtual }, destination: { ...destination } };
  return jsonText({ protocol: protocol.toLowerCase(), ...places, state, expires, engine: engine && { ...engine } });
}

/**
 * Runs a command and sees to it that it ends in one JSON object: its own, or `{"done":true}`, or `{"error":{"message":…}}` with
 * what it said to people, who hear it all the same, and the name of the errno where the system refused.
 */
export async function resultInJson(
  environment: Environment,
  command: (environment: Environment, refused: (code: string) => void) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  let printed = false;
  let said = "";
  let code: string | undefined;
  const heard: Environment = {
    ...environment,
    stdout: recorded(environment.stdout, () => {
      printed = true;
    }),
    stderr: recorded(environment.stderr, (text) => {
      said += text;
    }),
  };
  const status = await command(heard, (refusal) => {
    code = refusal;
  });
  const error = { message: said.trim().replaceAll("\n", "; "), status, code };
  const result = status === 0 ? { done: true } : { error };
  if (!printed) environment.stdout.write(`${jsonText(result)}\n`);
  return status;
}

function recorded(output: Output, hear: (text: string) => void): Output {
  return {
    write: (text) => {
      hear(text);
      output.write(text);
    },
    get isTerminal() {
      return output.isTerminal;
    },
    get columns() {
      return output.columns;
    },
  };
}
