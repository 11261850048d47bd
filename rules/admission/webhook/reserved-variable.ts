const RESERVED = ['POD_NAME', 'NAMESPACE', 'CLUSTER_NAME'];

/** Whether the operator sets an environment variable itself. CNPG ignores the case. */
export function isReservedVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return upper.startsWith('CNPG_') || upper.startsWith('PG') || RESERVED.includes(upper);
}
