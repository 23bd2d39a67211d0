// How each language says who speaks: verbs, offices, what is no name. The suggestion of speakers reads with it.
/**
 * How one language says who speaks. Lists are words parted by white space; the compiled form is what
 * the suggestion of speakers reads with.
 */
export interface SpeechWords {
  /** Verbs of speaking that take a subject. */
  readonly finite: string;
  /** Forms that lean on the verb before them: "noting". */
  readonly participle: string;
  /** "according to": the name follows. Alternatives of a regular expression. */
  readonly accordingTo: string;
  readonly auxiliary: string;
  readonly adverb: string;
  /** "he", "she". */
  readonly pronoun: string;
  /** A pronoun behind the verb, with what binds it: "-t-il". A regular expression. */
  readonly pronounAhead?: string;
  /** Before a name it makes the name part of another phrase: "an aide to Lavrov said". */
  readonly governing: string;
  /** Capitalised words that are no part of a name: offices, nationalities. */
  readonly title: string;
  /** How such a word ends where it is one with what it is of: "Gewerkschaftschefin". */
  readonly titleEnding?: string;
  /** Capitalised only because they begin a sentence, or never a speaker's name. */
  readonly notAName: string;
  /** Last word of the name of an institution: its other words are part of the name. */
  readonly institution: string;
  /** Places and bodies that speak in the news: never meant by "he" or "she". */
  readonly notAPerson: string;
  /** What may stand between the verb and the name behind it: "le ministre". A regular expression. */
  readonly beforeNameAhead?: string;
  /** What a sentence may begin with before the name it is about: "The sprinter". A regular expression. */
  readonly beforeOpener?: string;
  /** Between a name and where its bearer belongs: "Jane Doe of Greenpeace". */
  readonly belonging?: string;
  /** Before a verb they let the one who has spoken go on: "and warned". */
  readonly conjunction: string;
  /** Whether the subject stands behind the verb wherever something else stands before it. */
  readonly inverts?: true;
  /** Whether common nouns are written like names, so that one word alone needs more to be a name. */
  readonly capitalisesNouns?: true;
  /** Whether a name before a verb is in another case than that of a subject: "президент России заявил". */
  readonly isOtherCase?: (name: string, verb: string) => boolean;
}

export interface SpeechLanguage {
  readonly verb: RegExp;
  readonly subject: RegExp;
  readonly participleSubject: RegExp;
  readonly apposition: RegExp;
  readonly pronounSubject: RegExp;
  readonly pronounAhead: RegExp;
  readonly nameAhead: RegExp;
  readonly appositionAhead: RegExp;
  readonly sentenceSubject: RegExp;
  /** Of a sentence that begins with when or where: "Hours after the hearing, Hale unveiled". */
  readonly subjectAfterComma: RegExp;
  /** What stands before a verb that goes on with the speaker of another one: "…, and also". */
  readonly goesOn: RegExp;
  readonly auxiliariesAtEnd: RegExp;
  /** What stands between a quotation and who says it: "…“, hatte Meier zuvor erklärt". */
  readonly beforeSpeaker: RegExp;
  readonly governed: RegExp;
  readonly title: RegExp;
  readonly notAName: RegExp;
  readonly institution: RegExp;
  readonly notAPerson: RegExp;
  readonly inverts: boolean;
  readonly capitalisesNouns: boolean;
  readonly isOtherCase: (name: string, verb: string) => boolean;
}

/** A list of words as alternatives of a regular expression. */
export const words = (list: string): string => list.trim().split(/\s+/u).join('|');

/** Words in small letters that belong to names. */
export const PARTICLES = words(
  `de da del della der den di do dos du el al bin ibn la le van von ter ten zu y e`,
);

const CAPITALISED = String.raw`(?:(?:\p{Lu}\.){2,}|\p{Lu}[\p{L}\p{M}’'\-]*(?:\.(?=\s\p{Lu}))?)`;

/** A sequence of capitalised words, with the particles of names between them. */
export const NAME = `${CAPITALISED}(?:\\s(?:(?:${PARTICLES})\\s){0,3}${CAPITALISED})*`;

/** Matches nothing. */
const NEVER = '(?!)';

const anyOf = (list: string): string => (list.trim() === '' ? NEVER : words(list));

/** A language whose lists are compiled when it is met for the first time, and not at the start. */
export function speechLanguage(language: SpeechWords): () => SpeechLanguage {
  let compiled: SpeechLanguage | undefined;
  return () => (compiled ??= compile(language));
}

function compile(language: SpeechWords): SpeechLanguage {
  const { accordingTo, beforeNameAhead = '', beforeOpener = '', pronounAhead = NEVER } = language;
  const belonging = `\\s(?:${anyOf(language.belonging ?? '')})\\s(?:the\\s)?${NAME}`;
  const auxiliary = anyOf(language.auxiliary);
  const group = `((?:(?:${auxiliary}|${anyOf(language.adverb)})\\s){0,3})`;
  const alone = (list: string, more = NEVER): RegExp =>
    new RegExp(`^(?:${anyOf(list)}|${more})\\.?$`, 'iu');
  return {
    verb: new RegExp(
      `(?<![\\p{L}’'-])(?:(${anyOf(language.finite)})|(${anyOf(language.participle)})|(${accordingTo}))(?![\\p{L}’']|-(?!t-|il|elle))`,
      'gu',
    ),
    subject: new RegExp(
      `(?<![\\p{L}\\p{N}’'-])(${NAME})(?<belonging>${belonging})?(?:,[^,;:.“”"]{1,80},)?\\s${group}$`,
      'u',
    ),
    participleSubject: new RegExp(`(?<!\\p{L})[Ww]ith\\s(${NAME})\\s${group}$`, 'u'),
    apposition: new RegExp(`, (${NAME}), ${group}$`, 'u'),
    pronounSubject: new RegExp(`(?<![\\p{L}’'-])(${anyOf(language.pronoun)})\\s${group}$`, 'iu'),
    pronounAhead: new RegExp(`^(?:${pronounAhead})(?!\\p{L})`, 'u'),
    nameAhead: new RegExp(`^\\s(?:${beforeNameAhead})(${NAME})`, 'u'),
    appositionAhead: new RegExp(`^\\s\\p{Ll}[^,.;:«»“”„"]{1,60},\\s(${NAME})(?=[,.;:]|$)`, 'u'),
    sentenceSubject: new RegExp(`^(?:\\p{L}+,\\s)?(?:${beforeOpener})(${NAME})(?![\\p{L}’'])`, 'u'),
    subjectAfterComma: new RegExp(`^[^,.;:]{2,120},\\s(${NAME})(?=\\s\\p{Ll})`, 'u'),
    goesOn: new RegExp(`(?:^|[\\s,])(?:${anyOf(language.conjunction)})\\s${group}$`, 'u'),
    auxiliariesAtEnd: new RegExp(`(?:(?:${auxiliary})\\s)+$`, 'u'),
    beforeSpeaker: new RegExp(`^[\\s,—–-]*(?:(?:${auxiliary})\\s)?(?:the\\s)?$`, 'iu'),
    governed: new RegExp(`(?<!\\p{L})(?:${anyOf(language.governing)})\\s$`, 'iu'),
    title: alone(
      language.title,
      String.raw`u\.s|u\.k|[\p{L}-]{2,}(?:${anyOf(language.titleEnding ?? '')})`,
    ),
    notAName: alone(language.notAName),
    institution: alone(language.institution),
    notAPerson: alone(language.notAPerson, String.raw`united\s.*`),
    inverts: language.inverts === true,
    capitalisesNouns: language.capitalisesNouns === true,
    isOtherCase: language.isOtherCase ?? (() => false),
  };
}
