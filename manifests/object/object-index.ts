import type { Applier } from './document';
import { identity, identityOf } from './identity';
import { Kind } from './kinds';
import { type GroupKind, groupKindOf, type Manifest } from './manifest';

/** All manifests of a run by kind and by identity, so that rules can follow references. */
export class Index {
  readonly #byKind = new Map<GroupKind, Manifest[]>();
  readonly #byIdentity = new Map<string, Manifest>();
  #looks = 0;
  readonly #looked = new Map<string, Set<unknown>>();
  #seen: Set<unknown> | undefined;
  readonly #kindsOf = new Map<unknown, ReadonlySet<unknown>>();
  readonly #derived = new Map<(index: Index) => unknown, unknown>();

  readonly #appliers: ReadonlyMap<Manifest, Applier>;
  #known: readonly Manifest[] | undefined;

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

  /** The same objects, and others beside them. */
  with(manifests: readonly Manifest[]): Index {
    return new Index([...[...this.#byKind.values()].flat(), ...manifests], this.#appliers);
  }

  /** How often somebody has looked something up: who has not knows nothing but its own object. */
  get looks(): number {
    return this.#looks;
  }

  /** Of which kinds those who {@link looksUp} named have looked objects up. `*` is anything. */
  get looked(): Map<string, Set<GroupKind>> {
    const isKind = (each: unknown): each is GroupKind => typeof each === 'string';
    return new Map([...this.#looked].map(([name, seen]) => [name, new Set([...seen].filter(isKind))]));
  }

  /** Whether who {@link looksUp} named has looked at objects of a kind. */
  mayHaveSeen(name: string, kind: GroupKind): boolean {
    const seen = this.#looked.get(name);
    return seen?.has(kind) === true || seen?.has(Kind.ANY) === true;
  }

  /** From now on, it is this one who looks things up. */
  looksUp(name: string): void {
    const seen = this.#looked.get(name) ?? new Set();
    this.#looked.set(name, seen);
    this.#seen = seen;
  }

  all(kind: GroupKind): readonly Manifest[] {
    this.#looks++;
    this.#seen?.add(kind);
    return this.#byKind.get(kind) ?? [];
  }

  get(kind: GroupKind, namespace: string, name: string): Manifest | undefined {
    this.#looks++;
    this.#seen?.add(kind);
    return this.#byIdentity.get(identity(kind, namespace, name));
  }

  /** Who applies this object; undefined if that is not known. */
  applierOf(manifest: Manifest): Applier | undefined {
    this.#looks++;
    if (this.#appliers.size > 0) this.#seen?.add(Kind.ANY);
    return this.#appliers.get(manifest);
  }

  /** All who are known to apply something. */
  get appliers(): readonly Manifest[] {
    this.#known ??= [...new Set([...this.#appliers.values()].map(({ manifest }) => manifest))];
    return this.#known;
  }

  /** Whether it is known of some object who applies it. */
  get knowsAppliers(): boolean {
    return this.#appliers.size > 0;
  }

  /** A value computed from all manifests, only once: otherwise rules would search the whole run for each object. */
  derive<T>(make: (index: Index) => T): T {
    this.#looks++;
    if (!this.#derived.has(make)) this.#derived.set(make, this.#make(make));
    this.#saw(make);
    return this.#derived.get(make) as T;
  }

  #make<T>(make: (index: Index) => T): T {
    const asker = this.#seen;
    const seen = new Set<unknown>();
    this.#seen = seen;
    this.#kindsOf.set(make, seen);
    try {
      return make(this);
    } finally {
      this.#seen = asker;
    }
  }

  /** Who takes a value has seen all that it is made of. */
  #saw(make: unknown): void {
    if (this.#seen === undefined || this.#seen.has(make)) return;
    this.#seen.add(make);
    for (const each of this.#kindsOf.get(make) ?? []) this.#seen.add(each);
  }
}
