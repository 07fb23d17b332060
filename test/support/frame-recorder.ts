/**
 * A program: writes down the Ethernet frames that come in on one link, one line each with the time of CLOCK_MONOTONIC in
 * milliseconds, which all processes of a machine share. Run as a child by recorder.ts.
 */

import { captureFrames } from "./frame-capture.ts";

/** ETH_P_ALL (linux/if_ether.h). */
const allProtocols = 0x0003;

const [link = ""] = process.argv.slice(2);
const capture = captureFrames(link, allProtocols);
process.stdout.write("listening\n");
for (;;) {
  const frame = capture.next(1000);
  // A closed pipe ends the program: nobody reads any more.
  if (frame) process.stdout.write(`${Number(process.hrtime.bigint()) / 1e6} ${frame.toString("hex")}\n`);
}
