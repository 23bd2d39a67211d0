/** A family of quotation marks. */
export type QuotationMarks =
  | 'curly-double'
  | 'curly-single'
  | 'straight-double'
  | 'straight-single'
  | 'guillemets'
  | 'guillemets-reversed'
  | 'single-guillemets'
  | 'low-high'
  | 'corner';

export interface MarkPair {
  readonly marks: QuotationMarks;
  readonly open: string;
  readonly close: readonly string[];
  /** Marks whose closing form may be an apostrophe: less reliable than a pair outside them. */
  readonly single?: true;
  /** May be something else: opens only where a closing mark follows in the same paragraph. */
  readonly paired?: true;
}

/** Which pair an opening mark opens when nothing around it says otherwise. */
export const PAIRS: Readonly<Record<string, MarkPair>> = {
  '“': { marks: 'curly-double', open: '“', close: ['”', '“'] },
  // Swedish and Finnish use the closing mark on both sides.
  '”': { marks: 'curly-double', open: '”', close: ['”'] },
  '‘': { marks: 'curly-single', open: '‘', close: ['’'], single: true },
  '"': { marks: 'straight-double', open: '"', close: ['"'] },
  "'": { marks: 'straight-single', open: "'", close: ["'"], single: true, paired: true },
  '«': { marks: 'guillemets', open: '«', close: ['»'] },
  '»': { marks: 'guillemets-reversed', open: '»', close: ['«', '»'] },
  '‹': { marks: 'single-guillemets', open: '‹', close: ['›'] },
  '›': { marks: 'single-guillemets', open: '›', close: ['‹'] },
  '„': { marks: 'low-high', open: '„', close: ['“', '”'] },
  '‚': { marks: 'low-high', open: '‚', close: ['‘', '’'], single: true },
  '「': { marks: 'corner', open: '「', close: ['」'] },
  '｢': { marks: 'corner', open: '｢', close: ['｣'] },
  '〝': { marks: 'curly-double', open: '〝', close: ['〟', '〞'] },
  '＂': { marks: 'straight-double', open: '＂', close: ['＂'] },
  // Hebrew gershayim, which also stand before the last letter of an abbreviation.
  '״': { marks: 'straight-double', open: '״', close: ['״'], paired: true },
  // Two apostrophes, from typewriters and plain keyboards; TeX and corpora open with two backticks.
  "''": { marks: 'straight-double', open: "''", close: ["''"], paired: true },
  '``': { marks: 'straight-double', open: '``', close: ["''"], paired: true },
  '『': { marks: 'corner', open: '『', close: ['』'] },
};

export const MARK = /(?<!')''(?!')|(?<!`)``(?!`)|["'«»‘’‚“”„‹›「」『』｢｣〝〞〟＂״]/gu;

/** Words that begin with an apostrophe for letters left out. */
export const ELIDED = /^(?:\d\ds?|em|tis|twas|til|cause|round|bout|n|im|er|ere)(?![\p{L}\p{N}])/iu;

/** Longest word above and the character after it, in code units. */
export const ELISION_WINDOW = 7;

/** Ends of words that may carry an apostrophe of their own: plural possessives, dropped letters, feet. */
export const MAY_END_IN_APOSTROPHE = /(?:[sxzSXZ]|[iI]n|\p{N})$/u;
