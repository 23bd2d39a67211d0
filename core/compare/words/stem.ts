/** Below this many letters only a plural `s` comes off: "used", "being", "only" stay what they are. */
const LONG = 5;
/** Letters that must be left when an ending comes off. */
const LEFT = 3;

const LATIN = /^[a-z']+$/u;
const GENITIVE = /'s?$/u;
/** `running` is `run`; but `falling` is `fall`, which ends so by itself, and both come out as `fal`. */
const DOUBLED = /([bcdfghjklmnpqrstvwxz])\1$/u;

/**
 * A key without its ending: for comparing only, never shown. Words in another script than the Latin
 * one are what they are.
 */
export function stemOf(key: string): string {
  if (!LATIN.test(key)) return key;
  const word = key.replace(GENITIVE, '');
  if (word.length < LONG) return withoutPlural(word);
  return withoutFinal(withoutEnding(withoutPlural(word)));
}

/** Not of `pass` and `serious`, whose `s` is no ending. */
function withoutPlural(word: string): string {
  if (!/[^su]s$/u.test(word) || word.length < LEFT) return word;
  if (word.length < LONG) return word.slice(0, -1);
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  // `wishes`, `boxes`; of `houses` the final `e` goes later.
  return word.slice(0, -1);
}

function withoutEnding(word: string): string {
  if (word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  for (const ending of ['ation', 'ing', 'ed', 'ly']) {
    if (word.endsWith(ending) && word.length - ending.length >= LEFT) {
      return word.slice(0, -ending.length);
    }
  }
  return word;
}

function withoutFinal(word: string): string {
  const single = word.replace(DOUBLED, '$1');
  return single.length > LEFT && single.endsWith('e') ? single.slice(0, -1) : single;
}
