import { speechLanguage, words } from './language.ts';

/** Verbs of speaking that are more than one word. */
const PHRASES = String.raw`sp(?:eaks|oke|oken)\sof w(?:as|ere)\squoted\sas\ssaying`;

/** Words in small letters that say what somebody is: "said opposition deputy". */
const OFFICE_WORDS = String.raw`(?:(?:the|a|an)\s)?(?:(?!(?:${words(`
  to for of with by from in at on against between near over under about like than and or as after before but
  that who which whose while when where if because since until during through into via`)})\s)\p{Ll}[\p{L}’'-]*,?\s){0,3}`;

export const ENGLISH = speechLanguage({
  finite: `
    said says added adds told tells stressed stresses warned warns declared declares stated noted emphasized
    emphasised insisted insists argued argues claimed claims called calls described describes criticized
    criticised accused accuses announced announces reiterated repeated repeats replied replies responded
    explained asked asks wrote writes tweeted posted commented remarked acknowledged admitted denied denies
    confirmed asserted alleged observed recalled suggested urged vowed pledged promised demanded dismissed
    rejected concluded continued countered complained conceded cautioned reported predicted praised
    condemned denounced underlined underscored highlighted maintains maintained contended quipped joked
    shouted whispered answered answers recalls boasted boasts promises pledges vows alleges admits concedes
    cautions predicts praises condemns denounces dismisses rejects suggests asserts remarks observes explains
    confirms urges demands jokes quips slammed blasted lamented laments testified retorted proclaimed proclaims
    protested threatened threatens blamed blames hinted ${PHRASES}`,
  participle: `
    saying adding telling stressing warning declaring stating noting emphasizing emphasising insisting
    arguing claiming calling describing criticizing criticising accusing announcing reiterating repeating
    replying explaining asking writing commenting remarking acknowledging denying confirming asserting
    suggesting urging vowing demanding dismissing concluding cautioning`,
  accordingTo: '[Aa]ccording to',
  auxiliary: 'has had have did does will would could may might',
  adverb: `
    also then later again earlier recently repeatedly already further previously once reportedly publicly
    bluntly simply still now therefore meanwhile however subsequently`,
  pronoun: 'he she',
  governing: `
    to for of with by from in at on against between near over under about like than and or as after before`,
  title: `
    president vice prime foreign defence defense finance interior deputy minister secretary state chancellor
    premier king queen prince princess pope senator representative governor mayor ambassador commissioner
    chairman chairwoman chair chief general admiral colonel major captain lieutenant sergeant marshal
    commander spokesman spokeswoman spokesperson director professor judge justice mr mrs ms mx dr prof sir
    lord lady dame gen adm col lt maj capt sgt sen rep gov rev st supreme leader head former acting first
    us american russian ukrainian french german british polish european chinese italian spanish turkish
    japanese canadian australian israeli iranian indian dutch belgian swedish finnish norwegian danish
    estonian latvian lithuanian hungarian czech slovak romanian greek jordanian egyptian korean western
    kremlin nato eu un uk secretary-general ceo cfo boss founder co-founder resident mediator lawyer attorney
    coach economist analyst campaigner activist sheriff bishop archbishop cardinal rabbi imam sheikh emir
    sultan congressman congresswoman lawmaker councillor envoy inspector superintendent detective mp mep
    vice-president opposition engineer scientist historian journalist pastor priest nurse officer candidate`,
  notAName: `
    a an the this that these those he she it its they his her their we our i you there here who what when
    where why how but and or so yet if in on at for from by with without after before as since while although
    however meanwhile moreover furthermore also still then now no not one some many most both all
    another others according speaking addressing asked late early last next earlier later yesterday today
    tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december officials analysts critics experts sources leaders
    ministers diplomats police people everyone everybody nobody someone somebody anyone neither either
    authorities witnesses residents opponents supporters prosecutors lawyers media reporters scientists
    researchers doctors military reports government opposition instead finally`,
  institution: `
    ministry department committee council office house union commission agency parliament court party army
    navy force forces bank group association university times post news fund nations organization
    organisation service senate congress alliance institute foundation company corporation college academy
    bureau board federation league society centre center authority tribunal`,
  notAPerson: `
    russia ukraine moscow kyiv kiev washington brussels berlin paris london beijing china france germany
    britain england poland warsaw europe turkey ankara israel iran tehran india japan tokyo canada australia
    jordan italy spain hungary budapest belarus minsk kremlin pentagon istanbul`,
  beforeNameAhead: OFFICE_WORDS,
  beforeOpener: String.raw`(?:(?:The|His|Her|Its|Their)\s(?:(?!(?:of|and|in|on|at|to|for|with|from|that|who)\s)\p{Ll}[\p{L}’'-]*\s){1,3})?`,
  belonging: 'of from at with',
  conjunction: 'and but',
});
