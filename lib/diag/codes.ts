/**
 * The closed registry of diagnostic codes: stable for ever, never reused, new ones at the end.
 * Each code's text is what it means in one sentence, whatever the place; the diagnostic itself says the particular.
 */

export const diagnosticCodes = {
  LK0001:
    "A word stands where a keyword is expected, and no keyword has that name; the line, with its block, is skipped.",
  LK0002: "A keyword stands in a block that it does not belong to; the line, with its block, is skipped.",
  LK0003: "The keyword or value is known to keepalived, but lvskit does not implement it yet.",
  LK0004: "`//` or `;` was written as if it started a comment; only `#` and `!` do.",
  LK0005: "A blank that is neither space nor tab, usually pasted from a web page, separates words.",
  LK0006: "A line has a double quote without its partner.",
  LK0007: "A block was opened and not closed: a `}` is missing.",
  LK0008: "A `}` closes nothing, or closes its block too early.",
  LK0009: "A `{` opens a block where none can be.",
  LK0010: "A keyword needs a block in braces, and none follows.",
  LK0011: "A keyword stands without a value that it must have.",
  LK0012: "A value is not of the kind that the keyword takes.",
  LK0013: "A value is outside the range that the keyword allows.",
  LK0014: "More words stand on the line than the keyword takes; the surplus is not used.",
  LK0015: "An old spelling works, but another keyword has replaced it.",
  LK0016: "A block lacks something that it cannot do without.",
  LK0017: "Two objects have the same name or address; the second is not used.",
  LK0018: "Two VRRP instances have the same virtual_router_id on one interface, so they would fight each other.",
  LK0019: "nopreempt has no effect, because `state MASTER` or priority 255 clears it.",
  LK0020: "A virtual server names no protocol, which means UDP.",
  LK0021: "The password is longer than the 8 bytes that a VRRP packet carries, so only the first 8 count.",
  LK0022: "Authentication is incomplete, so none is used.",
  LK0023: "VRRPv2 advertises in whole seconds, so the interval is rounded.",
  LK0024: "A real server is listed twice in one virtual server; the second is not used.",
  LK0025: "A sync group names an instance that the configuration does not define.",
  LK0026: "A brace stands after `//` or `;`; lvskit does not read it, keepalived does.",
  LK0027: "A comment character stands inside a word, so the value ends before it.",
  LK0028: "A keyword that can have one value in its block is written more than once; the last one counts.",
  LK0029: "A value cannot be used as written, and the nearest usable one stands in for it.",
  LK0030: "A VRRP instance has no virtual address, so it has nothing to move.",
  LK0031: "A virtual server has no real server; it is not used.",
  LK0032: "With DR and TUN packets keep their port, so a real server cannot have another port than its virtual server.",
  LK0033: "An instance is a member of two sync groups.",
  LK0034: "`state MASTER` without a priority means priority 255, the address owner, who is master at once.",
  LK0035: "Values that each are fine contradict each other.",
  LK0036: "The configuration names an interface that the host does not have.",
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;
