/** Random rules as a person could write them: any number of services, each with some servers, that one kernel takes all of. */

type Below = (end: number) => number;

/** @returns lines, each with its end; addresses are near each other, because the order of a save depends on history where they are far apart. */
export function randomRules(services: number, below: Below): string {
  const pick = (...from: readonly string[]): string => from[below(from.length)] ?? "";
  return Array.from({ length: services }, (_, i) => serviceRules(i, pick, below)).join("");
}

type Pick = (...from: readonly string[]) => string;

function serviceRules(number: number, pick: Pick, below: Below): string {
  const kind = below(8);
  const inet6 = kind === 0 || kind === 1;
  const place = `${number >> 8}.${number & 255}`;
  const service = [
    `-f ${number + 1} -6`,
    `${pick("-t", "-u")} [2001:db8::${number.toString(16)}]:${1 + below(65_535)}`,
    `-f ${below(2) * 4_000_000_000 + number + 1}`,
    `--sctp-service 10.0.${place}:5672`,
  ][kind];
  const named = service ?? `${pick("-t", "-u")} 10.0.${place}:${1 + below(65_535)}`;
  const lines = [`-A ${named} ${serviceOptions(kind, inet6, pick)}`];
  for (let server = below(4); server > 0; server--)
    lines.push(`-a ${named} ${serverOptions(server, inet6, pick, below)}`);
  return `${lines.join("\n")}\n`;
}

function serviceOptions(kind: number, inet6: boolean, pick: Pick): string {
  const mask = inet6 ? "-M 64" : "-M 255.255.255.0";
  return [
    pick("-s rr", "-s wlc", "-s sh -b sh-port,flag-3", "-s mh -b mh-fallback", "-s wrr -b flag-1"),
    pick("", "", "-p 33", `-p 50 ${mask}`, "-p 7 --pe sip"),
    // Only marks among these are surely not of TCP.
    kind === 0 || kind === 2 ? pick("", "-o") : "",
  ].join(" ");
}

function serverOptions(server: number, inet6: boolean, pick: Pick, below: Below): string {
  const address = inet6 ? `[2001:db8:1::${server}]:${80 + server}` : `10.1.0.${server}:${80 + server}`;
  const tunnel = pick("", "--tun-type gue --tun-port 6080 --tun-remcsum", "--tun-type gre --tun-csum");
  const forwarding = pick("-g", "-m", `-i ${tunnel}`);
  return `-r ${address} ${forwarding} -w ${below(1000)} ${pick("", "-x 1000", "-x 1000 -y 700")}`;
}
