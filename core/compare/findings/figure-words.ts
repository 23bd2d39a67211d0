import type { KnownLanguage } from '../../text/speech/detect.ts';
import type { Hedge } from './finding.ts';

/** How a language writes numbers of something. Words as keys: without case and marks. */
export interface FigureWords {
  /** Words for numbers from two on; "one" is left out: it is seldom a figure. */
  readonly numbers: Readonly<Record<string, number>>;
  /** From twenty on by tens; another number behind one of them is added to it: "twenty-five". */
  readonly tens: Readonly<Record<string, number>>;
  /** Between tens and what is added: "treinta y cinco". */
  readonly plus?: string;
  /** A word that makes one of a factor: "a dozen". */
  readonly one: readonly string[];
  /** Factors that say about how many: "une trentaine". */
  readonly roughly?: RegExp;
  /** "dozens": at least so many. */
  readonly many: Readonly<Record<string, number>>;
  readonly factors: Readonly<Record<string, number>>;
  readonly hedges: readonly (readonly [Hedge, readonly string[]])[];
  /** Words behind a number that make no figure of it: dates, times, shares of a name. */
  readonly notCounted: RegExp;
  /** Between a number and what is counted: "millions de personnes". */
  readonly joint: readonly string[];
  /** Which of the content words behind a number is what is counted. */
  readonly noun: 'last' | 'capital' | 'first';
  /** What parts the digits behind the whole ones; the other mark groups. */
  readonly decimal: '.' | ',';
  /** Whether digits are grouped by spaces, too: "1 200". */
  readonly groupsBySpace: boolean;
}

const counted = (from: number, list: string): Record<string, number> =>
  Object.fromEntries(list.split(' ').map((word, at) => [word, from + at]));
const byTens = (from: number, list: string): Record<string, number> =>
  Object.fromEntries(list.split(' ').map((word, at) => [word, from + 10 * at]));
const noneOf = (list: string): RegExp => new RegExp(`^(?:${list.split(' ').join('|')})$`, 'u');

export const FIGURE_WORDS: Readonly<Record<KnownLanguage, FigureWords>> = {
  en: {
    numbers: counted(
      2,
      'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
        'seventeen eighteen nineteen',
    ),
    tens: byTens(20, 'twenty thirty forty fifty sixty seventy eighty ninety'),
    one: ['a'],
    many: { dozens: 24, scores: 40, hundreds: 200, thousands: 2_000 },
    factors: {
      dozen: 12,
      hundred: 100,
      thousand: 1_000,
      million: 1e6,
      billion: 1e9,
      trillion: 1e12,
    },
    hedges: [
      ['over', ['more than', 'at least', 'over', 'above', 'exceeding']],
      ['under', ['less than', 'fewer than', 'up to', 'nearly', 'almost', 'under', 'below']],
      ['about', ['about', 'around', 'roughly', 'approximately', 'some']],
    ],
    notCounted: noneOf(
      'january february march april may june july august september october november december jan feb mar ' +
        'apr jun jul aug sept? oct nov dec am pm st nd rd th gmt utc bst est et cet oclock',
    ),
    joint: [],
    noun: 'last',
    decimal: '.',
    groupsBySpace: false,
  },
  de: {
    numbers: counted(
      2,
      'zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn ' +
        'siebzehn achtzehn neunzehn',
    ),
    tens: byTens(20, 'zwanzig dreißig vierzig funfzig sechzig siebzig achtzig neunzig'),
    one: ['ein', 'einem'],
    many: { dutzende: 24, hunderte: 200, tausende: 2_000, zehntausende: 20_000 },
    factors: {
      ...{ dutzend: 12, hundert: 100, tausend: 1_000, million: 1e6, millionen: 1e6 },
      ...{ milliarde: 1e9, milliarden: 1e9, billion: 1e12, billionen: 1e12 },
    },
    hedges: [
      ['over', ['mehr als', 'mindestens', 'uber', 'wenigstens']],
      ['under', ['weniger als', 'bis zu', 'fast', 'beinahe', 'knapp', 'unter']],
      ['about', ['etwa', 'rund', 'ungefahr', 'circa', 'ca']],
    ],
    notCounted: noneOf(
      'januar februar marz april mai juni juli august september oktober november dezember uhr prozent',
    ),
    joint: [],
    noun: 'capital',
    decimal: ',',
    groupsBySpace: false,
  },
  fr: {
    numbers: counted(
      2,
      'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
    ),
    tens: byTens(20, 'vingt trente quarante cinquante soixante'),
    one: ['un', 'une'],
    roughly: /^(?:dizaine|quinzaine|(?:vingt|trent|quarant|cinquant|soixant|cent)aine|millier)$/u,
    many: { dizaines: 20, centaines: 200, milliers: 2_000 },
    factors: {
      ...{
        dizaine: 10,
        quinzaine: 15,
        vingtaine: 20,
        trentaine: 30,
        quarantaine: 40,
        cinquantaine: 50,
      },
      ...{ soixantaine: 60, centaine: 100, millier: 1_000 },
      ...{ douzaine: 12, cent: 100, cents: 100, mille: 1_000, million: 1e6, millions: 1e6 },
      ...{ milliard: 1e9, milliards: 1e9 },
    },
    hedges: [
      ['over', ['plus de', 'au moins', 'plus d']],
      ['under', ['moins de', "jusqu'a", 'pres de', 'presque']],
      ['about', ['environ', 'quelque']],
    ],
    notCounted: noneOf(
      'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre h heures pour',
    ),
    joint: ['de', 'd'],
    noun: 'first',
    decimal: ',',
    groupsBySpace: true,
  },
  es: {
    numbers: counted(
      2,
      'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis ' +
        'diecisiete dieciocho diecinueve',
    ),
    tens: byTens(20, 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
    plus: 'y',
    one: ['un', 'una'],
    roughly: /^(?:decena|(?:vein|trein)tena|centenar|millar)$/u,
    many: { decenas: 20, centenares: 200, cientos: 200, miles: 2_000 },
    factors: {
      ...{ decena: 10, veintena: 20, treintena: 30, centenar: 100, millar: 1_000 },
      ...{ docena: 12, cien: 100, mil: 1_000, millon: 1e6, millones: 1e6, billon: 1e12 },
      ...{ billones: 1e12 },
    },
    hedges: [
      ['over', ['mas de', 'al menos', 'por lo menos']],
      ['under', ['menos de', 'hasta', 'casi']],
      ['about', ['unos', 'unas', 'alrededor de', 'aproximadamente', 'cerca de']],
    ],
    notCounted: noneOf(
      'de enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre horas por',
    ),
    joint: ['de'],
    noun: 'first',
    decimal: ',',
    groupsBySpace: true,
  },
  ru: {
    numbers: {
      ...{ два: 2, две: 2, двое: 2, три: 3, трое: 3, четыре: 4, четверо: 4 },
      ...counted(5, 'пять шесть семь восемь девять десять одиннадцать двенадцать'),
      ...{ сто: 100 },
    },
    tens: byTens(
      20,
      'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто',
    ),
    one: [],
    many: { десятки: 20, сотни: 200, тысячи: 2_000 },
    factors: {
      ...{ тысяч: 1_000, тысячи: 1_000, тыс: 1_000, млн: 1e6, миллион: 1e6, миллиона: 1e6 },
      ...{ миллионов: 1e6, млрд: 1e9, миллиард: 1e9, миллиарда: 1e9, миллиардов: 1e9 },
    },
    hedges: [
      ['over', ['более', 'больше', 'свыше', 'не менее', 'по меньшеи мере']],
      ['under', ['менее', 'меньше', 'до', 'почти']],
      ['about', ['около', 'примерно', 'порядка']],
    ],
    notCounted: noneOf(
      'января февраля марта апреля мая июня июля августа сентября октября ноября декабря часов года год не',
    ),
    joint: [],
    noun: 'first',
    decimal: ',',
    groupsBySpace: true,
  },
};

/** The number that digits with commas and points stand for; `NaN` for none. */
export function numberOf(digits: string, { decimal }: Pick<FigureWords, 'decimal'>): number {
  const group = decimal === '.' ? ',' : '.';
  return Number(digits.replaceAll(group, '').replace(decimal, '.'));
}
