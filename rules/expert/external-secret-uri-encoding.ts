import { passwordGenerator, passwordGeneratorsOf, templateOf } from '../../manifests/kubernetes/rotation';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const externalSecretUriEncoding: Rule = {
  id: 'external-secret-uri-encoding',
  severity: 'warning',
  kinds: [Kind.EXTERNAL_SECRET],
  why: `By default a quarter of a password of the Password generator are symbols, and \`@\`, \`/\`, \`#\` and \`%\` have a meaning in a URI.
Whether a password works is a matter of chance at every rotation.`,
  docs: 'https://external-secrets.io/latest/api/generator/password/',
  wrong: `apiVersion: generators.external-secrets.io/v1alpha1
kind: Password
metadata: {name: shop, namespace: shop}
spec: {length: 32, noUpper: false, allowRepeat: true}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop, namespace: shop}
spec:
  target: {template: {data: {uri: "postgresql://app:{{ .password }}@shop-db-rw/shop"}}}
  dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop}}}]
`,
  right: `apiVersion: generators.external-secrets.io/v1alpha1
kind: Password
metadata: {name: shop, namespace: shop}
spec: {length: 32, symbols: 0, noUpper: false, allowRepeat: true}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop, namespace: shop}
spec:
  target: {template: {data: {uri: "postgresql://app:{{ .password }}@shop-db-rw/shop"}}}
  dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop}}}]
`,
  check(manifest, { index, report }) {
    const namespace = namespaceOf(manifest);
    const withSymbols = passwordGeneratorsOf(manifest).find((name) => {
      const generator = passwordGenerator(namespace, name, index);
      if (generator === undefined || at(generator, 'spec.symbols') === 0) return false;
      return !/^[-._~]+$/.test(text(at(generator, 'spec.symbolCharacters')) ?? '');
    });
    if (withSymbols === undefined) return;
    for (const [key, template] of Object.entries(templateOf(manifest))) {
      if (!/:\/\/.*\{\{-?\s*\.\w+\s*-?\}\}/.test(text(template) ?? '')) continue;
      report({
        path: `spec.target.template.data.${key}`,
        message: `the password is not URL-encoded in a URI, and Password ${withSymbols} generates symbols`,
        fix: 'set symbols: 0 in the Password, or {{ .password | urlquery }} in the URI',
      });
    }
  },
};
