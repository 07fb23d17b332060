/** The IpvsTable port over generic netlink: one socket, the family looked up once, the kernel module loaded where missing. */

import { SystemError } from "../diag/errors.ts";
import type { Connection } from "../ipvs/connection.ts";
import type { Action, SyncDaemon, Timeouts } from "../ipvs/control.ts";
import { daemonsRequest, decodeDaemon, decodeTimeouts, timeoutsRequest } from "../ipvs/control-message.ts";
import {
  changeRequest,
  decodeDestination,
  decodeInfo,
  decodeService,
  destinationsRequest,
  infoRequest,
  serviceRequest,
} from "../ipvs/message.ts";
import type { ChangeResult, Destination, IpvsInfo, Service, ServiceKey } from "../ipvs/model.ts";
import { IPVS_GENL_NAME } from "../kernel/ip-vs.ts";
import { NETLINK_GENERIC } from "../kernel/netlink.ts";
import { NetlinkConnection, type RequestOutcome } from "../netlink/connection.ts";
import { asSystemError, lost, NetlinkError } from "../netlink/errors.ts";
import { resolveFamily } from "../netlink/generic.ts";
import type { NetlinkMessage, NetlinkRequest } from "../netlink/message.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { OpenNetlinkSocket } from "../ports/netlink-socket.ts";
import { readConnections } from "./connection-table.ts";
import { openNetlinkSocket } from "./netlink-socket.ts";

/** Loads the kernel module ip_vs as far as it can; what it cannot shows in the next look-up. */
export type LoadModule = () => Promise<void>;

/** `Ipvs.open()` over any socket and any way to load the module. @throws SystemError as that does */
export async function openIpvsTable(
  open: OpenNetlinkSocket = openNetlinkSocket,
  loadModule: LoadModule = runModprobe,
): Promise<Ipvs> {
  const connection = new NetlinkConnection(open({ protocol: NETLINK_GENERIC }));
  try {
    return new Ipvs(connection, await familyId(connection, loadModule));
  } catch (error) {
    connection.close();
    throw asSystemError("open", "the kernel's IPVS table", error);
  }
}

/** The look-up itself makes the kernel load the module where it can; modprobe also knows aliases and its own folders. */
async function familyId(connection: NetlinkConnection, loadModule: LoadModule): Promise<number> {
  const known = resolveFamily(connection, IPVS_GENL_NAME);
  if (known !== undefined) return known;
  await loadModule();
  const loaded = resolveFamily(connection, IPVS_GENL_NAME);
  if (loaded !== undefined) return loaded;
  throw new SystemError("open", "the kernel's IPVS table", {
    code: "ENOPROTOOPT",
    reason: "Protocol not available",
    detail: "this kernel has no IPVS, neither built in nor as the module ip_vs",
  });
}

async function runModprobe(): Promise<void> {
  const { loadKernelModule } = await import("./modprobe.ts");
  loadKernelModule("ip_vs");
}

/**
 * The kernel's IPVS table of one network namespace: what lvsadm and checkd work on, and what the package exports. Holds one
 * socket until it is closed. Reading and changing need CAP_NET_ADMIN.
 *
 * What the kernel refuses of single changes is in the results of {@link Ipvs.apply}; everything else that fails is thrown as a
 * SystemError, whose `code` is the symbolic errno: EPERM without privilege, ENOBUFS where answers were lost, ETIMEDOUT where
 * none came. The kernel answers while it is asked, so the promises are settled already; they are there for other tables.
 */
export class Ipvs implements IpvsTable {
  readonly #connection: NetlinkConnection;
  readonly #family: number;

  /** Use {@link Ipvs.open}. @param family the id of the family IPVS, which varies per boot. */
  constructor(connection: NetlinkConnection, family: number) {
    this.#connection = connection;
    this.#family = family;
  }

  /**
   * Opens the table of the network namespace that the calling thread is in now, and loads the kernel's module where it is missing.
   * @throws SystemError with code ENOPROTOOPT where this kernel has no IPVS
   */
  static open(): Promise<Ipvs> {
    return openIpvsTable();
  }

  async info(): Promise<IpvsInfo> {
    return attempt("ask", "IPVS for its version", () => {
      return decodeInfo(this.#ask(infoRequest(this.#family)));
    });
  }

  async services(): Promise<Service[]> {
    return attempt("list", "the IPVS services", () =>
      this.#connection.dump(serviceRequest(this.#family), decodeService),
    );
  }

  async service(key: ServiceKey): Promise<Service | undefined> {
    return attempt("read", "an IPVS service", () => {
      try {
        const [reply] = this.#connection.request(serviceRequest(this.#family, key));
        return reply && decodeService(reply);
      } catch (error) {
        if (error instanceof NetlinkError && error.code === "ESRCH") return undefined;
        throw error;
      }
    });
  }

  async destinations(key: ServiceKey, wanted?: "without counters"): Promise<Destination[]> {
    return attempt("list", "the destinations of an IPVS service", () =>
      this.#connection.dump(destinationsRequest(this.#family, key), (message) =>
        decodeDestination(message, key, wanted),
      ),
    );
  }

  async timeouts(): Promise<Timeouts> {
    return attempt("ask", "IPVS for its timeouts", () => decodeTimeouts(this.#ask(timeoutsRequest(this.#family))));
  }

  async daemons(): Promise<SyncDaemon[]> {
    return attempt("list", "the IPVS synchronisation daemons", () =>
      this.#connection.dump(daemonsRequest(this.#family), decodeDaemon),
    );
  }

  connections(): Iterable<Connection> {
    return readConnections();
  }

  async apply(actions: readonly Action[]): Promise<ChangeResult[]> {
    const requests = actions.map((action) => changeRequest(this.#family, action));
    return this.#connection.requestBatch(requests).map(resultOf);
  }

  /** Safe to call twice. */
  close(): void {
    this.#connection.close();
  }

  /** For `await using`, where the language has it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  #ask(request: NetlinkRequest): NetlinkMessage {
    const [reply] = this.#connection.request(request);
    if (reply === undefined) throw lost("malformed", "the kernel's answer is empty");
    return reply;
  }
}

/** One for all: tables of tens of thousands are made with nothing refused. */
const done: ChangeResult = { ok: true };

function resultOf(outcome: RequestOutcome): ChangeResult {
  if (outcome === undefined) return done;
  const { code, message: reason, detail } = outcome;
  return { ok: false, code, reason, ...(detail === undefined ? {} : { detail }) };
}

function attempt<T>(operation: string, target: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asSystemError(operation, target, error);
  }
}
