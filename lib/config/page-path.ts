/** The path of a page to fetch, which a server understands only with its slash; proxies take a whole address. */

import { type Arguments, type Call, path } from "./arguments.ts";
import { isPlaceholder } from "./values/pasted.ts";
import { requestText } from "./values/request-text.ts";

const plain = path(requestText("PATH", "the path of a page, such as /index.html"));

export const pagePath: Arguments<string> = {
  ...plain,
  read(call) {
    const value = plain.read(call);
    if (value !== undefined && !value.startsWith("/")) tellSlash(call, value);
    return value;
  },
};

function tellSlash({ report, words: [word] }: Call, value: string): void {
  if (word === undefined || value === "*" || isPlaceholder(value)) return;
  const [, host, rest] = /^https?:\/\/([^/]+)(\/.*)?$/i.exec(value) ?? [];
  const hint = host === undefined ? `write /${value}` : `write path ${rest ?? "/"} and virtualhost ${host}`;
  report.warning(
    "LK0080",
    word.span,
    host === undefined ? "a path begins with a slash" : "a server is asked for the path alone",
    {
      hint,
    },
  );
}
