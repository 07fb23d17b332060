/** genhash: fetches one page as the checker does and prints the digest that a HTTP_GET check will compare. */

import type { HttpReply } from "../check/http-reader.ts";
import { hostHeader, isHostHeader, isRequestTarget, requestBytes } from "../check/http-request.ts";
import { CommandFailure, SystemError } from "../diag/errors.ts";
import { parseAddress } from "../net/address.ts";
import { type Endpoint, formatEndpoint } from "../net/endpoint.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialer } from "../ports/dialer.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { type Fetched, fetchPage } from "./genhash-fetch.ts";
import type { ParsedWords } from "./options.ts";
import { type CommandSpec, Exit } from "./run.ts";

export interface GenhashPorts {
  readonly dialer: Dialer;
  readonly clock: Clock;
}

export const genhash: CommandSpec<GenhashPorts> = {
  name: "genhash",
  summary: "Prints the MD5 digest of a page exactly as the health checker will see it.",
  forms: ["-s ADDRESS -p PORT -u PATH [-V HOST] [-S] [--any-status] [-v]"],
  options: [
    { long: "server", short: "s", value: "ADDRESS", help: "IPv4 or IPv6 address of the real server" },
    { long: "port", short: "p", value: "PORT", help: "TCP port of the real server" },
    { long: "url", short: "u", value: "PATH", help: "path of the page, such as /index.html" },
    { long: "use-virtualhost", short: "V", value: "HOST", help: "Host header to send instead of ADDRESS:PORT" },
    { long: "use-ssl", short: "S", help: "fetch over TLS, without verifying the certificate" },
    { long: "any-status", help: "print the digest whatever the HTTP status, not only for 200 to 299" },
    { long: "verbose", short: "v", help: "show request, header, sizes and times as well" },
  ],
  run: printDigest,
};

interface Page {
  readonly server: Endpoint;
  readonly path: string;
  readonly request: Uint8Array;
  readonly tls: boolean;
}

async function printDigest(given: ParsedWords, { stdout }: Environment, ports: GenhashPorts): Promise<ExitStatus> {
  const page = pageOf(given);
  const fetched = await fetchPage(ports, page);
  const reply = replyOf(page, fetched);
  if (given.has("verbose")) {
    const { renderFetch } = await import("./genhash-verbose.ts");
    stdout.write(renderFetch(page, reply, fetched.times));
  }
  const { status, statusLine } = reply.head;
  if (!given.has("any-status") && (status < 200 || status > 299))
    throw new CommandFailure(
      `${formatEndpoint(page.server)} answers ${JSON.stringify(statusLine)} for ${page.path}, and only the statuses 200 to 299 are digested without --any-status`,
      Exit.failed,
    );
  stdout.write(`MD5SUM = ${reply.digest}\n`);
  return Exit.done;
}

function pageOf(given: ParsedWords): Page {
  const [surplus] = given.words;
  if (surplus !== undefined) throw usage(`unexpected word ${JSON.stringify(surplus)}`);
  const server = { address: addressOf(given), port: portOf(given) };
  const path = required(given, "url", "-u PATH");
  if (!isRequestTarget(path))
    throw usage(`-u must be a path that begins with / and holds no blanks, not ${JSON.stringify(path)}`);
  const virtualHost = given.value("use-virtualhost");
  if (virtualHost !== undefined && !isHostHeader(virtualHost))
    throw usage(`-V must be a host name without blanks, not ${JSON.stringify(virtualHost)}`);
  const request = requestBytes({ path, host: hostHeader(server, virtualHost) });
  return { server, path, request, tls: given.has("use-ssl") };
}

function addressOf(given: ParsedWords) {
  const text = required(given, "server", "-s ADDRESS");
  const address = parseAddress(text);
  if (address === undefined)
    throw usage(`-s must be an IP address (names are not looked up), not ${JSON.stringify(text)}`);
  return address;
}

function portOf(given: ParsedWords): number {
  const text = required(given, "port", "-p PORT");
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw usage(`-p must be a number from 1 to 65535, not ${JSON.stringify(text)}`);
  return port;
}

function required(given: ParsedWords, long: string, form: string): string {
  const value = given.value(long);
  if (value === undefined) throw usage(`${form} is missing`);
  return value;
}

function usage(sentence: string): CommandFailure {
  return new CommandFailure(`${sentence} (genhash --help lists the options)`, Exit.usage);
}

/** @throws SystemError, CommandFailure where there is no answer, or none to be digested. */
function replyOf(page: Page, { outcome }: Fetched): HttpReply {
  const target = `${page.path} from ${formatEndpoint(page.server)}`;
  switch (outcome.kind) {
    case "reply":
      return outcome.reply;
    case "unusable":
      throw new CommandFailure(`cannot fetch ${target}: ${outcome.reason}`, Exit.failed);
    case "failed":
      throw new SystemError("fetch", target, outcome);
  }
}
