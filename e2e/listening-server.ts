import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of this computer that notes who came, by connection and by request. */
export interface ListeningServer {
  /** Without a slash at its end. */
  readonly address: string;
  /** Method and path of each request, and `connection` for each connection. */
  readonly seen: string[];
  readonly close: () => Promise<void>;
}

const CONTENT: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/script.js': ['text/javascript', ''],
  '/style.css': ['text/css', ''],
  '/image.png': [
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>',
  ],
  '/frame.html': ['text/html', '<script>parent.postMessage("framed", "*")</script>'],
  '/object.html': ['text/html', 'x'],
  '/events': ['text/event-stream', 'data: x\n\n'],
};

/** Starts a server that lets every page read its answers. */
export async function startServer(): Promise<ListeningServer> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const [type, body] = CONTENT[request.url ?? ''] ?? ['text/html', '<!doctype html>'];
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' });
    response.end(body);
  });
  server.on('connection', () => seen.push('connection'));
  server.on('upgrade', (request, socket) => {
    seen.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
