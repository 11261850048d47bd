/** The full name of a Service, which resolves from every namespace. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** Every name by which a Service is reached inside Kubernetes, shortest first. */
export function serviceHosts(name: string, namespace: string): string[] {
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, serviceHost(name, namespace)];
}
