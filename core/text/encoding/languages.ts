import type { TextEncodingLabel } from './table.ts';

/**
 * Letters by how much they speak for an encoding: `common` holds the letters that make up most of
 * a text in its languages beyond ASCII.
 */
export interface Candidate {
  readonly encoding: TextEncodingLabel;
  readonly script: RegExp;
  readonly common: ReadonlySet<string>;
  /** What is taken off how well a text reads, so that of two that read alike the usual one is first. */
  readonly rarity: number;
}

export const LATIN = /\p{Script=Latin}/u;

const CYRILLIC = /\p{Script=Cyrillic}/u;

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const HAN = /\p{Script=Han}/u;

const WESTERN = 'éèêëàâäáãåçîïíìôöóõòøùûüúñßæœÉÈÀÄÖÜÅÇÑØ';

const CENTRAL = 'ąćęłńóśźżčřšžýěůáéíúďťňőűöüäôșțăâîşţđĄĆĘŁŃÓŚŹŻČŘŠŽÁÉÍÚÖÜĐ';

const BALTIC = 'āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲ';

const RUSSIAN = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґў';

const KANA = 'のにはをたがでとしるてないもれさらこりすんっだか、。ースラアイルト';

const SIMPLIFIED =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运';

const TRADITIONAL =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運';

function candidate(
  encoding: TextEncodingLabel,
  script: RegExp,
  common: string,
  rarity = 0,
): Candidate {
  return { encoding, script, common: new Set(common), rarity };
}

export const CANDIDATES: readonly Candidate[] = [
  candidate('windows-1252', LATIN, WESTERN),
  candidate('iso-8859-15', LATIN, WESTERN, 0.1),
  candidate('macintosh', LATIN, WESTERN, 0.3),
  candidate('windows-1251', CYRILLIC, RUSSIAN),
  candidate('koi8-r', CYRILLIC, RUSSIAN),
  candidate('koi8-u', CYRILLIC, RUSSIAN),
  candidate('ibm866', CYRILLIC, RUSSIAN),
  candidate('iso-8859-5', CYRILLIC, RUSSIAN),
  candidate('x-mac-cyrillic', CYRILLIC, RUSSIAN),
  candidate('windows-1250', LATIN, CENTRAL),
  candidate('iso-8859-2', LATIN, CENTRAL),
  candidate('windows-1257', LATIN, BALTIC, 0.1),
  candidate('windows-1253', /\p{Script=Greek}/u, 'αοιετσνηυρπκμλωςόάίέγδήθχύώφβξψζΐ'),
  candidate('windows-1254', LATIN, 'ığşçöüİĞŞÇÖÜâî'),
  candidate('windows-1255', /\p{Script=Hebrew}/u, 'יוהלארתבםשמנעדחקפךגטןכסצזףץ'),
  candidate('windows-1256', /\p{Script=Arabic}/u, 'اليمونرتبةعدسفهكقحجشطصخضذثىءأإؤئغزظ'),
  candidate('windows-874', /\p{Script=Thai}/u, 'านรอกเงมยลวดทัี่้'),
  candidate('shift_jis', JAPANESE, KANA),
  candidate('euc-jp', JAPANESE, KANA),
  candidate(
    'euc-kr',
    /\p{Script=Hangul}/u,
    '이다의는을에가고한를은로지하도기사인대어서그나자시리아정전스국',
  ),
  candidate('gb18030', HAN, SIMPLIFIED),
  candidate('big5', HAN, TRADITIONAL),
  candidate('utf-32le', /\p{L}/u, ` etaoinsr${RUSSIAN}`),
  candidate('utf-32be', /\p{L}/u, ` etaoinsr${RUSSIAN}`),
  candidate('utf-16le', /\p{L}/u, ` etaoinsr${RUSSIAN}`),
  candidate('utf-16be', /\p{L}/u, ` etaoinsr${RUSSIAN}`),
];
