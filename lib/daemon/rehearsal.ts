/**
 * Walks through a take-over with ports that lead nowhere. JavaScript is compiled when it first runs, which costs several
 * milliseconds at the one moment that counts; after the rehearsal it is compiled already.
 */

import { address } from "../net/address.ts";
import type { Clock } from "../ports/clock.ts";
import type { Link, Links } from "../ports/links.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import { HostView } from "./host-view.ts";
import { VrrpNode } from "./vrrp-node.ts";
import { VrrpWire } from "./vrrp-wire.ts";

/** Enough for the interpreter's caches to settle. */
const times = 5;

const nowhere: Links = {
  links: async () => [],
  addresses: async () => [],
  routes: async () => [],
  addAddress: async () => {},
  deleteAddress: async () => {},
  addRoute: async () => {},
  deleteRoute: async () => {},
  watch: () => {},
  close: () => {},
};

/** The instance becomes BACKUP, MASTER, and ends, several times over; nothing leaves the process. One stands for all. */
export async function rehearse(instance: VrrpInstance): Promise<void> {
  for (let time = 0; time < times; time++) await takeOver(instance);
}

async function takeOver(instance: VrrpInstance): Promise<void> {
  let now = 0;
  const clock: Clock = { now: () => now, wallSeconds: () => 0, at: () => ({ cancel: () => {} }) };
  const view = new HostView();
  const devices = new Set([instance.interface, ...instance.virtualAddresses.map(({ device }) => device)]);
  view.replace([...devices].map(aLink), []);
  const log = { write: () => {} };
  const open = () => ({ send: () => {}, close: () => {} });
  const wire = new VrrpWire({ open, view, log, onPacket: () => {} });
  wire.serve([instance]);
  const frames = { send: () => {}, close: () => {} };
  const node = new VrrpNode(instance, { clock, links: nowhere, frames, log, view, wire, onStep: () => {} });
  const source = address("192.0.2.1");
  node.tell({ kind: "started", conditions: { downLinks: [], source } });
  node.tell({ kind: "advertisement", heard: { source, priority: 255, addressesDiffer: false } });
  now = node.deadline ?? 0;
  node.tell({ kind: "deadline" });
  await node.settled();
  node.tell({ kind: "stopped", because: "shutdown" });
  await node.settled();
}

function aLink(name: string, at: number): Link {
  const index = at + 1;
  return { index, name, up: true, running: true, mtu: 1500, mac: "02:00:00:00:00:01", loopback: false };
}
