/** The words that make an lvsadm call one of ours instead of ipvsadm's. Read at every start, so it knows nothing else. */

export const verbNames = ["diff", "apply", "drain", "undrain", "show", "top", "doctor", "completion"] as const;

export type VerbName = (typeof verbNames)[number];

/** Only the first word counts, written out: ipvsadm refuses every call that begins with a word. */
export function isVerb(word: string | undefined): word is VerbName {
  return verbNames.some((name) => name === word);
}
