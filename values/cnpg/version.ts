import { InvalidValueError } from '../text/invalid-value';

const VERSION = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?$/;
const COMPARATOR = /^(<=|>=|<|>|=)?v?(\d{1,9}|[x*])(?:\.(\d{1,9}|[x*]))?(?:\.(\d{1,9}|[x*]))?(?:-([0-9A-Za-z.-]+))?$/;

/** A version as CNPG, its plugin and Kubernetes use it: `1.28.0`, `1.34`, `1.28.0-rc1`. */
export class Version {
  private constructor(
    readonly major: number,
    readonly minor: number,
    readonly patch: number,
    /** `rc1` in `1.28.0-rc1`; empty for a release. */
    readonly preRelease: string,
  ) {}

  /** @throws InvalidValueError */
  static parse(text: string): Version {
    const [whole, major, minor = '0', patch = '0', preRelease = ''] = VERSION.exec(text) ?? [];
    if (whole === undefined) throw new InvalidValueError(`"${text}" is not a version: write one such as 1.28.0`);
    return new Version(Number(major), Number(minor), Number(patch), preRelease);
  }

  /** Negative when this one is older. A pre-release is older than its release. */
  compareTo(other: Version): number {
    return compareParts(this.#parts(), other.#parts()) || comparePreReleases(this.preRelease, other.preRelease);
  }

  /** See the function `satisfies`. */
  satisfies(range: string): boolean {
    // All are read even where one fails, so that a misspelled range never passes unnoticed.
    const alternatives = range.split('||').map((each) => each.split(/\s+/).filter((word) => word !== ''));
    return alternatives
      .map((comparators) => comparators.map((comparator) => this.#holds(comparator, range)).every(Boolean))
      .some(Boolean);
  }

  toString(): string {
    return `${this.#parts().join('.')}${this.preRelease && `-${this.preRelease}`}`;
  }

  #holds(comparator: string, range: string): boolean {
    const [whole, operator = '=', ...rest] = COMPARATOR.exec(comparator) ?? [];
    if (whole === undefined) {
      throw new InvalidValueError(
        `version range "${range}": "${comparator}" is not one of <1.28.1, >=1.28.0, 1.28.x or 1.28.0`,
      );
    }
    const [preRelease, ...reversed] = rest.reverse();
    // Only the parts that the range names take part: <=1.28 holds for 1.28.4 too.
    const given = reversed.reverse().filter((part) => part !== undefined && part !== 'x' && part !== '*');
    const parts = compareParts(this.#parts().slice(0, given.length), given.map(Number));
    const order = parts || (given.length === 3 ? comparePreReleases(this.preRelease, preRelease ?? '') : 0);
    if (operator === '=') return order === 0;
    return operator.startsWith('<')
      ? order < 0 || (order === 0 && operator === '<=')
      : order > 0 || (order === 0 && operator === '>=');
  }

  #parts(): readonly number[] {
    return [this.major, this.minor, this.patch];
  }
}

/**
 * Whether a version lies in a range: comparators that must all hold, such as `<1.28.1`, `>=1.28.0 <1.28.3` or `1.28.x`, and `||` between
 * alternatives, for what came to several minors at once: `>=1.28.4 <1.29 || >=1.29.2`. The empty range and `*` hold for all.
 *
 * @throws InvalidValueError
 */
export function satisfies(version: string | Version, range: string): boolean {
  return (typeof version === 'string' ? Version.parse(version) : version).satisfies(range);
}

function compareParts(left: readonly number[], right: readonly number[]): number {
  const difference = left.map((part, index) => part - (right[index] ?? 0)).find((order) => order !== 0);
  return difference ?? 0;
}

/** Release last; otherwise the words between dots one by one, digits by their number (`rc2` before `rc10`). */
function comparePreReleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '' || right === '') return left === '' ? 1 : -1;
  const [a, b] = [left.match(/\d+|[^\d.]+/g) ?? [], right.match(/\d+|[^\d.]+/g) ?? []];
  for (const [index, word] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (word === other) continue;
    const difference = Number(word) - Number(other);
    return Number.isNaN(difference) ? (word < other ? -1 : 1) : difference;
  }
  return a.length - b.length;
}
