import type { RequestOptions } from 'node:https';
import type { Readable, Writable } from 'node:stream';

/** A kubeconfig at one of its contexts, as far as it is asked for anything here. */
export interface Kubeconfig {
  getCurrentContext(): string;
  getCurrentCluster(): { readonly server: string } | null;
  /** Certificates and tokens of the context's user. */
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}

interface LoadedKubeconfig extends Kubeconfig {
  loadFromDefault(): void;
  getContexts(): readonly { readonly name: string }[];
  getContextObject(name: string): object | null;
  setCurrentContext(name: string): void;
}

interface Connection {
  on(event: 'close', listener: () => void): unknown;
  terminate(): void;
}

interface Forwarder {
  portForward(
    namespace: string,
    pod: string,
    ports: number[],
    output: Writable,
    errors: Writable,
    input: Readable,
  ): Promise<Connection | (() => Connection | null)>;
}

/** What is used of Kubernetes' client for Node. */
export interface ClientLibrary {
  readonly KubeConfig: new () => LoadedKubeconfig;
  /** Of the client's own kubeconfig, of which more is known there than here. */
  readonly PortForward: new (
    config: never,
  ) => Forwarder;
}

/** A text, not a literal: its declarations are 816 files, nearly a third of what the compiler reads. A test holds that they say the same. */
const NAME: string = '@kubernetes/client-node';

export function clientLibrary(): Promise<ClientLibrary> {
  return import(NAME);
}
