/** `encap TYPE ...` of a route: the words of each type, as ip-route(8) has them and as far as keepalived reads them. */

import { familyOf } from "../net/address.ts";
import type { Encapsulation } from "../vrrp/route.ts";
import { ipAddress } from "./values/address.ts";
import { integer } from "./values/integer.ts";
import { type Kind, type Reading, writeValue, wrong } from "./values/kind.ts";
import { dsField, wide } from "./values/routing.ts";

type Tunnel = Extract<Encapsulation, { type: "ip" | "ip6" }>;

const hops = integer(0, 255);
const shared = { id: wide, dst: ipAddress, src: ipAddress, flags: integer(0, 65535) };

/** Each under its name in the model; those that two types call differently are renamed. */
const options: Readonly<Record<Tunnel["type"], Readonly<Record<string, Kind<unknown>>>>> = {
  ip: { ...shared, tos: dsField, ttl: hops },
  ip6: { ...shared, tc: dsField, hoplimit: hops },
};
const renamed: Readonly<Record<string, keyof Tunnel>> = { tc: "tos", hoplimit: "ttl" };

/** MPLS_LS_LABEL_MASK: 20 bits (linux/mpls.h); keepalived takes two labels. */
const largestLabel = 2 ** 20 - 1;

export const encapsulation: Kind<Encapsulation> = {
  synopsis: "ip|ip6|mpls|ila ...",
  expected: "ip or ip6 with dst or id, mpls with LABEL[/LABEL], or ila with a locator",
  extent(words, at) {
    const type = words[at]?.text;
    if (type !== "ip" && type !== "ip6") return 2;
    let count = 1;
    while (Object.hasOwn(options[type], words[at + count]?.text ?? "")) count += 2;
    return count;
  },
  read(text) {
    const [type = "", ...words] = text.split(" ");
    if (type === "ip" || type === "ip6") return readTunnel(type, words);
    if (type === "mpls") return readLabels(words[0] ?? "");
    if (type === "ila") return readLocator(words[0] ?? "");
    return wrong("is no way to encapsulate that keepalived knows");
  },
  write(value) {
    if (value.type === "mpls") return `mpls ${value.labels.join("/")}`;
    if (value.type === "ila") return `ila ${value.locator}`;
    const written = Object.entries(options[value.type]).flatMap(([name, kind]) => {
      const part = value[renamed[name] ?? (name as keyof Tunnel)];
      return part === undefined ? [] : [`${name} ${writeValue(kind, part)}`];
    });
    return [value.type, ...written].join(" ");
  },
};

function readTunnel(type: Tunnel["type"], words: readonly string[]): Reading<Encapsulation> {
  const found: Record<string, unknown> = {};
  for (let i = 0; i < words.length; i += 2) {
    const [name = "", text = ""] = [words[i], words[i + 1]];
    const reading = options[type][name]?.read(text) ?? wrong("is none here");
    if ("fault" in reading) return { ...reading, fault: `has a ${name} ${JSON.stringify(text)} that ${reading.fault}` };
    found[renamed[name] ?? name] = reading.value;
  }
  const tunnel = { type, ...found } as Tunnel;
  const family = type === "ip" ? "inet" : "inet6";
  for (const end of ["dst", "src"] as const) {
    const address = tunnel[end];
    if (address !== undefined && familyOf(address) !== family) return wrong(`has a ${end} of the other address family`);
  }
  return tunnel.dst === undefined && tunnel.id === undefined ? wrong("has neither dst nor id") : { value: tunnel };
}

function readLabels(text: string): Reading<Encapsulation> {
  const labels = text.split("/");
  const right = labels.every((label) => /^\d+$/.test(label) && Number(label) <= largestLabel) && labels.length <= 2;
  return right
    ? { value: { type: "mpls", labels: labels.map(Number) } }
    : wrong(`has no label from 0 to ${largestLabel}, or two of them as 100/200`);
}

function readLocator(text: string): Reading<Encapsulation> {
  return /^[\da-f]{1,4}(:[\da-f]{1,4}){3}$/i.test(text)
    ? { value: { type: "ila", locator: text.toLowerCase() } }
    : wrong("has no locator of four groups, such as 1:2:3:4");
}
