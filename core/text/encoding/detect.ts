import { type StrictDecoder, type TextEncodingLabel, decodeStrictly } from './table.ts';
import { SAMPLE_BYTES, isTextControl, wideByNuls } from './sniff.ts';
import { type Candidate, LATIN, CANDIDATES } from './languages.ts';

const PUNCTUATION = new Set('“”‘’„‚«»–—…€\u00a0、。，：「」！？；（）');

/** Letters, and the vowels and tones that are written over and under them. */
const LETTER = /[\p{L}\p{Mn}]/u;

/** Marks that stand between two letters, too. */
const INNER = new Set('’–—\u00a0');

const LOWER = /\p{Ll}/u;

const UPPER = /\p{Lu}/u;

const ODD = /[\p{Cc}\p{Co}\p{Cn}]/u;

/** Scripts that write without spaces, in which a letter beside any other is no surprise. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * How well a decoded sample reads, from −2 to 2 per character beyond ASCII (UTF-16: per
 * character). A common letter counts 2, its capital 1.5, a rarer one of the script and capitals in
 * a row 0.5, typographic punctuation 2 where it stands between words and 0.5 inside one;
 * against it: other signs −0.5, letters of another script −1, control, private and unassigned
 * characters −2, and what only a wrong reading puts into a word: a capital after a small letter
 * (what KOI8-R and windows-1251 make of each other), letters of two alphabets side by side, two
 * accented Latin letters in a row. Long samples are told apart well, short ones are not; that is
 * why the answer is a share and never a decision.
 */
function readability(text: string, { script, common, rarity }: Candidate, wide: boolean): number {
  const latin = script === LATIN;
  let sum = 0;
  let counted = 0;
  let before = '';
  const characters = Array.from(text);
  for (const [index, c] of characters.entries()) {
    const code = c.codePointAt(0) ?? 0;
    if (code >= 0x80 || wide) {
      counted += 1;
      if (!LETTER.test(c)) {
        if (ODD.test(c) && !isTextControl(code)) sum -= 2;
        else if (PUNCTUATION.has(c)) {
          const isInside = LETTER.test(before) && LETTER.test(characters[index + 1] ?? '');
          sum += isInside && !INNER.has(c) ? 0.5 : 2;
        } else if (code >= 0x80) sum -= 0.5;
        else sum += common.has(c) ? 2 : 0.5;
      } else if (!script.test(c)) sum -= 1;
      else if (UPPER.test(c) && LOWER.test(before)) sum -= 1;
      else if (!wide && !UNSPACED.test(c) && LETTER.test(before) && isMisfit(before, latin))
        sum -= 1;
      else if (common.has(c)) sum += 2;
      else if (common.has(c.toLowerCase())) sum += UPPER.test(before) ? 0.5 : 1.5;
      else sum += wide && UNSPACED.test(c) ? -0.5 : 0.5;
    }
    before = c;
  }
  return counted === 0 ? 0 : sum / counted - rarity;
}

/** Beside a letter beyond ASCII: another one in Latin script, or an ASCII one in any other. */
function isMisfit(before: string, latin: boolean): boolean {
  return before >= '\u0080' === latin;
}

/** How sharply a better reading wins; chosen so that a clear page of text comes out above 90 %. */
const SHARPNESS = 8;

/** Characters beyond ASCII at which half the sharpness is reached: three letters prove little. */
const EVIDENCE = 12;

/**
 * Encodings that the bytes could be in, best first, with each one's share of certainty in
 * percent. Only ever a proposal: see `readability` for what it is made of.
 */
export function rankEncodings(
  bytes: Uint8Array,
  decode: StrictDecoder,
): readonly { readonly encoding: TextEncodingLabel; readonly percent: number }[] {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const cut = sample.length < bytes.length;
  const byNuls = wideByNuls(sample);
  let beyondAscii = 0;
  for (const byte of sample) if (byte >= 0x80 || byte === 0) beyondAscii += 1;
  const scored: { encoding: TextEncodingLabel; score: number }[] = [];
  const readings = new Set<string>();
  for (const each of CANDIDATES) {
    const wide = each.encoding.startsWith('utf-');
    if (byNuls ? byNuls !== each.encoding : each.encoding.startsWith('utf-32')) continue;
    if (wide && bytes.length % 2 !== 0) continue;
    const text = decodeSample(sample, each.encoding, cut, decode);
    // Encodings that agree on these bytes are one reading, named after the first of them.
    if (text === undefined || readings.has(text)) continue;
    readings.add(text);
    scored.push({ encoding: each.encoding, score: readability(text, each, wide) });
  }
  const sharpness = (SHARPNESS * beyondAscii) / (beyondAscii + EVIDENCE);
  const best = Math.max(...scored.map(({ score }) => score));
  const weights = scored.map(({ score }) => Math.exp((score - best) * sharpness));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return scored
    .map(({ encoding, score }, index) => ({
      encoding,
      score,
      percent: Math.min(99, Math.round(((weights[index] ?? 0) / total) * 100)),
    }))
    .sort((a, b) => b.score - a.score)
    .map(({ encoding, percent }) => ({ encoding, percent }));
}

/** A sample may end inside a character: up to three bytes are left off before it is given up. */
function decodeSample(
  sample: Uint8Array,
  encoding: TextEncodingLabel,
  cut: boolean,
  decode: StrictDecoder,
): string | undefined {
  for (let less = 0; less <= (cut ? 3 : 0); less += 1) {
    const text = decodeStrictly(sample.subarray(0, sample.length - less), encoding, decode);
    if (text !== undefined) return text;
  }
  return undefined;
}
