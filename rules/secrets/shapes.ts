/** A form by which a secret is recognized anywhere. */
interface Shape {
  /** As written in a sentence. */
  readonly what: string;
  /** Matches the secret itself. Repetitions are bounded because the texts are untrusted and may be long. */
  readonly pattern: RegExp;
}

const SHAPES: readonly Shape[] = [
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[^-]{0,200}/ },
  { what: 'a private key', pattern: /PuTTY-User-Key-File-\d/ },
  {
    what: 'a private key (JWK)',
    pattern:
      /"kty"[^{}]{0,4000}"[dk]"\s{0,20}:\s{0,20}"[\w-]{16,}"|"[dk]"\s{0,20}:\s{0,20}"[\w-]{16,}"[^{}]{0,4000}"kty"/,
  },
  { what: 'a private key of age', pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20,}/ },
  { what: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)(?![A-Z0-9]{0,16}EXAMPLE)[A-Z0-9]{16}\b/ },
  { what: 'a token of GitHub', pattern: /\bgh[pousr]_[A-Za-z0-9]{30,}/ },
  { what: 'a token of GitHub', pattern: /\bgithub_pat_[A-Za-z0-9_]{22,}/ },
  { what: 'a token of GitLab', pattern: /\bgl(?:pat|rt|dt|ptt|cbt|soat)-[\w-]{20,}/ },
  { what: 'a token of Slack', pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
  { what: 'a token of Slack', pattern: /\bxapp-\d-[\w-]{10,}/ },
  { what: 'a webhook of Slack', pattern: /hooks\.slack\.com\/(?:services|workflows)\/\w{1,40}\/\w{1,40}\/\w+/ },
  { what: 'a webhook of Discord', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{1,30}\/[\w-]{20,}/ },
  { what: 'a webhook of Teams', pattern: /\.webhook\.office\.com\/webhookb2\/[\w@-]{20,}/ },
  { what: 'an API key of Google', pattern: /\bAIza[\w-]{35}/ },
  { what: 'an OAuth secret of Google', pattern: /\bGOCSPX-[\w-]{20,}/ },
  { what: 'a token of Google', pattern: /\bya29\.[\w-]{20,}/ },
  { what: 'a token (JWT)', pattern: /\beyJ[\w-]{8,400}\.eyJ[\w-]{8,4000}\.[\w-]{8,}/ },
  { what: 'an account key of Azure', pattern: /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}/ },
  { what: 'a shared access signature of Azure', pattern: /[?&;]sig=[A-Za-z0-9%+/]{30,}/ },
  { what: 'a token of npm', pattern: /\bnpm_[A-Za-z0-9]{30,}/ },
  { what: 'a token of PyPI', pattern: /\bpypi-AgEI[\w-]{20,}/ },
  { what: 'a token of Docker Hub', pattern: /\bdckr_(?:pat|oat)_[\w-]{20,}/ },
  { what: 'a token of Vault', pattern: /\bhv[bsr]\.[\w-]{20,}/ },
  { what: 'a token of DigitalOcean', pattern: /\bdo[opr]_v1_[a-f0-9]{40,}/ },
  { what: 'a token of Grafana', pattern: /\bgl(?:sa|c)_[\w=+/-]{20,}/ },
  { what: 'a key of Stripe', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { what: 'a key of SendGrid', pattern: /\bSG\.[\w-]{16,80}\.[\w-]{16,}/ },
  { what: 'an API key', pattern: /\bsk-(?:[a-z]{2,8}-){0,3}[A-Za-z0-9_]{32,}/ },
  { what: 'a token of Databricks', pattern: /\bdapi[0-9a-f]{32}\b/ },
  { what: 'a token of Shopify', pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/ },
  { what: 'a token of Supabase', pattern: /\bsbp_[0-9a-f]{40}\b/ },
  { what: 'a key of Mailgun', pattern: /\bkey-[0-9a-f]{32}\b/ },
  { what: 'a token of Hugging Face', pattern: /\bhf_[A-Za-z0-9]{30,}/ },
  { what: 'a token of a bot of Telegram', pattern: /\b\d{8,10}:AA[\w-]{33}\b/ },
  {
    what: "PostgreSQL's verifier of a password",
    pattern: /SCRAM-SHA-256\$\d{1,10}:[A-Za-z0-9+/=]{4,100}\$[A-Za-z0-9+/=]+/,
  },
  { what: "PostgreSQL's hash of a password", pattern: /(?<=['"])md5[0-9a-f]{32}(?=['"])/ },
  { what: 'the hash of a password', pattern: /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}/ },
  {
    what: 'the hash of a password',
    pattern: /\$(?:apr1|[156])\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22,86}/,
  },
  { what: 'the hash of a password', pattern: /\$argon2i?d?\$v=\d+\$[^\s$]{1,80}\$[A-Za-z0-9+/]{10,}/ },
  { what: 'a password of .pgpass', pattern: /^[^\s:#]{1,200}:(?:\d{4,5}|\*):[^\s:]{1,64}:[^\s:]{1,64}:[^\s$<{]\S*$/m },
];

/** A text with one of the forms above contains one of these. Almost no other text does, so most are skipped quickly. */
const TRACE =
  /-----BEGIN|"kty"|PuTTY-|AGE-SECRET|AKIA|ASIA|gh[pousr]_|github_pat_|gl[a-z]{1,4}[-_]\w{9}|xox|xapp-|webhook|\.slack\.com|AIza|GOCSPX|ya29|eyJ|AccessKey=|AccountKey=|sig=|npm_\w{9}|pypi-A|dckr_|hv[bsr]\.|do[opr]_v1|[rs]k_[lt]|SG\.|\bsk-|\bhf_\w{9}|:AA|SCRAM-SHA-256\$|['"]md5|\$apr1|\$[156]\$|\bdapi\w{9}|\bshp[acps]|\bsbp_|\bkey-[0-9a-f]{9}|\$2[abxy]\$|\$argon2|:(?:\d{4,5}|\*):/;

export interface KnownShape {
  readonly what: string;
  /** The secret; never print it. */
  readonly secret: string;
}

/** The first form of a secret in a text. */
export function knownShape(text: string): KnownShape | undefined {
  if (!TRACE.test(text)) return undefined;
  for (const { what, pattern } of SHAPES) {
    const [secret] = pattern.exec(text) ?? [];
    if (secret !== undefined) return { what, secret };
  }
  return undefined;
}
