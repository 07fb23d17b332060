/** The file system as it was when it was first looked at, for as long as one configuration is read: its includes may name a folder often. */

import type { ConfigurationFiles } from "../../ports/configuration-files.ts";

/** @returns the same files; names in folders and what kind they are of are asked for once. */
export function seenFiles(files: ConfigurationFiles): ConfigurationFiles {
  return {
    read: (path) => files.read(path),
    absolute: (path) => files.absolute(path),
    list: remembered((folder) => files.list(folder)),
    kind: remembered((path) => files.kind(path)),
  };
}

function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, T>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known as T;
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}
