/**
 * Preloaded into a command (`node --require`): its netlink requests meet the recorded answers of a kernel whose IPVS table is
 * empty, so that a whole `lvsadm -Ln`, `-A` or `-a` can be timed natively on a host without IPVS. All else, sockets too, is real. A CommonJS
 * file that loads nothing, so that it adds to what is timed as little as it can.
 */

/** Datagrams of Linux 6.1 to CTRL_CMD_GETFAMILY "IPVS", IPVS_CMD_GET_INFO, and then a dump of IPVS_CMD_GET_SERVICE. */
const answers = [
  [
    "840100001000000001000000e802000001020000090002004950565300000000060001001c00000008000300010000000800040000000000" +
      "080005000600000044010600140001000800010001000000080002000b000000140002000800010002000000080002000b0000001400030008" +
      "00010003000000080002000b000000140004000800010004000000080002000f000000140005000800010005000000080002000b0000001400" +
      "06000800010006000000080002000b000000140007000800010007000000080002000b000000140008000800010008000000080002000d0000" +
      "00140009000800010009000000080002000b00000014000a00080001000a000000080002000b00000014000b00080001000b00000008000200" +
      "0d00000014000c00080001000c000000080002000b00000014000d00080001000d000000080002000b00000014000e00080001000f00000008" +
      "0002000b00000014000f000800010010000000080002000b000000140010000800010011000000080002000b000000",
    "240000000200000101000000e80200000000000020000000100005000100000000000000",
  ],
  [
    "240000001c00000002000000e80200000e01000008000100010201000800020000100000",
    "240000000200000102000000e802000000000000140000001c0005000200000000000000",
  ],
  ["140000000300020003000000e802000000000000"],
];

/** To a change instead of the dump: carried out. */
const acknowledgement = ["240000000200000103000000e80200000000000054000000" + "1c000500" + "0300000000000000"];
/** In the flags of struct nlmsghdr, which are at 6. */
const NLM_F_DUMP = 0x300;

const EAGAIN = 11;

function replaying(addon) {
  const requests = [...answers];
  let waiting = [];
  return {
    ...addon,
    send(_fd, datagram) {
      const isDump = (datagram[6] | (datagram[7] << 8)) & NLM_F_DUMP;
      const answer = requests.shift() ?? [];
      waiting = requests.length === 0 && !isDump ? [...acknowledgement] : [...answer];
      return datagram.length;
    },
    receive(_fd, buffer, _timeout, from) {
      const next = waiting.shift();
      if (next === undefined) return -EAGAIN;
      const datagram = Buffer.from(next, "hex");
      buffer.set(datagram);
      from?.fill(0);
      return datagram.length;
    },
  };
}

const load = process.dlopen;
process.dlopen = (module, ...rest) => {
  load.call(process, module, ...rest);
  module.exports = replaying(module.exports);
};
