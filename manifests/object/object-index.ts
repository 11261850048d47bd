import type { Applier } from './document';
import { identity, identityOf } from './identity';
import { type GroupKind, groupKindOf, type Manifest } from './manifest';

/** All manifests of a run by kind and by identity, so that rules can follow references. */
export class Index {
  readonly #byKind = new Map<GroupKind, Manifest[]>();
  readonly #byIdentity = new Map<string, Manifest>();
  #looks = 0;
  readonly #derived = new Map<(index: Index) => unknown, unknown>();

  readonly #appliers: ReadonlyMap<Manifest, Applier>;

  /** @param appliers - who applies which object, as far as it is known */
  constructor(manifests: Iterable<Manifest>, appliers: ReadonlyMap<Manifest, Applier> = new Map()) {
    this.#appliers = appliers;
    for (const manifest of manifests) {
      const kind = groupKindOf(manifest);
      const same = this.#byKind.get(kind);
      if (same) same.push(manifest);
      else this.#byKind.set(kind, [manifest]);
      this.#byIdentity.set(identityOf(manifest), manifest);
    }
  }

  /** How often somebody has looked something up: who has not knows nothing but its own object. */
  get looks(): number {
    return this.#looks;
  }

  all(kind: GroupKind): readonly Manifest[] {
    this.#looks++;
    return this.#byKind.get(kind) ?? [];
  }

  get(kind: GroupKind, namespace: string, name: string): Manifest | undefined {
    this.#looks++;
    return this.#byIdentity.get(identity(kind, namespace, name));
  }

  /** Who applies this object; undefined if that is not known. */
  applierOf(manifest: Manifest): Applier | undefined {
    this.#looks++;
    return this.#appliers.get(manifest);
  }

  /** Whether it is known of some object who applies it. */
  get knowsAppliers(): boolean {
    return this.#appliers.size > 0;
  }

  /** A value computed from all manifests, only once: otherwise rules would search the whole run for each object. */
  derive<T>(make: (index: Index) => T): T {
    this.#looks++;
    if (!this.#derived.has(make)) this.#derived.set(make, make(this));
    return this.#derived.get(make) as T;
  }
}
