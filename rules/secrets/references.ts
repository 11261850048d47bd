// References to values that come from elsewhere. The patterns are bounded because the texts are untrusted.
const REFERENCE = new RegExp(
  [
    /\{\{[^{}]{0,500}\}\}/, // templates of External Secrets, Helm, Go
    /\$\([\w.-]{1,200}\)/, // Kubernetes: $(NAME)
    /\$\{[\w.]{1,200}(?::?[?][^{}]{0,200}|:?-(?:\$\{[^{}]{0,200}\}{1,3})?)?\}/, // shells, Grafana: ${NAME}; a default may be a value
    /\$[A-Za-z_][\w]{0,200}/,
    /\$\d\b/, // parameters of SQL
    /%\([\w.]{1,100}\)s/,
    /ENC\[AES256_GCM,[^\]]{0,100000}\]/, // SOPS
    /\bref\+[a-z0-9-]{1,40}:\/\/[^\s"']{1,500}/, // vals
    /^vault:[\w./-]{1,300}#[\w.-]{1,100}$/, // the webhook of Bank-Vaults
    /^op:\/\/[^\s"']{1,300}$/, // 1Password
    /<[A-Za-z][\w .:/#-]{0,300}>/, // placeholders in documentation and of the Argo CD Vault plugin
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Marks the place of a reference. A control character, so that no value contains it. */
export const HOLE = '\u0001';

/** A text with a mark in place of each reference: `$(PASSWORD)`, `{{ .password }}`, what SOPS has encrypted. */
export function withoutReferences(text: string): string {
  return /[$%{<]|ENC\[|ref\+|^vault:|^op:/.test(text) ? text.replace(REFERENCE, HOLE) : text;
}

// Neither a secret nor a part of one: switches, types, and placeholders for removed values.
const NO_VALUE =
  /^(?:[01]|true|false|yes|no|on|off|null|nil|none|undefined|required|optional|prompt|disabled?|enabled?|string|str|text|files|pass|scram-sha-256|x{3,}|\*+|\.{3}|…|%[sqv]|-|REDACTED)?$/i;
const FILE = /^\.{0,2}(?:\/[\w.@-]+){2,}$/;

/** Whether a value in the place of a password, without references, is one. */
export function isLiteral(value: string): boolean {
  // `$(cat …)` and backquotes are what a command prints.
  return !/^(?:\$\(|`)/.test(value) && !value.startsWith(HOLE) && !NO_VALUE.test(value.trim()) && !FILE.test(value);
}
