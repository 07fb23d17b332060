/** Names from the text of an /etc/hosts and an /etc/services, as the C library reads them. */

import { addressText } from "../../lib/ipvs/endpoint-text.ts";
import { type Address, familyOf, parseAddress } from "../../lib/net/address.ts";
import { parseServiceNames } from "../../lib/net/service-names.ts";
import type { Names } from "../../lib/ports/names.ts";

/** The lines of netbase 6.4 that tests use. */
export const fewServices = `
tcpmux		1/tcp				# TCP port service multiplexer
discard		9/udp		sink null
domain		53/tcp				# Domain Name Server
domain		53/udp
http		80/tcp		www		# WorldWideWeb HTTP
https		443/tcp				# http protocol over TLS/SSL
sip		5060/tcp			# Session Initiation Protocol
sip		5060/udp
amqp		5672/tcp
amqp		5672/udp
amqp		5672/sctp
http-alt	8080/tcp	webcache	# WWW caching service
`;

export const plainHosts = "127.0.0.1 localhost\n::1 localhost ip6-localhost\n";

/** Also counts how often each address was looked up, in `asked`. */
export function fakeNames(hosts = plainHosts, services = fewServices): Names & { readonly asked: Address[] } {
  const lines = hosts.split("\n").flatMap((line) => {
    const [text = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    const address = parseAddress(text);
    return address ? [{ address, names }] : [];
  });
  const table = parseServiceNames(services);
  const asked: Address[] = [];
  return {
    asked,
    addressOf: async (host) =>
      lines.find(({ address, names }) => familyOf(address) === "inet" && names.includes(host))?.address,
    addressesOf: async (host) => lines.filter(({ names }) => names.includes(host)).map((line) => line.address),
    hostOf: async (address) => {
      asked.push(address);
      return lines.find((line) => addressText(line.address) === addressText(address))?.names[0];
    },
    portOf: (service, protocol) => table.portOf(service, protocol),
    serviceOf: (port, protocol) => table.nameOf(port, protocol),
  };
}
