/**
 * An id for what has a name of the user's. Constructs keeps children in a plain object, in which `constructor` seems to be there already,
 * and refuses a Cluster of that name, which Kubernetes takes.
 */
export function childId(name: string): string {
  return name in Object.prototype ? `_${name}` : name;
}
