import { createServer, type Server, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { clientLibrary, type Kubeconfig } from '../kube/client-library';
import type { PodPort } from './service-pod';

/**
 * A port on this machine whose every connection leads to a pod that is asked for at that moment, as a service does: after a failover the
 * same port leads to the new primary.
 */
export class PortForward {
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(config: Kubeconfig, namespace: string, destination: () => Promise<PodPort>): Promise<PortForward> {
    const { PortForward: Forwarder } = await clientLibrary();
    const forwarder = new Forwarder(config as never);
    const server = createServer((socket) => {
      forward.#sockets.add(socket);
      socket.on('close', () => forward.#sockets.delete(socket));
      // The other end hears of it as a connection that is closed.
      socket.on('error', () => socket.destroy());
      void connect(socket).catch(() => socket.destroy());
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const forward = new PortForward(server, port);
    return forward;

    async function connect(socket: Socket): Promise<void> {
      socket.pause();
      const { pod, port: podPort } = await destination();
      const errors = new Writable({
        write(chunk: Buffer, _encoding, done) {
          // The first message is the port number, of which the client leaves nothing.
          if (chunk.length > 0) socket.destroy();
          done();
        },
      });
      const webSocket = await forwarder.portForward(namespace, pod, [podPort], socket, errors, socket);
      if (typeof webSocket === 'function') return;
      webSocket.on('close', () => socket.destroy());
      socket.on('close', () => webSocket.terminate());
      if (socket.destroyed) webSocket.terminate();
      socket.resume();
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
