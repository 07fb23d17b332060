/**
 * What each option adds to the draft, and what ipvsadm says of a value that it does not take. Options count in the order in
 * which they are written, as in ipvsadm: a service of IPv6 forgets a netmask before it, and a real server without a port
 * copies the one known by then.
 */

import { cut } from "../ipvs/endpoint-text.ts";
import type { Protocol, Tunnel } from "../ipvs/model.ts";
import { addressBytes, familyOf, parseAddress } from "../net/address.ts";
import type { Draft } from "./lvsadm-draft.ts";
import type { KnownNames } from "./lvsadm-hosts.ts";
import type { OptionLong } from "./lvsadm-table.ts";
import {
  largestInt,
  largestMark,
  leadingNumber,
  longestTimeout,
  parseHost,
  parsePlace,
  wholeNumber,
} from "./lvsadm-values.ts";

/** @returns what is wrong with the value, in ipvsadm's words; undefined where it was taken. */
type Take = (draft: Draft, value: string, names: KnownNames) => string | undefined;

/** Seconds of a bare -p. */
const defaultPersistence = "360";

/** Options that only change what is listed have no row. */
const takes: Readonly<Partial<Record<OptionLong, Take>>> = {
  "tcp-service": (draft, value, names) => takeService(draft, "tcp", value, names),
  "udp-service": (draft, value, names) => takeService(draft, "udp", value, names),
  "sctp-service": (draft, value, names) => takeService(draft, "sctp", value, names),
  "fwmark-service": (draft, value) => {
    const fwmark = wholeNumber(value, 1, largestMark);
    if (fwmark === undefined) return `invalid fwmark value \`${value}' specified`;
    Object.assign(draft, { family: "inet", protocol: "tcp", fwmark });
    return undefined;
  },
  ipv6: (draft) => {
    // ipvsadm ends this line twice.
    if (draft.fwmark === 0) return "-6 used before -f\n";
    Object.assign(draft, { family: "inet6", netmask: undefined });
    return undefined;
  },
  scheduler: (draft, value) => {
    draft.scheduler = cut(value, 15) || "wlc";
    return undefined;
  },
  persistent: (draft, value) => {
    draft.persistenceTimeout = wholeNumber(value, 1, longestTimeout);
    return draft.persistenceTimeout === undefined ? `invalid timeout value \`${value}' specified` : undefined;
  },
  netmask: takeNetmask,
  ops: (draft) => {
    draft.onePacket = true;
    return undefined;
  },
  pe: (draft, value) => {
    draft.engine = cut(value, 16);
    return undefined;
  },
  "sched-flags": (draft, value) => {
    draft.schedulerFlags = cut(value, 127);
    return undefined;
  },
  "real-server": (draft, value, names) => {
    const place = parsePlace(value, draft.protocol, names);
    if (place === undefined) return "illegal real server address[:port] specified";
    draft.server = { address: place.address, port: place.port ?? draft.port };
    return undefined;
  },
  gatewaying: (draft) => {
    draft.forwarding = "direct";
    return undefined;
  },
  ipip: (draft) => {
    draft.forwarding = "tunnel";
    return undefined;
  },
  masquerading: (draft) => {
    draft.forwarding = "masquerade";
    return undefined;
  },
  weight: takeNumber("weight", 0, largestInt, (draft, weight) => {
    draft.weight = weight;
  }),
  "u-threshold": takeNumber("u_threshold", 0, largestInt, (draft, threshold) => {
    draft.upperThreshold = threshold;
  }),
  "l-threshold": takeNumber("l_threshold", 0, largestInt, (draft, threshold) => {
    draft.lowerThreshold = threshold;
  }),
  "tun-type": (draft, value) => {
    if (value !== "ipip" && value !== "gue" && value !== "gre") return "illegal tunnel type specified";
    draft.tunnel = { ...draft.tunnel, type: value };
    return undefined;
  },
  "tun-port": takeNumber("tunnel port", 1, 65_535, (draft, port) => {
    draft.tunnel = { ...draft.tunnel, port };
  }),
  "tun-nocsum": takeChecksum("none"),
  "tun-csum": takeChecksum("checksum"),
  "tun-remcsum": takeChecksum("remote"),
  "mcast-interface": (draft, value) => {
    draft.daemon = { ...draft.daemon, interface: cut(value, 15) };
    return undefined;
  },
  syncid: takeDaemonNumber("syncid", 0, 255, "syncId"),
  "mcast-group": takeMulticastGroup,
  "mcast-port": takeDaemonNumber("mcast-port", 1, 65_535, "port"),
  "mcast-ttl": takeDaemonNumber("mcast-ttl", 1, 255, "ttl"),
  "sync-maxlen": takeDaemonNumber("sync-maxlen", 1, 65_507, "maxLength"),
};

/** Adds one option to the draft. @returns what is wrong with its value, if anything. */
export function takeOption(
  draft: Draft,
  long: OptionLong,
  value: string | undefined,
  names: KnownNames,
): string | undefined {
  return takes[long]?.(draft, value ?? (long === "persistent" ? defaultPersistence : ""), names);
}

function takeService(draft: Draft, protocol: Protocol, value: string, names: KnownNames): string | undefined {
  draft.protocol = protocol;
  const place = parsePlace(value, protocol, names);
  if (place === undefined) return "illegal virtual server address[:port] specified";
  draft.address = place.address;
  draft.port = place.port ?? draft.port;
  draft.family = familyOf(place.address);
  if (draft.family === "inet6") draft.netmask = undefined;
  return undefined;
}

function takeNetmask(draft: Draft, value: string, names: KnownNames): string | undefined {
  if (draft.family === "inet6") {
    const prefix = leadingNumber(value);
    draft.netmask = String(prefix);
    return prefix >= 1 && prefix <= 128 ? undefined : "illegal ipv6 netmask specified";
  }
  draft.netmask = parseHost(value, names);
  return draft.netmask === undefined ? "illegal virtual server persistent mask specified" : undefined;
}

function takeNumber(what: string, least: number, most: number, set: (draft: Draft, number: number) => void): Take {
  return (draft, value) => {
    const number = wholeNumber(value, least, most);
    if (number === undefined) return `illegal ${what} specified`;
    set(draft, number);
    return undefined;
  };
}

function takeDaemonNumber(what: string, least: number, most: number, field: keyof Draft["daemon"]): Take {
  return takeNumber(what, least, most, (draft, number) => {
    draft.daemon = { ...draft.daemon, [field]: number };
  });
}

function takeChecksum(checksum: Tunnel["checksum"]): Take {
  return (draft) => {
    draft.tunnel = { ...draft.tunnel, checksum };
    return undefined;
  };
}

/** A colon says which family is meant; names are not looked up. */
function takeMulticastGroup(draft: Draft, value: string): string | undefined {
  const family = value.includes(":") ? "IPv6" : "IPv4";
  const group = parseAddress(value);
  const [first = 0] = group === undefined ? [] : addressBytes(group);
  const multicast = family === "IPv6" ? first === 0xff : first >> 4 === 0xe;
  if (group === undefined || !multicast) return `invalid ${family} mcast-group \`${value}'`;
  draft.daemon = { ...draft.daemon, group };
  return undefined;
}
