/** Words that travel in a check's request; what would break the request's lines is refused here, not on the wire. */

import { fitsInRequest } from "../../check/http-request.ts";
import { type Kind, wrong } from "./kind.ts";
import { text } from "./text.ts";

export function requestText(synopsis: string, expected: string): Kind<string> {
  const plain = text(synopsis, expected);
  return {
    ...plain,
    read: (written) =>
      fitsInRequest(written) ? plain.read(written) : wrong("has a control character, which a request cannot carry"),
  };
}
