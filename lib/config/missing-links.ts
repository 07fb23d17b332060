/** Interfaces that a configuration names and a host does not have, said at the place where each is written. */

import type { Diagnostic } from "../diag/diagnostic.ts";
import type { Span } from "../diag/source.ts";
import { nearest } from "../diag/suggest.ts";
import type { Loaded } from "./settings.ts";

/**
 * @param names of the host's links.
 * @returns one error for each instance or virtual address whose link is missing.
 */
export function missingLinks({ settings, places }: Loaded, names: readonly string[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const check = (name: string, object: object, property?: string): void => {
    const span = places.of(object, property) ?? places.of(object);
    if (!names.includes(name) && span !== undefined) diagnostics.push(missingLink(name, names, span));
  };
  for (const instance of settings.instances) {
    check(instance.interface, instance, "interface");
    for (const virtual of instance.virtualAddresses)
      if (virtual.device !== instance.interface) check(virtual.device, virtual);
  }
  return diagnostics;
}

/** @param names of the links that there are. */
export function missingLink(name: string, names: readonly string[], span: Span): Diagnostic {
  const suggestion = nearest(name, names);
  return {
    code: "LK0036",
    severity: "error",
    span,
    message: `this host has no interface ${JSON.stringify(name)}`,
    expected: `one of ${names.join(", ")}`,
    ...(suggestion === undefined ? {} : { hint: `did you mean ${JSON.stringify(suggestion)}?` }),
  };
}
