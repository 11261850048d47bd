import type { Construct } from 'constructs';
import { InputError } from '../base/input-error';
import { type AddressRange, anywhere } from '../network/addresses';
import type { DatabaseNetworkProps } from '../network/database-network-props';
import type { NetworkPeer } from '../network/peers';
import type { ProductionDatabaseProps } from './production-database-props';

/** Whom a database talks to. */
export type Peers = Omit<DatabaseNetworkProps, 'cluster' | 'clients'> & { readonly clients: readonly NetworkPeer[] };

/**
 * Whom a database talks to; undefined where there are no policies.
 * @throws InputError for policies where the addresses of the API server are not known, and for an object store without addresses
 */
export function peersOf(at: Construct, props: ProductionDatabaseProps): Peers | undefined {
  const { platform, network } = props;
  if (network === false) return undefined;
  if (platform.network === undefined) {
    if (network === undefined) return undefined;
    throw new InputError(
      at,
      `network: platform "${platform.name}" names no addresses of the API server, without which no instance gets ready; give it a \`network\``,
    );
  }
  const { apiServer, monitoring, dns } = platform.network;
  const { clients = [], ...rest } = network ?? {};
  return { apiServer, monitoring, dns, ...rest, clients, objectStore: rest.objectStore ?? storeAddresses(at, props) };
}

/** Those of the clouds change, and are on the Internet; where somebody else's endpoint is, nobody knows. */
function storeAddresses(at: Construct, props: ProductionDatabaseProps): AddressRange[] | undefined {
  const { backup, database } = props;
  const store = 'store' in backup ? backup.store : undefined;
  const inTree = database.adopted?.backup?.barmanObjectStore ?? undefined;
  if (store === undefined && inTree === undefined) return undefined;
  const url = store?.endpoint?.url ?? store?.spec?.configuration?.endpointUrl ?? inTree?.endpointUrl ?? undefined;
  if (url === undefined) return [anywhere({ ports: [443] })];
  throw new InputError(
    at,
    `network.objectStore is missing, and policies know no host names: give the addresses of ${url} with their ports, or anywhere({ ports: [443] }) if it is on the Internet`,
  );
}
