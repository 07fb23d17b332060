/** Finding by name, and what is said where there is none. */

import t from "tap";
import { NamedBlocks } from "../../../../lib/config/checks/named-blocks.ts";
import { loadText } from "../../../support/configuration.ts";

const scripts = (...names: readonly string[]) =>
  new NamedBlocks(loadText(names.map((name) => `vrrp_script ${name} {\n script /${name}\n}\n`).join("")).values);

t.test("the first of a name", async (t) => {
  const named = scripts("a", "b", "a");
  t.equal(named.find("vrrp_script", "a")?.statement.keyword.span.start, 0);
  t.equal(named.find("vrrp_script", "c"), undefined);
  t.equal(named.find("track_file", "a"), undefined);
});

t.test("instead", async (t) => {
  t.strictSame(scripts().instead("vrrp_script", "x"), { expected: "a vrrp_script block with this name" });
  t.strictSame(scripts("check", "other").instead("vrrp_script", "chek"), {
    expected: "one of check, other",
    hint: 'did you mean "check"?',
  });
  const ten = scripts(..."abcdefghij".split("").map((letter) => letter.repeat(9)));
  t.match(ten.instead("vrrp_script", "x").expected, /, j{9}$/);
  const many = scripts(..."abcdefghijk".split("").map((letter) => letter.repeat(9)));
  t.match(many.instead("vrrp_script", "x").expected, /^one of a{9}, .*, j{9} and others$/);
});

t.test("suggestions are made a hundred times", async (t) => {
  const named = scripts("check");
  for (let i = 0; i < 100; i++) t.ok(named.instead("vrrp_script", "chek").hint, String(i));
  t.equal(named.instead("vrrp_script", "chek").hint, undefined);
});
