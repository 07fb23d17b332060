// Reads tap's own output: how many assertions passed, failed and were skipped, what failed, and why things were skipped.

const leaf = /^( *)(not ok|ok) \d+(?: - (.*))?$/;

/**
 * Counts leaves only: the line that closes a subtest repeats what its assertions said, unless it failed though none of
 * them did (a crash, a timeout, a wrong plan).
 * @returns counts, failures as text (name, place and detail), skips as a map from reason to times
 */
export function readTap(text) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const skips = new Map();
  const lines = text.split("\n");
  /** Subtests that are open: their indentation, and how many failures there were when they began. */
  const open = [];
  lines.forEach((line, index) => {
    const begin = /^( *)# Subtest: /.exec(line);
    if (begin !== null) open.push({ indent: begin[1].length, failed: counts.failed });
    const match = leaf.exec(line);
    if (match === null) return;
    const [, indent, verdict, name = ""] = match;
    const parent = open.at(-1)?.indent === indent.length ? open.pop() : undefined;
    const skip = / # SKIP ?(.*)$/i.exec(name);
    if (skip !== null) {
      counts.skipped++;
      const why = skip[1].replace(/ # time=.*$/, "") || "no reason given";
      skips.set(why, (skips.get(why) ?? 0) + 1);
    } else if (verdict === "not ok" && !/ # TODO/i.test(name)) {
      if (parent !== undefined && counts.failed > parent.failed) return;
      counts.failed++;
      failures.push(
        `not ok: ${pathOf(lines, index)}${name.replace(/ # time=.*$/, "")}\n${detailOf(lines, index, indent.length)}`,
      );
    } else if (parent === undefined) counts.passed++;
  });
  return { counts, failures, skips };
}

/** The YAML below a result; where the test gave its own detail, without tap's place and stack, which are the harness'. */
function detailOf(lines, index, indent) {
  if (lines[index + 1]?.trim() !== "---") return "";
  const end = lines.findIndex((line, at) => at > index + 1 && line === `${" ".repeat(indent + 2)}...`);
  const detail = lines.slice(index + 2, end === -1 ? index + 40 : end);
  const own = detail[0]?.trim().startsWith("detail:")
    ? detail.findIndex((line) => line === `${" ".repeat(indent + 2)}at:`)
    : -1;
  return (own === -1 ? detail : detail.slice(0, own)).join("\n");
}

/** The names of the subtests around a line, outermost first. */
function pathOf(lines, index) {
  const names = [];
  let depth = /^ */.exec(lines[index])[0].length;
  for (let at = index; at >= 0 && depth > 0; at--) {
    const begin = /^( *)# Subtest: (.*)$/.exec(lines[at]);
    if (begin === null || begin[1].length >= depth) continue;
    names.unshift(begin[2]);
    depth = begin[1].length;
  }
  return names.map((name) => `${name} › `).join("");
}
