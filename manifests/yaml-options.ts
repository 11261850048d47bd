import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

const NUMBER =
  /^[-+]?(?:0[bB]_*[01][01_]*|0[oO]_*[0-7][0-7_]*|0[xX]_*[0-9a-fA-F][0-9a-fA-F_]*|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?)$/;

/** Numbers as Go's reader takes them: all prefixes, `0755` octal, no base 60. */
const GO_NUMBER: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: NUMBER,
  resolve(text) {
    const digits = text.replace(/[-+_]/g, (character, index) => (character === '_' || index === 0 ? '' : character));
    const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
    return text.startsWith('-') ? -value : value;
  },
};

/** What Go's reader keeps as text or reads in its own way: dates, base 60, and the package's numbers (`e0` and `.` are NaN to it). */
const LEFT_OUT = new Set(
  ['binary', 'float', 'int', 'omap', 'pairs', 'set', 'timestamp'].map((name) => `tag:yaml.org,2002:${name}`),
);

/**
 * Reads scalars as kubectl and the API server do (sigs.k8s.io/yaml), which is neither YAML 1.1 nor 1.2: `on` is a boolean, but
 * `12:30` a text.
 */
export const KUBECTL_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: (tags: Tags) => [
    ...tags.filter((tag) => typeof tag === 'string' || !LEFT_OUT.has(tag.tag) || isInfinity(tag)),
    GO_NUMBER,
    { ...GO_NUMBER, tag: 'tag:yaml.org,2002:int' },
  ],
  prettyErrors: false,
  logLevel: 'silent',
};

function isInfinity(tag: Exclude<Tags[number], string>): boolean {
  return 'test' in tag && tag.test instanceof RegExp && tag.test.test('.inf');
}
