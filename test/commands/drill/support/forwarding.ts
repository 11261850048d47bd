import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { FakeApiServer } from './fake-api-server';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The port-forward of an API server: WebSocket frames with a channel in their first byte, 0 for data and 1 for errors. */
export class Forwarding {
  /** Pods in the order in which they were asked for. */
  readonly pods: string[] = [];
  /** Says on the error channel that nothing listens. */
  isRefused = false;
  readonly #open = new Set<Socket>();

  constructor(api: FakeApiServer, server: { readonly path: string }) {
    api.server.on('upgrade', (request, socket: Socket) => {
      socket.on('end', () => socket.destroy()).on('error', () => socket.destroy());
      const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n`,
      );
      this.pods.push(request.url?.split('/')[6] ?? '');
      const port = Buffer.alloc(2);
      port.writeUInt16LE(5432);
      socket.write(frame(0, port));
      socket.write(frame(1, port));
      if (this.isRefused) socket.write(frame(1, Buffer.from('connection refused')));
      else this.#join(socket, connect(server.path));
    });
  }

  /** Breaks all connections, as a node does that loses its power. */
  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }

  #join(socket: Socket, database: Socket): void {
    this.#open.add(socket);
    const end = () => {
      this.#open.delete(socket);
      socket.destroy();
      database.destroy();
    };
    for (const each of [socket, database]) each.on('close', end).on('end', end).on('error', end);
    database.on('data', (data) => socket.write(frame(0, data)));
    let rest = Buffer.alloc(0);
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (let next = unframe(rest); next !== undefined; next = unframe(rest)) {
        rest = Buffer.from(rest.subarray(next.length));
        if (next.opcode === 8) end();
        else database.write(next.payload.subarray(1));
      }
    });
  }
}

function frame(channel: number, data: Buffer): Buffer {
  const size = data.length + 1;
  const head = size < 126 ? Buffer.from([0x82, size]) : Buffer.from([0x82, 126, size >> 8, size & 255]);
  if (size > 65_535) throw new Error('a frame of this size is not needed here');
  return Buffer.concat([head, Buffer.from([channel]), data]);
}

function unframe(
  data: Buffer,
): { readonly opcode: number; readonly payload: Buffer; readonly length: number } | undefined {
  if (data.length < 6) return undefined;
  const short = data.readUInt8(1) & 127;
  const [size, start] = short === 126 ? [data.readUInt16BE(2), 4] : [short, 2];
  const length = start + 4 + size;
  if (data.length < length) return undefined;
  const mask = data.subarray(start, start + 4);
  const payload = Buffer.from(data.subarray(start + 4, length)).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return { opcode: data.readUInt8(0) & 15, payload: Buffer.from(payload), length };
}
