/** A real web server on a host: Debian's nginx with nothing but the pages given. */

import type { Host } from "./host.ts";
import type { Process } from "./process.ts";
import { waitFor } from "./wait.ts";

export interface WebServerOptions {
  readonly port: number;
  /** Text by path, for example { "/index.html": "hello" }. */
  readonly pages: Readonly<Record<string, string>>;
}

/** Starts nginx in the foreground on every address of `host`; ends once it listens. */
export async function startWebServer(host: Host, { port, pages }: WebServerOptions): Promise<Process> {
  for (const [path, text] of Object.entries(pages)) host.file(`/srv/www-${port}${path}`, text);
  const configuration = host.file(`/etc/nginx/lab-${port}.conf`, nginxConfiguration(port));
  const server = host.start(["nginx", "-e", "stderr", "-c", configuration]);
  await waitFor(
    `nginx on ${host.name} listens on port ${port}`,
    async () => {
      if (!server.running) throw new Error(server.lines.join("\n"));
      const { stdout } = await host.run(["ss", "-Hltn", `sport = :${port}`]);
      return stdout !== "";
    },
    { within: 20_000 },
  );
  return server;
}

function nginxConfiguration(port: number): string {
  const folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `  ${name}_temp_path /run/lab-${port}-${name};`,
  );
  return `daemon off;
worker_processes 1;
user root;
pid /run/nginx-${port}.pid;
events {
  worker_connections 256;
}
http {
  access_log off;
  keepalive_timeout 0;
  types {
    text/html html;
  }
${folders.join("\n")}
  server {
    listen ${port};
    root /srv/www-${port};
  }
}
`;
}
