import t from "tap";
import { refusalText } from "../../../lib/ipvs/errors.ts";

t.test("an errno means what the operation makes of it", async (t) => {
  const rows = [
    ["add-service", "EEXIST", "Service already exists"],
    ["add-service", "ENOENT", "Scheduler or persistence engine not found"],
    ["edit-service", "ENOENT", "Scheduler or persistence engine not found"],
    ["edit-service", "ESRCH", "No such service"],
    ["delete-service", "ESRCH", "No such service"],
    ["read-service", "ESRCH", "No such service"],
    ["add-destination", "EEXIST", "Destination already exists"],
    ["add-destination", "ESRCH", "Service not defined"],
    ["edit-destination", "ENOENT", "No such destination"],
    ["delete-destination", "ESRCH", "Service not defined"],
    ["add-destination", "ERANGE", "Numerical result out of range"],
    ["clear", "EPERM", "Permission denied (you must be root)"],
    ["clear", "ESRCH", "No such process"],
    ["open", "ENOPROTOOPT", "Protocol not available"],
    ["add-service", "UNKNOWN", "UNKNOWN"],
  ] as const;
  for (const [operation, code, text] of rows) t.equal(refusalText(operation, code), text, `${operation} ${code}`);
});
