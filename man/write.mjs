// Writes the manual page of the language from the compiled table of keywords; `npm run man` builds and runs it.
import { writeFileSync } from "node:fs";
import { renderManualPage } from "../dist/lib/config/manual-page.js";

writeFileSync(new URL("lvskit.conf.5", import.meta.url), renderManualPage());
