/** The digest of a page's body: what genhash prints and what `digest` in a configuration is compared with. */

import { createHash } from "node:crypto";

/** MD5 over a body that passes by in pieces; nothing of the body is kept. */
export class BodyDigest {
  readonly #hash = createHash("md5");

  update(piece: Uint8Array): void {
    this.#hash.update(piece);
  }

  /** @returns 32 lower-case hexadecimal digits; the last call on this object. */
  hex(): string {
    return this.#hash.digest("hex");
  }
}
