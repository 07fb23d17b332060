import t from "tap";
import { type Json, jsonText } from "../../../lib/diag/json.ts";

t.test("writes what JSON.stringify writes", async (t) => {
  const values: Json[] = [null, true, 1.5, 'a\u001b"\\\n', [], {}, [1, [2]], { a: { "b c": [null] }, d: undefined }];
  for (const value of values) t.equal(jsonText(value), JSON.stringify(value));
});

t.test("whole numbers of any size keep their digits", async (t) => {
  t.equal(jsonText({ bytes: [18_446_744_073_709_551_615n, 0n] }), '{"bytes":[18446744073709551615,0]}');
});
