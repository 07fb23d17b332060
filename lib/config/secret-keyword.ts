/** Which words a password follows: the keywords, and what a person may have made of them. Rather one too many than one too few. */

/** `auth_pass`, `password`, `key` and near misses of them; not auth_type, auth_hmac, authentication. */
const secretKeyword = /^auth(?!_t|_h|ent)|p[as]{2,3}|secret|^key$|^\w*(?:PASS|SECRET)\w*[=:]/;

/** In capitals only what is no value: `auth_type PASS` is harmless. */
const shouted = /^auth[_-]?p[as]{2,3}|^password/i;

export function isSecretKeyword(word: string): boolean {
  return hasLetter(word) && (secretKeyword.test(word) || shouted.test(word));
}

/** Neither numbers nor IPv4 addresses have one, and of those a large file has most. */
function hasLetter(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > nine) return true;
  return false;
}

const nine = 0x39;
