/** Remembered weights as the text of their file, and back. Text that is not that is refused, never guessed at. */

import { jsonText } from "../diag/json.ts";
import { fieldsOf, JsonFaults, list, wholeNumber } from "../diag/json-fields.ts";
import type { RememberedWeight } from "./drain.ts";
import { destinationKeyRecord, serviceKeyRecord } from "./table-json.ts";
import { readKey } from "./table-json-reader.ts";
import { address, anything, port } from "./table-json-values.ts";

/** Grows only when an older lvsadm could not read the text. */
const version = 1;

export function formatRemembered(weights: readonly RememberedWeight[]): string {
  const records = weights.map(({ service, destination, weight }) => ({
    service: serviceKeyRecord(service),
    destination: destinationKeyRecord(destination),
    weight,
  }));
  return `${jsonText({ version, weights: records })}\n`;
}

/** @returns undefined where the text is not one of this version, whole and well formed. */
export function parseRemembered(text: string): RememberedWeight[] | undefined {
  const faults = new JsonFaults();
  const fields = fieldsOf(json(text), "$", ["version", "weights"], faults);
  fields?.need("version", wholeNumber(version, version));
  const raw = fields?.need("weights", list) ?? [];
  const weights = raw.flatMap((one, i) => readWeight(one, `$.weights[${i}]`, faults) ?? []);
  return faults.all.length === 0 ? weights : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readWeight(value: unknown, path: string, faults: JsonFaults): RememberedWeight | undefined {
  const fields = fieldsOf(value, path, ["service", "destination", "weight"], faults);
  if (fields === undefined) return undefined;
  const names = ["protocol", "address", "port", "fwmark", "family"];
  const head = fieldsOf(fields.need("service", anything), fields.at("service"), names, faults);
  const place = fieldsOf(fields.need("destination", anything), fields.at("destination"), ["address", "port"], faults);
  const service = head && readKey(head);
  const own = { address: place?.need("address", address), port: place?.need("port", port) };
  const weight = fields.need("weight", wholeNumber(1, 2_147_483_647));
  if (service === undefined || own.address === undefined || own.port === undefined || weight === undefined)
    return undefined;
  return { service, destination: { address: own.address, port: own.port }, weight };
}
