import t from "tap";
import { BodyDigest } from "../../../lib/check/digest.ts";

// RFC 1321 appendix A.5.
t.test("MD5 of a body in pieces", async (t) => {
  const digest = new BodyDigest();
  for (const piece of ["mess", "", "age digest"]) digest.update(Buffer.from(piece));
  t.equal(digest.hex(), "f96b697d7cb7938d525a2f31aaf161d0");
  t.equal(new BodyDigest().hex(), "d41d8cd98f00b204e9800998ecf8427e");
});
