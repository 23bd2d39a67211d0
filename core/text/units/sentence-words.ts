/** Titles and other abbreviations that never end a sentence, in lower case without full stop. */
export const NEVER_LAST = new Set(
  (
    'mr mrs ms mx dr prof st messrs gen lt col maj capt cmdr sgt cpl pvt adm brig rep sen gov pres ' +
    'rev hon supt insp amb sec mt ft vs e.g i.e cf approx fig art mme mlle'
  ).split(' '),
);

/** Abbreviations that may end a sentence: what follows decides. */
export const MAY_BE_LAST = new Set('jr sr inc corp ltd co bros etc al dept est'.split(' '));

export const MONTH_OR_NUMBER_SIGN =
  /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nos?|pp?|art|vol)$/u;

/** Words that begin a sentence far more often than they follow an abbreviation inside one. */
export const SENTENCE_OPENERS = new Set(
  (
    'a an the this that these those he she it its they their his her we our i you there here who what when ' +
    'where why how but and or so yet if in on at for from by with after before as since while although ' +
    'however meanwhile moreover furthermore also still then now no not one some many most both all ' +
    'according speaking earlier later last'
  ).split(' '),
);
