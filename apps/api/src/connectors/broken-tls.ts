import { outsideWords } from './outside-words.js';

const BROKEN_TLS =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_|CRL_)/;

const SELF_SIGNED = 'its certificate is self-signed';
const UNKNOWN_ISSUER = 'nobody known vouches for its certificate';

const WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Why a connection could not be encrypted or trusted, by Node's code; undefined: that is not what went wrong. */
export function brokenTls(code: string | undefined, message: string): string | undefined {
  if (code === undefined || !BROKEN_TLS.test(code)) return undefined;
  return WORDS[code] ?? outsideWords(message);
}
