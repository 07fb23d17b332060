/** The head of an HTTP/1.x answer: status line and header fields, as far as a probe needs them. No body, no streaming. */

export interface HttpHead {
  /** 100..599, or any other three digits that the server made up. */
  readonly status: number;
  /** Without its line end. */
  readonly statusLine: string;
  /** In the order received; names as spelled. */
  readonly fields: readonly HttpField[];
  /** Bytes of body to come; undefined: all until the server closes. */
  readonly contentLength: number | undefined;
}

export interface HttpField {
  readonly name: string;
  readonly value: string;
}

export interface HeadFault {
  /** What is wrong, as the end of a sentence. */
  readonly fault: string;
}

/** @param text the head in latin1, up to and without the blank line. */
export function parseHead(text: string): HttpHead | HeadFault {
  const [statusLine = "", ...lines] = text.split(/\r?\n/);
  const status = /^HTTP\/1\.\d +(\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined) return { fault: `malformed status line ${quoted(statusLine)}` };
  // Lines without a colon and folded lines carry nothing that a probe reads; a server is not failed for them.
  const fields = lines.flatMap((line) => {
    const colon = line.indexOf(":");
    return colon > 0 ? [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : [];
  });
  const length = bodyLength(Number(status), fields);
  return typeof length === "object" ? length : { status: Number(status), statusLine, fields, contentLength: length };
}

/** RFC 9112 section 6.3, without transfer codings: their framing counts as body, as it does for keepalived's check. */
function bodyLength(status: number, fields: readonly HttpField[]): number | undefined | HeadFault {
  if (status < 200 || status === 204 || status === 304) return 0;
  // The name in any case (RFC 9110 section 5.1); keepalived finds it only as `Content-Length`.
  const written = fields.filter((field) => field.name.toLowerCase() === "content-length").map((field) => field.value);
  const values = new Set(written.flatMap((value) => value.split(",").map((part) => part.trim())));
  if (values.size > 1) return { fault: `contradicting Content-Length ${[...values].map(quoted).join(" and ")}` };
  for (const value of values)
    return /^\d{1,15}$/.test(value) ? Number(value) : { fault: `malformed Content-Length ${quoted(value)}` };
  return undefined;
}

/** Foreign text for a log line: at most 64 characters, control characters escaped. */
export function quoted(text: string): string {
  return text.length > 64 ? `${JSON.stringify(text.slice(0, 64))}...` : JSON.stringify(text);
}
