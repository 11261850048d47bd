import { YamlProblem } from './problem';

interface Anchor {
  readonly value: unknown;
  /** The number of nodes that an alias of it represents; unknown while it is being read. */
  size: number | undefined;
}

const FEW = { aliased: 100, nodes: 1_000 };
const SMALL = { nodes: 400_000, share: 0.99 };
const LARGE = { nodes: 4_000_000, share: 0.1 };

/**
 * Anchors and aliases of one document. An alias shares the value of its anchor, so that a bomb of aliases takes little memory here. It is
 * refused where Go's reader refuses it: when too large a share of the nodes, each counted as often as it is used, comes from aliases.
 */
export class Aliases {
  readonly #anchors = new Map<string, Anchor>();
  #nodes = 0;
  #aliased = 0;

  /** Counts a node and stores it under its anchor, if it has one. Its content follows, then `close`. */
  open(name: string | undefined, value: unknown): () => void {
    const start = this.#nodes;
    this.#nodes += 1;
    if (name === undefined) return () => {};
    const anchor: Anchor = { value, size: undefined };
    this.#anchors.set(name, anchor);
    return () => {
      anchor.size = this.#nodes - start;
    };
  }

  /** @throws YamlProblem */
  resolve(name: string, offset: number): unknown {
    const anchor = this.#anchors.get(name);
    if (!anchor) throw new YamlProblem(`*${name} has no anchor`, `write &${name} above it`, offset);
    if (anchor.size === undefined) {
      throw new YamlProblem(`the anchor ${name} contains itself`, 'write the value instead of the alias', offset);
    }
    this.#nodes += 1 + anchor.size;
    this.#aliased += anchor.size;
    if (this.#isBomb()) {
      const count = this.#nodes;
      throw new YamlProblem(`its aliases unfold to ${count} nodes`, 'write the values instead of the aliases', offset);
    }
    return anchor.value;
  }

  #isBomb(): boolean {
    if (this.#aliased <= FEW.aliased || this.#nodes <= FEW.nodes) return false;
    const progress = Math.min(1, Math.max(0, (this.#nodes - SMALL.nodes) / (LARGE.nodes - SMALL.nodes)));
    return this.#aliased / this.#nodes > SMALL.share - progress * (SMALL.share - LARGE.share);
  }
}
