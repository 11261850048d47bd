import type { Table } from '../table';

/** Other kinds that can cut clients off. */
export const SERVICE: Table = {
  'spec.selector': ['restart', 'clients of this Service reach other pods; those that are connected must reconnect'],
  'spec.ports': ['restart', 'clients of this Service must use another port'],
  'spec.type': ['restart', 'the Service is reachable another way'],
};

export const PVC: Table = {
  'spec.resources': ['none', 'the volume grows in place, where its storage class can do that'],
  spec: ['rejected', 'only the size of a claim can change'],
};

export const SECRET: Table = {
  data: [
    'reload',
    'whoever reads this secret gets other values; CNPG follows at once if it is labelled cnpg.io/reload',
  ],
  stringData: [
    'reload',
    'whoever reads this secret gets other values; CNPG follows at once if it is labelled cnpg.io/reload',
  ],
};
