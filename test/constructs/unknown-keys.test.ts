import { describe, expect, it } from 'vitest';
import { InputError } from '../../constructs/index';
import { InvalidValueError } from '../../values/text/invalid-value';
import { isPlain } from '../../values/text/keys';
import { render } from './support/render';
import { SAMPLES } from './support/samples';

// Every construct and builder, with a misspelt key at every depth of its props: what the compiler does not see in what is spread.

/** Maps with arbitrary keys. */
const FREE =
  /^(labels|annotations|serviceAccountAnnotations|parameters|values|namespaceLabels|podLabels|plugin|databaseEnv|env|writablePaths|encryptedData|notifications|on-[a-z-]+|tablespaceClassName|tablespaces\.?|mapping|columns|queries|secretLabels|nodeSelector|matchLabels|tags|storage\.?|methodOptions|componentImages|requests|limits)$/;

/** The same props with a misspelt twin of the first key of each object: where it is, and what is nearest to it. */
function* misspelt(props: unknown, path = '$'): Generator<{ path: string; key: string; props: unknown }> {
  if (Array.isArray(props)) {
    for (const [index, item] of props.entries()) {
      for (const each of misspelt(item, `${path}[${index}]`)) yield { ...each, props: props.with(index, each.props) };
    }
  }
  if (!isPlain(props)) return;
  const name =
    path
      .replace(/\[\d+\]$/, '')
      .split('.')
      .at(-1) ?? '';
  const [first] = Object.keys(props).sort((a, b) => b.length - a.length);
  if (first !== undefined && !FREE.test(name)) {
    yield { path, key: first, props: { ...props, [`${first.slice(0, -1)}${first.at(-1)}x`]: 'a' } };
  }
  for (const [key, value] of Object.entries(props)) {
    for (const each of misspelt(value, `${path}.${key}`)) yield { ...each, props: { ...props, [key]: each.props } };
  }
}

describe.each(SAMPLES)('$of', ({ props, make }) => {
  it('takes its props as they are', () => {
    expect(() => render((folder) => make(folder, props(folder) as never))).not.toThrow();
  });

  it('refuses a misspelt key at every depth, and names the nearest', () => {
    render((scope) => {
      for (const { path, key, props: wrong } of misspelt(props(scope))) {
        let error: unknown;
        try {
          render((folder) => make(folder, wrong as never));
        } catch (thrown) {
          error = thrown;
        }
        expect(error, `${path}.${key}x`).toBeDefined();
        expect(error instanceof InputError || error instanceof InvalidValueError, `${path}: ${error}`).toBe(true);
        expect(String(error)).toContain(`${key}x" is not known; write "`);
      }
    });
  });
});
