import { DETAIL_NAMES, type DetailName, type ReadOptions } from '../reading.ts';
import { isoMoment } from '../written-moment.ts';
import type { TableRow } from './table.ts';

/** What a column may hold. */
type Field = 'text' | DetailName;

/** Columns by what they were taken for. */
export type Columns = NonNullable<ReadOptions['columns']>;

const FIELDS: readonly Field[] = ['text', ...DETAIL_NAMES];

/**
 * What columns are called, the likeliest first, as `plainName` writes it: English, German, French, Spanish,
 * Italian, Portuguese, Dutch, Polish, Swedish, Turkish, Russian, Ukrainian, Arabic, Chinese, Japanese, and
 * names of well-known interfaces and databases.
 */
const NAMES: Readonly<Record<Field, string>> = {
  text: `fulltext articlebody articletext text bodytext body maintext plaintext content contenttext
    textcontent story article message post contents document textplain fulltextofarticle td
    volltext artikeltext haupttext fliesstext textkorper inhalt artikel beitrag nachricht
    textecomplet texteintegral texte corps contenu article textodelarticulo textocompleto texto cuerpo
    contenido articulo testocompleto testo corpo contenuto articolo textointegral conteudo artigo
    volledigetekst tekst inhoud artikeltekst trescartykulu pelnytekst tresc innehall artikeltext
    metin icerik haber текст полныйтекст текстстатьи содержание содержимое статья текстстатті зміст
    النص نص المحتوى 正文 全文 内容 內容 本文 記事 記事本文`,
  title: `title headline webtitle articletitle mainheadline maintitle heading hd hed hl subject name
    titel schlagzeile uberschrift hauptuberschrift betreff titre intitule grostitre titulo titular
    encabezado titolo manchete kop krantenkop tytul naglowek rubrik baslik manset
    заголовок название заглавие назва العنوان عنوان 标题 標題 题目 タイトル 見出し 件名`,
  outlet: `outlet medium media mediaoutlet newsoutlet medianame outletname newspaper publication
    publicationname publicationtitle sourcename sourcetitle newssource publisher publishername source sn
    site sitename website journal domain sourcedomain host channel provider feed
    quelle zeitung zeitschrift publikation herausgeber medientitel quellenname
    nomdelasource titredusupport support editeur organe fuente medio periodico diario editorial
    fonte testata giornale veiculo jornal bron krant uitgever zrodlo gazeta wydawca kalla tidning
    kaynak gazete источник издание сми газета джерело видання المصدر الصحيفة 来源 來源 媒体 媒體 报纸
    媒体名 新聞 出典`,
  author: `author authors byline by articleauthor authorname creator creators writer writers journalist
    journalists reporter reporters dccreator autor autoren verfasser autorin journalistin
    auteur auteurs signature autores firma periodista autore autori giornalista schrijver dziennikarz
    forfattare skribent yazar yazarlar muhabir автор авторы автори журналист الكاتب المؤلف
    作者 记者 記者 著者 筆者`,
  published: `datepublished published publishedat publishedon publishdate publisheddate publicationdate
    firstpublicationdate webpublicationdate pubdate pdate pd dateofpublication articledate releasedate
    postdate posteddate datetime date dates timestamp time createdat created dccdate dcdate issuedate day
    erscheinungsdatum erscheinungstag veroffentlichtam veroffentlichungsdatum veroffentlicht
    publikationsdatum datum publieele datedepublication dateparution parution publiele
    fechadepublicacion publicado fechapublicacion fecha datadipubblicazione pubblicato data
    datadepublicacao publicadoem publicatiedatum gepubliceerd datapublikacji opublikowano
    publiceringsdatum publicerad yayintarihi yayimlanmatarihi tarih датапубликации опубликовано дата
    датапублікації опубліковано تاريخالنشر التاريخ تاريخ 发布时间 发布日期 發布時間 日期 时间 公開日 日付
    掲載日 発行日 配信日`,
  modified: `datemodified modified modifiedat modifieddate lastmodified lastmodifieddate updated updatedat
    updateddate lastupdated lastupdate dateupdated geandert geandertam aktualisiert aktualisiertam
    modifie modifiele misajour actualizado modificado modificato aggiornato atualizado bijgewerkt
    zaktualizowano uppdaterad guncellendi обновлено изменено оновлено تاريخالتحديث 更新时间 更新日期 更新日`,
  url: `url weburl articleurl canonicalurl canonical link links permalink href uri webaddress address
    sourceurl pageurl originalurl fullurl sharelink guid
    adresse webadresse internetadresse lien liens enlace direccion indirizzo collegamento endereco
    koppeling adres lank adresinternetowy ссылка адрес посилання الرابط رابط 链接 鏈接 連結 网址 網址 原文链接
    リンク`,
  language: `language lang languagecode inlanguage la locale iso language sprache langue idioma lingua taal
    jezyk sprak dil язык мова اللغة لغة 语言 語言 言語`,
};

/** Each name with how likely it makes a column to hold something, from 1 down to a half. */
const RANKS: ReadonlyMap<Field, ReadonlyMap<string, number>> = new Map(
  FIELDS.map((field) => {
    const names = NAMES[field].split(/\s+/u).map(plainName);
    return [field, new Map(names.map((name, index) => [name, 1 - index / (2 * names.length)]))];
  }),
);

function knownRank(field: Field, name: string): number {
  return RANKS.get(field)?.get(plainName(name)) ?? 0;
}

/** Parts of a nested name that say nothing of what is in it: what is before them does. */
const VALUE_PARTS = /^(?:name|value|text|rendered|plain|content|label|title|t|_|\$|#text)$/iu;
/** Parts of a nested name that stand around a whole article. */
const WRAPPER_PARTS =
  /^(?:fields|_?source|attributes|data|article|doc|document|item|record|node|properties|meta|metadata|content|post|news)$/iu;

/** Rows that are looked at. */
const SAMPLE = 200;

/** How a column's cells look, as shares of those that are not empty. */
interface Looks {
  readonly filled: number;
  /** Mean length in UTF-16 code units. */
  readonly length: number;
  /** Mean count of white space in a cell, or of characters where there are no spaces between words. */
  readonly words: number;
  readonly addresses: number;
  readonly dates: number;
  readonly codes: number;
  readonly distinct: number;
}

/** What each column holds, by its name, and where that does not say it, by what is in it. */
export function guessColumns(names: readonly string[], rows: readonly TableRow[]): Columns {
  const sample = rows.slice(0, SAMPLE);
  const looks = new Map(names.map((name) => [name, looksOf(name, sample)]));
  const claims = FIELDS.flatMap((field) =>
    names.flatMap((name) => {
      const score = scoreOf(field, name, looks.get(name));
      return score > 0 ? [{ field, name, score }] : [];
    }),
  ).sort((a, b) => b.score - a.score);
  const taken: { [field in Field]?: string | undefined } = {};
  const used = new Set<string>();
  for (const { field, name } of claims) {
    if (taken[field] !== undefined || used.has(name)) continue;
    taken[field] = name;
    used.add(name);
  }
  const free = names.filter((name) => !used.has(name));
  const longest = (columns: readonly string[]): string | undefined =>
    columns.toSorted((a, b) => (looks.get(b)?.length ?? 0) - (looks.get(a)?.length ?? 0))[0];
  taken.text ??= longest(free.filter((name) => isProse(looks.get(name))));
  // Names of people and outlets are shorter than headlines.
  const others = free.filter((name) => name !== taken.text);
  taken.title ??= longest(others.filter((name) => isHeadline(looks.get(name))));
  return Object.fromEntries(
    Object.entries(taken).flatMap(([field, name]) => (name === undefined ? [] : [[field, name]])),
  );
}

/** Whether this is what a column with the text of articles is called. */
export function isTextName(name: string): boolean {
  return rankOf('text', name) > 0;
}

/** Whether a row has names of columns in it, and not an article. */
export function namesColumns(cells: readonly string[]): boolean {
  const isName = (cell: string): boolean => FIELDS.some((field) => rankOf(field, cell.trim()) > 0);
  if (cells.some(isName)) return true;
  return cells.every(
    (cell) => cell.length < 60 && !isAddress(cell) && isoMoment(cell) === undefined,
  );
}

/** How likely it is that a column holds something: 0 for not at all. Names count more than looks. */
function scoreOf(field: Field, name: string, looks: Looks | undefined): number {
  if (!looks || looks.filled === 0) return 0;
  const rank = rankOf(field, name);
  switch (field) {
    case 'text':
      // An export may have a number or a type under such a name, and the text under another one.
      return rank > 0 && looks.words >= 2 ? rank + Math.min(looks.length / 2000, 1) : 0;
    case 'url':
      if (looks.addresses < 0.5) return 0;
      return rank > 0 ? 1 + rank : 0.4 * looks.distinct;
    case 'published':
      if (rank > 0) return looks.dates >= 0.5 ? 1 + rank : rank / 2;
      return looks.dates >= 0.9 ? 0.3 : 0;
    case 'modified':
      return rank > 0 && looks.dates >= 0.5 ? 1 + rank : 0;
    case 'language':
      if (looks.codes < 0.5 && looks.length > 30) return 0;
      return rank > 0 ? 1 + rank : 0;
    case 'title':
    case 'outlet':
    case 'author':
      // Addresses and long texts are neither names nor headlines; a domain is an outlet.
      if (looks.addresses > 0.5 || looks.length > 600) return 0;
      return rank;
  }
}

/** From 0 to 1: how well a name says that a column holds something. */
function rankOf(field: Field, name: string): number {
  const whole = knownRank(field, name);
  if (whole > 0) return whole;
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  const before = parts.slice(0, -1);
  if (before.length === 0) return wordsRank(field, name);
  const parent = before.at(-1) ?? '';
  if (VALUE_PARTS.test(last) && !WRAPPER_PARTS.test(parent)) {
    return 0.9 * knownRank(field, parent);
  }
  return before.every((part) => WRAPPER_PARTS.test(part)) ? 0.8 * knownRank(field, last) : 0;
}

/** A name of several words, such as `Text of the article` or `dc:title`, by those it begins and ends with. */
function wordsRank(field: Field, name: string): number {
  const words = name
    .split(/[^\p{L}\p{M}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u)
    .filter((word) => word !== '');
  if (words.length < 2 || words.length > 5) return 0;
  const ends = [words.at(-1) ?? '', words[0] ?? ''];
  const ranks = ends.map((word, index) => (index === 0 ? 0.6 : 0.5) * knownRank(field, word));
  return Math.max(...ranks);
}

/** Without accents, spaces and signs, in lower case. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC');
}

function looksOf(name: string, rows: readonly TableRow[]): Looks {
  const cells = rows
    .map(({ cells: all }) => (all.get(name) ?? []).join('\n').trim())
    .filter((cell) => cell !== '');
  const share = (test: (cell: string) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  const mean = (measure: (cell: string) => number): number =>
    cells.length === 0 ? 0 : cells.reduce((sum, cell) => sum + measure(cell), 0) / cells.length;
  return {
    filled: cells.length,
    length: mean((cell) => cell.length),
    words: mean(countWords),
    addresses: share(isAddress),
    dates: share((cell) => cell.length < 60 && (isoMoment(cell) !== undefined || isSlashed(cell))),
    codes: share((cell) => /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/iu.test(cell)),
    distinct: cells.length === 0 ? 0 : new Set(cells).size / cells.length,
  };
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function countWords(cell: string): number {
  const head = cell.slice(0, 4000);
  const scale = cell.length / Math.max(1, head.length);
  const words = UNSPACED.test(head) ? head.length / 2 : head.split(/\s+/u).length;
  return words * scale;
}

function isAddress(cell: string): boolean {
  return /^https?:\/\/\S+$/iu.test(cell.trim());
}

/** A date that may be one of two days is still a date. */
function isSlashed(cell: string): boolean {
  return /^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?:[ ,T].{0,20})?$/u.test(cell);
}

function isProse(looks: Looks | undefined): boolean {
  return looks !== undefined && looks.addresses < 0.5 && looks.words >= 12 && looks.length >= 40;
}

function isHeadline(looks: Looks | undefined): boolean {
  return (
    looks !== undefined &&
    looks.addresses < 0.5 &&
    looks.dates < 0.5 &&
    looks.words >= 2 &&
    looks.length <= 200 &&
    looks.distinct > 0.8
  );
}
