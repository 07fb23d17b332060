/** IP addresses as values, alone or of one family, and IPv4 multicast groups. */

import { type Address, addressBytes, familyOf, parseAddress } from "../../net/address.ts";
import { type Kind, type Reading, wrong } from "./kind.ts";

export const ipAddress: Kind<Address> = {
  synopsis: "ADDRESS",
  expected: "an IPv4 or IPv6 address",
  read: readAddress,
};

export const ipv4Address: Kind<Address> = {
  synopsis: "ADDRESS",
  expected: "an IPv4 address",
  read(text) {
    const reading = readAddress(text);
    if ("fault" in reading || familyOf(reading.value) === "inet") return reading;
    return { ...reading, lack: "is an IPv6 address, and lvskit's VRRP speaks only IPv4 yet" };
  },
};

/** 224.0.0.0/4 (RFC 5771). */
export const multicastGroup: Kind<Address> = {
  synopsis: "GROUP4",
  expected: "an IPv4 multicast address, 224.0.0.0 to 239.255.255.255",
  read(text) {
    const reading = readAddress(text);
    if ("fault" in reading) return reading;
    const first = addressBytes(reading.value)[0] ?? 0;
    const group = familyOf(reading.value) === "inet" && first >= 224 && first <= 239;
    return group ? reading : wrong("is not an IPv4 multicast address");
  },
};

/** ff00::/8 (RFC 4291 section 2.7). */
export const multicastGroup6: Kind<Address> = {
  synopsis: "GROUP6",
  expected: "an IPv6 multicast address, which begins with ff",
  read(text) {
    const reading = readAddress(text);
    if ("fault" in reading) return reading;
    const group = familyOf(reading.value) === "inet6" && addressBytes(reading.value)[0] === 0xff;
    return group ? reading : wrong("is not an IPv6 multicast address");
  },
};

export const anyMulticastGroup: Kind<Address> = {
  synopsis: "MULTICAST",
  expected: "an IPv4 or IPv6 multicast address",
  read: (text) => (text.includes(":") ? multicastGroup6 : multicastGroup).read(text),
};

function readAddress(text: string): Reading<Address> {
  const value = parseAddress(text);
  if (value !== undefined) return { value };
  return wrong("is not an IP address", addressHint(text));
}

function addressHint(text: string): string | undefined {
  const withPort = /^([\d.]+):(\d+)$/.exec(text);
  if (withPort && parseAddress(withPort[1] ?? ""))
    return `address and port are two words, ${withPort[1]} and ${withPort[2]}`;
  const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(text);
  if (bracketed && parseAddress(bracketed[1] ?? ""))
    return `addresses have no brackets here: ${bracketed.slice(1).filter(Boolean).join(" ")}`;
  const [alone = "", length] = text.split("/");
  if (length !== undefined && parseAddress(alone)) return `no prefix length belongs here: ${alone}`;
  const [plain = "", zone] = text.split("%");
  if (zone !== undefined && parseAddress(plain)) return `no interface belongs here: ${plain}`;
  if (/^[\d.]+-[\d.]+$/.test(text)) return "ranges of addresses stand in a virtual_server_group";
  if (/\.0\d/.test(text) || /^0\d/.test(text)) return "leading zeros are not allowed";
  if (text.endsWith(",")) return "one address per line, without commas";
  if (/^[\w.-]*[a-z][\w.-]*$/i.test(text) && !text.startsWith("__"))
    return "host names are not looked up; write the address";
  return undefined;
}
