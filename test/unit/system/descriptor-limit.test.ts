import t from "tap";
import { descriptorLimit, parseDescriptorLimit } from "../../../lib/system/descriptor-limit.ts";

t.test("the soft limit of open files", async (t) => {
  const limits = `Limit                     Soft Limit           Hard Limit           Units
Max file size             unlimited            unlimited            bytes
Max open files            20000                524288               files
`;
  t.equal(parseDescriptorLimit(limits), 20_000);
  t.equal(parseDescriptorLimit("Max open files            unlimited            unlimited            files"), undefined);
  t.ok(descriptorLimit() >= 64);
});
