import { createConnection, createServer, type Server, type Socket } from 'node:net';

/**
 * How long a connection is attempted to an address that does not answer: `tcp_user_timeout` of `primary_conninfo`, which CNPG sets to
 * `STANDBY_TCP_USER_TIMEOUT`. A walreceiver ignores `connect_timeout`.
 */
export const USER_TIMEOUT = 2000;

/** An address that connections reach a server by, as the service `-rw` of a cluster is one. */
export class SwitchedService {
  readonly #sockets = new Set<Socket>();
  /** A port; `lost`: packets vanish, as on the way to a node without power; `none`: refused, as by a service without endpoints. */
  #to: number | 'lost' | 'none' = 'none';

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static start(): Promise<SwitchedService> {
    return new Promise((resolve, reject) => {
      const server = createServer({ allowHalfOpen: true });
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (address === null || typeof address === 'string') throw new Error('no port');
        const service = new SwitchedService(server, address.port);
        server.on('connection', (socket) => service.accept(socket));
        resolve(service);
      });
    });
  }

  /** Connections that there are stay: to `lost` they hang. */
  switchTo(to: number | 'lost' | 'none'): void {
    this.#to = to;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    this.keep(client);
    if (this.#to === 'lost') {
      setTimeout(() => client.resetAndDestroy(), USER_TIMEOUT);
      return;
    }
    if (this.#to === 'none') {
      client.resetAndDestroy();
      return;
    }
    const server = createConnection(this.#to, '127.0.0.1');
    this.keep(server);
    this.forward(client, server);
    this.forward(server, client);
  }

  private keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  private forward(from: Socket, to: Socket): void {
    from.on('data', (bytes) => {
      if (this.#to !== 'lost') to.write(bytes);
    });
    // The end of a lost node's connections reaches nobody.
    from.on('close', () => {
      if (this.#to !== 'lost') to.destroy();
    });
  }
}
